using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Subsystems;

namespace Economy.World.Tick.Observe;

/// <summary>The places that meet their visitors one by one.</summary>
[Kind("visits", "what became of visits in places that meet their visitors one by one")]
public sealed record VisitObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(VisitRow);

    /// <inheritdoc />
    public override int Place => 19;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Subsystems.Any(s => s is Place { MeetsVisitors: true });

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("visits")
    {
        private readonly int[] byName =
            [.. Enumerable.Range(0, world.Subsystems.Length).OrderBy(k => world.Subsystems[k].Name, StringComparer.Ordinal)];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            var (attendance, posted) = (tick.State.Attendance, tick.State.Posted);
            foreach (var k in byName)
            {
                if (attendance.Meetings[k]?.Tally is not { } t) continue;
                var profit = posted.FeesKept[k] - attendance.Covered[k] - posted.Rents.Of(k) - posted.Places.Wages[k];
                rows.Write(new VisitRow(
                    tick.Tick, world.Subsystems[k].Name, t.Before, t.Asked, t.Refused, t.Finished, t.GaveUp, t.CutOff, t.Missed, t.After,
                    t.MeanWait, t.Response50, t.Response95, t.Response99, t.BusyHours, t.IdleHours, t.WastedHours, t.Measure, t.Value, profit));
            }
        }
    }
}
