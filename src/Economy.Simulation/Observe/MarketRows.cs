using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.Simulation.Actors;
using Economy.Simulation.Trade;

namespace Economy.Simulation.Observe;

/// <summary>Rows of the markets and of their trades.</summary>
internal sealed class MarketRows(World world, Ledger ledger, IRunSink rows) : IResumable
{
    private readonly int[] byName = [.. Enumerable.Range(0, world.Scenario.Markets.Count).OrderBy(m => world.Scenario.Markets[m].Asset, StringComparer.Ordinal)];
    private long trades;

    /// <summary>Units traded of each asset in the tick.</summary>
    public long[] Quantity { get; } = new long[world.Assets.Length];

    /// <inheritdoc />
    public void Save(BinaryWriter state) => state.Write(trades);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => trades = state.ReadInt64();

    public void Write(Snapshot snapshot, Markets markets)
    {
        foreach (var m in byName)
        {
            var (asset, seen) = (markets.Asset[m], markets.Outcomes[m]);
            Quantity[asset] = seen.Volume;
            rows.Write(new MarketRow(
                snapshot.Tick, world.Assets[asset].Name, seen.BidUnits, seen.AskUnits, seen.Volume, snapshot.AssetPrice[asset],
                seen.Notional, seen.Tax, ledger.Supply(World.Token(asset))));
        }

        foreach (var block in markets.Blocks) rows.Write(block);
        foreach (var trade in markets.Trades)
        {
            trades++;
            rows.Write(new TradeRow(
                snapshot.Tick, trades, world.Assets[markets.Asset[trade.Market]].Name, trade.Buyer, trade.Seller, trade.Quantity, trade.Price, trade.Notional, trade.Tax));
        }
    }
}
