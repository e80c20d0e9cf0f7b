using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>Every trade, numbered over the run.</summary>
[Kind("trades", "every trade of an asset")]
public sealed record TradeObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(TradeRow);

    /// <inheritdoc />
    public override int Place => 7;

    /// <inheritdoc />
    public override bool IsKept(Scenario scenario) => scenario.Output.Trades;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("trades")
    {
        private long number;

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            foreach (var trade in tick.Trades)
            {
                number++;
                rows.Write(new TradeRow(
                    tick.Tick, number, world.Assets[tick.State.Trading.Asset[trade.Market]].Name, trade.Buyer, trade.Seller, trade.Quantity, trade.Price, trade.Notional, trade.Tax));
            }
        }

        public override void Save(BinaryWriter state) => state.Write(number);

        public override void Restore(BinaryReader state) => number = state.ReadInt64();
    }
}
