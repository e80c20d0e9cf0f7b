using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Interventions;
using Economy.World.Subsystems;

namespace Economy.World.Tick.Observe;

/// <summary>Who asked to come to the subsystems with a limit on their visitors, and who was refused.</summary>
[Kind("admissions", "how many asked to come to each subsystem with a limit on its visitors, and how many were refused")]
public sealed record AdmissionObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(AdmissionRow);

    /// <inheritdoc />
    public override int Place => 16;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) =>
        scenario.Subsystems.Any(s => s.Places is not null || s.Account?.Pricing is IPricing { LimitsPlaces: true })
        || (scenario.Calendar ?? []).Any(i => i is SetKey { Key: var set } && set.EndsWith(".places", StringComparison.Ordinal));

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("admissions")
    {
        private readonly int[] byName =
            [.. Enumerable.Range(0, world.Subsystems.Length).OrderBy(k => world.Subsystems[k].Name, StringComparer.Ordinal)];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            foreach (var k in byName.Where(k => tick.Board.Terms[k].IsLimited))
            {
                rows.Write(new AdmissionRow(
                    tick.Tick, world.Subsystems[k].Name, tick.Board.Terms[k].Places, tick.State.Allocation.Admission.Asked(k),
                    tick.State.Attendance.Refused[k]));
            }
        }
    }
}
