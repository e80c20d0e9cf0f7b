using Economy.Core;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Subsystems;

namespace Economy.World.Tick.Observe;

/// <summary>Subsystems with an account, where some of them open and close, or pay wages.</summary>
[Kind("subsystem-lives", "whether subsystems with an account were open, and what they were founded with, paid to staff and left to visitors")]
public sealed record SubsystemLifeObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(SubsystemLifeRow);

    /// <inheritdoc />
    public override int Place => 20;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Subsystems.Any(s => s is Place { WorksFor: not null } or { Account.Life: not null });

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("subsystem-lives")
    {
        private readonly int[] byName = [.. Enumerable.Range(0, world.Subsystems.Length).Where(k => world.Subsystems[k].Account is not null)
            .OrderBy(k => world.Subsystems[k].Name, StringComparer.Ordinal)];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            var (state, places) = (tick.State, tick.State.Posted.Places);
            foreach (var k in byName)
            {
                var standing = tick.Board.Terms[k].Standing;
                rows.Write(new SubsystemLifeRow(
                    tick.Tick, world.Subsystems[k].Name, Words.Kebab(standing.ToString()), standing == Standing.Entered ? state.Capital[k] : 0,
                    state.Attendance.Labour[k], places.Wages[k], places.PaidOut[k]));
            }
        }
    }
}
