using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Subsystems;
using Economy.World.Tick.Perform;

namespace Economy.World.Tick.Observe;

/// <summary>The subsystems, tick by tick.</summary>
[Kind("subsystems", "who came to each subsystem, what it was like there, and what was paid")]
public sealed record SubsystemObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(SubsystemRow);

    /// <inheritdoc />
    public override int Place => 2;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("subsystems")
    {
        private readonly int[] byName = [.. Enumerable.Range(0, world.Subsystems.Length).OrderBy(k => world.Subsystems[k].Name, StringComparer.Ordinal)];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            var (attendance, posting) = (tick.State.Attendance, tick.State.Posted);
            foreach (var k in byName)
            {
                var utility = tick.State.Results.Sum(r => r.SubsystemUtilityMicro[k]) / 1e6;
                var seen = tick.State.Outcomes.Subsystems[k];
                rows.Write(new SubsystemRow(
                    tick.Tick, world.Subsystems[k].Name, attendance.Present[k], attendance.Hours[k], seen.Service, seen.Crowding, seen.Network, utility,
                    Crowding.Externality(tick.State.Rules.Subsystems[k], attendance.Present[k], utility),
                    attendance.Paid[k], posting.Rewards[k], posting.Fees[k], posting.FeesBurnt[k]));
            }
        }
    }
}
