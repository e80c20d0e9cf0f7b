using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Economy.Core.Records;
using Economy.World.Markets;
using Economy.World.Tick;

namespace Economy.World.Trade;

/// <summary>What the markets did in a tick.</summary>
internal sealed class TradingDay
{
    private readonly long[] price;
    private readonly Quote[] quotes;
    private readonly List<RestingOrder> resting = [];

    /// <param name="world">What stays fixed.</param>
    /// <param name="board">With the prices before.</param>
    public TradingDay(WorldModel world, Board board)
    {
        Asset = [.. world.Markets.Select(m => world.AssetRow(m.Asset))];
        Days = new MarketDay[Asset.Length];
        quotes = new Quote[Asset.Length];
        price = [.. board.AssetPrice];
        BaseFee = board.BaseFee;
    }

    /// <summary>Row of the asset each market trades.</summary>
    public int[] Asset { get; }

    /// <summary>What each market saw.</summary>
    public MarketDay[] Days { get; }

    /// <summary>The trades: by market, as they came about; in the order of the blocks where block space is scarce.</summary>
    public List<AssetTrade> Trades { get; } = [];

    /// <summary>The blocks; none where block space is free.</summary>
    public List<BlockRow> Blocks { get; } = [];

    /// <summary>Base fee of the next block.</summary>
    public long BaseFee { get; set; }

    /// <summary>Last price of each asset, minor units.</summary>
    public ReadOnlySpan<long> Price => price;

    /// <summary>Best quotes left in each market's book.</summary>
    public ReadOnlySpan<Quote> Quotes => quotes;

    /// <summary>Orders that stay in the books, by (owner, market, number).</summary>
    public ImmutableArray<RestingOrder> Resting { get; private set; } = [];

    /// <summary>Notes down what a market made of its orders.</summary>
    public void Open(int market, MarketOrders orders, Clearing clearing)
    {
        if (clearing.Price is { } last) price[Asset[market]] = last;
        quotes[market] = new Quote(clearing.BestBid ?? 0, clearing.BestAsk ?? 0);
        resting.AddRange(clearing.Resting);
        Days[market] = new MarketDay(Units(orders, isBuy: true), Units(orders, isBuy: false), 0, 0, 0);
    }

    /// <summary>Adds up the trades.</summary>
    public void Close()
    {
        foreach (ref readonly var trade in CollectionsMarshal.AsSpan(Trades)) Days[trade.Market] = Days[trade.Market].With(trade);
        Resting = [.. resting.OrderBy(o => (o.Owner, o.Market, o.Number))];
    }

    private static long Units(MarketOrders orders, bool isBuy) => orders.Orders.Sum(o => o.IsBuy == isBuy ? o.Quantity : 0);
}
