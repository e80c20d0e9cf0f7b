using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>
/// The budget of the treasury, where a scenario has levies. What it took in and spent is what flowed to and from it; opening and closing are the
/// ledger's: they must agree.
/// </summary>
[Kind("treasury", "the budget of the treasury: what it took in, what it spent, and on what")]
public sealed record TreasuryObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(TreasuryRow);

    /// <inheritdoc />
    public override int Place => 18;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Levies is { Count: > 0 };

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("treasury")
    {
        private readonly int sector = world.Chart.SectorOf(AccountId.Treasury);
        private long held;

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            var (opening, closing) = (held, tick.Ledger[AccountId.Treasury, TokenId.Currency]);
            held = closing;
            if (tick.Tick == 0) return;
            var grants = tick.State.Posted.Places.Grants.Sum();
            rows.Write(new TreasuryRow(
                tick.Tick, opening,
                In(tick, Instrument.TransactionTax) + In(tick, Instrument.WealthTax) + In(tick, Instrument.IncomeTax) + In(tick, Instrument.Upkeep),
                In(tick, Instrument.BrokerFee) + In(tick, Instrument.Fee) + In(tick, Instrument.NetworkFee),
                In(tick, Instrument.Issue), -In(tick, Instrument.Subsidy) - grants, grants, -In(tick, Instrument.Trade),
                -In(tick, Instrument.Compute), -In(tick, Instrument.Burn), closing));
        }

        public override void Save(BinaryWriter state) => state.Write(held);

        public override void Restore(BinaryReader state) => held = state.ReadInt64();

        private long In(ObservedTick tick, Instrument what) => tick.Flows.Net(TokenId.Currency, what, sector);
    }
}
