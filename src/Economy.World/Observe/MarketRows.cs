using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.World.Tick;
using Economy.World.Behaviours;
using Economy.World.Markets;

namespace Economy.World.Observe;

/// <summary>Rows of the markets and of their trades.</summary>
internal sealed class MarketRows(WorldModel world, IRunSink rows) : IResumable
{
    private readonly int[] byName = [.. Enumerable.Range(0, world.Markets.Count).OrderBy(m => world.Markets[m].Asset, StringComparer.Ordinal)];
    private long trades;

    /// <summary>Units traded of each asset in the tick.</summary>
    public long[] Quantity { get; } = new long[world.Assets.Length];

    /// <inheritdoc />
    public void Save(BinaryWriter state) => state.Write(trades);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => trades = state.ReadInt64();

    public void Write(TickState tick)
    {
        var markets = tick.Trading;
        foreach (var m in byName)
        {
            var (asset, seen) = (markets.Asset[m], markets.Days[m]);
            Quantity[asset] = seen.Volume;
            rows.Write(new MarketRow(
                tick.Tick, world.Assets[asset].Name, seen.BidUnits, seen.AskUnits, seen.Volume, markets.Price[asset],
                seen.Notional, seen.Tax, tick.Ledger.Supply(WorldModel.Token(asset))));
        }

        foreach (var block in markets.Blocks) rows.Write(block);
        foreach (var trade in markets.Trades)
        {
            trades++;
            rows.Write(new TradeRow(
                tick.Tick, trades, world.Assets[markets.Asset[trade.Market]].Name, trade.Buyer, trade.Seller, trade.Quantity, trade.Price, trade.Notional, trade.Tax));
        }
    }
}
