using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Tick.Observe;

/// <summary>The accounts of the subsystems that have one. Balances are the ledger's: they must agree with what came and went.</summary>
[Kind("subsystem-accounts", "what subsystems with an account held, took in and paid, and the fee that they published")]
public sealed record SubsystemAccountObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(SubsystemAccountRow);

    /// <inheritdoc />
    public override int Place => 15;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Subsystems.Any(s => s.Account is not null);

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("subsystem-accounts")
    {
        private readonly int[] byName = [.. Enumerable.Range(0, world.Subsystems.Length).Where(k => world.Subsystems[k].Account is not null)
            .OrderBy(k => world.Subsystems[k].Name, StringComparer.Ordinal)];
        private readonly long[] held = new long[world.Subsystems.Length];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            foreach (var k in byName)
            {
                var (opening, closing) = (held[k], tick.Ledger[world.Chart.Subsystem(k), TokenId.Currency]);
                held[k] = closing;
                if (tick.Tick == 0) continue;
                var (posted, covered) = (tick.State.Posted, tick.State.Attendance.Covered[k]);
                rows.Write(new SubsystemAccountRow(
                    tick.Tick, world.Subsystems[k].Name, opening, posted.FeesKept[k], posted.Places.Grants[k], covered, posted.Rents.Of(k), closing,
                    tick.Board.Terms[k].Fee));
            }
        }

        public override void Save(BinaryWriter state) => state.WriteColumn<long>(held);

        public override void Restore(BinaryReader state) => state.ReadColumn<long>(held);
    }
}
