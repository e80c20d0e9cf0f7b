using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Economy.Core.Records;
using Economy.World.Boards;
using Economy.World.Markets;
using Economy.World.Tick.Allocate;

namespace Economy.World.Tick.Trade;

/// <summary>What the markets did in a tick.</summary>
/// <param name="world">Whose markets they are.</param>
internal sealed class TradingDay(WorldModel world)
{
    private readonly long[] price = new long[world.Assets.Length];
    private readonly long[] indication = new long[world.Assets.Length];
    private readonly Quote[] quotes = new Quote[world.Markets.Count];
    private readonly List<RestingOrder> resting = [];

    /// <summary>Row of the asset each market trades.</summary>
    public int[] Asset { get; } = [.. world.Markets.Select(m => world.AssetRow(m.Asset))];

    /// <summary>What each market saw.</summary>
    public MarketDay[] Days { get; } = new MarketDay[world.Markets.Count];

    /// <summary>The trades: by market, as they came about; in the order of the blocks where block space is scarce.</summary>
    public List<AssetTrade> Trades { get; } = [];

    /// <summary>The blocks; none where block space is free.</summary>
    public List<BlockRow> Blocks { get; } = [];

    /// <summary>Base fee of the next block.</summary>
    public long BaseFee { get; set; }

    /// <summary>
    /// Price at which each asset was last sold, in a market or in limited issue, minor units; the initial price where it never was.
    /// </summary>
    public ReadOnlySpan<long> Price => price;

    /// <summary>What each asset could be sold for: <see cref="Board.Indication"/>.</summary>
    public ReadOnlySpan<long> Indication => indication;

    /// <summary>Best quotes left in each market's book.</summary>
    public ReadOnlySpan<Quote> Quotes => quotes;

    /// <summary>Orders that stay in the books, by (owner, market, number).</summary>
    public ImmutableArray<RestingOrder> Resting { get; private set; } = [];

    /// <summary>
    /// Begins a day with the prices of the one before, and of what was sold for the first time in the tick: the mean of what was paid for
    /// units of an asset.
    /// </summary>
    public void Begin(Board board, IReadOnlyList<IssueSale> sales)
    {
        board.AssetPrice.CopyTo(price);
        board.Indication.CopyTo(indication);
        foreach (var sold in sales.Where(s => s.Payment > 0).GroupBy(s => world.Issues[s.Issue].Asset))
            price[sold.Key] = indication[sold.Key] = (long)Math.Round(sold.Average(s => (double)s.Payment));
        BaseFee = board.BaseFee;
        Resting = [];
        resting.Clear();
        Trades.Clear();
        Blocks.Clear();
    }

    /// <summary>Notes down what a market made of its orders.</summary>
    public void Open(int market, MarketOrders orders, Clearing clearing)
    {
        if (clearing.Price is { } last) price[Asset[market]] = last;
        quotes[market] = new Quote(clearing.BestBid ?? 0, clearing.BestAsk ?? 0);
        indication[Asset[market]] = clearing.Price ?? Indicate(orders, clearing, indication[Asset[market]], price[Asset[market]]);
        resting.AddRange(clearing.Resting);
        Days[market] = new MarketDay(Units(orders, isBuy: true), Units(orders, isBuy: false), 0, 0, 0);
    }

    /// <summary>Adds up the trades.</summary>
    public void Close()
    {
        foreach (ref readonly var trade in CollectionsMarshal.AsSpan(Trades)) Days[trade.Market] = Days[trade.Market].With(trade);
        Resting = [.. resting.OrderBy(o => (o.Owner, o.Market, o.Number))];
    }

    /// <summary>What orders without a trade say of the price.</summary>
    private static long Indicate(MarketOrders orders, Clearing clearing, long before, long last)
    {
        var (bid, ask) = (clearing.BestBid ?? 0, clearing.BestAsk ?? long.MaxValue);
        for (var i = 0; i < orders.Orders.Count; i++)
        {
            if (orders.Orders[i].IsBuy) bid = Math.Max(bid, orders.Orders[i].Limit);
            else ask = Math.Min(ask, orders.Orders[i].Limit);
        }

        return (bid > 0, ask < long.MaxValue) switch
        {
            (true, true) => bid + (ask - bid) / 2,
            (true, false) => Math.Max(last, bid),
            (false, true) => Math.Min(last, ask),
            _ => before,
        };
    }

    private static long Units(MarketOrders orders, bool isBuy)
    {
        var units = 0L;
        for (var i = 0; i < orders.Orders.Count; i++) if (orders.Orders[i].IsBuy == isBuy) checked { units += orders.Orders[i].Quantity; }
        return units;
    }
}
