using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>The markets, tick by tick.</summary>
[Kind("markets", "orders, trades and prices of each market")]
public sealed record MarketObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(MarketRow);

    /// <inheritdoc />
    public override int Place => 4;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("markets")
    {
        private readonly int[] byName = [.. Enumerable.Range(0, world.Markets.Count).OrderBy(m => world.Markets[m].Asset, StringComparer.Ordinal)];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            var trading = tick.State.Trading;
            foreach (var m in byName)
            {
                var (asset, seen) = (trading.Asset[m], trading.Days[m]);
                rows.Write(new MarketRow(
                    tick.Tick, world.Assets[asset].Name, seen.BidUnits, seen.AskUnits, seen.Volume, trading.Price[asset],
                    tick.Purchases.Age(asset, tick.Tick), seen.Notional, seen.Tax,
                    tick.Ledger.Supply(WorldModel.Token(asset))));
            }
        }
    }
}
