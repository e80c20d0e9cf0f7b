namespace Economy.World.Trade;

/// <summary>An order in an auction.</summary>
/// <param name="Trader">Whose it is.</param>
/// <param name="Limit">Highest price paid, or lowest taken; minor units per unit.</param>
/// <param name="Quantity">Units, ≥ 1.</param>
public readonly record struct AuctionOrder(int Trader, long Limit, long Quantity);

/// <summary>A trade at the clearing price.</summary>
/// <param name="Buyer">Buying trader.</param>
/// <param name="Seller">Selling trader.</param>
/// <param name="Quantity">Units.</param>
public readonly record struct Fill(int Buyer, int Seller, long Quantity);

/// <summary>
/// Uniform-price call auction in exact integers: the price maximises the volume; of the prices that do, the middle one,
/// rounded down. Better limits go first, equal limits in the order in which they are given.
/// </summary>
public sealed class CallAuction
{
    private readonly List<AuctionOrder> bids = [];
    private readonly List<AuctionOrder> asks = [];

    /// <summary>The trades of the last clearing.</summary>
    public List<Fill> Fills { get; } = [];

    /// <summary>Clears the orders.</summary>
    /// <param name="buys">Bids, in order of priority among equal limits.</param>
    /// <param name="sells">Asks, likewise.</param>
    /// <returns>The clearing price and the units traded; null where no two orders cross.</returns>
    public (long Price, long Volume)? Clear(ReadOnlySpan<AuctionOrder> buys, ReadOnlySpan<AuctionOrder> sells)
    {
        Fills.Clear();
        Rank(buys, bids, static (a, b) => b.Limit.CompareTo(a.Limit));
        Rank(sells, asks, static (a, b) => a.Limit.CompareTo(b.Limit));
        var (bid, ask, volume) = (0, 0, 0L);
        var (bidLeft, askLeft) = (Quantity(bids, 0), Quantity(asks, 0));
        var (lastBid, lastAsk) = (0L, 0L);
        while (bid < bids.Count && ask < asks.Count && bids[bid].Limit >= asks[ask].Limit)
        {
            var quantity = Math.Min(bidLeft, askLeft);
            (lastBid, lastAsk) = (bids[bid].Limit, asks[ask].Limit);
            Fills.Add(new Fill(bids[bid].Trader, asks[ask].Trader, quantity));
            volume += quantity;
            if ((bidLeft -= quantity) == 0) bidLeft = Quantity(bids, ++bid);
            if ((askLeft -= quantity) == 0) askLeft = Quantity(asks, ++ask);
        }

        if (volume == 0) return null;
        var low = bid < bids.Count ? Math.Max(lastAsk, bids[bid].Limit) : lastAsk;
        var high = ask < asks.Count ? Math.Min(lastBid, asks[ask].Limit) : lastBid;
        return (low + (high - low) / 2, volume);
    }

    private static long Quantity(List<AuctionOrder> orders, int row) => row < orders.Count ? orders[row].Quantity : 0;

    /// <summary>Sorts by limit, keeping the order of equals.</summary>
    private static void Rank(ReadOnlySpan<AuctionOrder> orders, List<AuctionOrder> ranked, Comparison<AuctionOrder> byLimit)
    {
        ranked.Clear();
        ranked.AddRange(orders);
        var places = new int[orders.Length];
        for (var i = 0; i < places.Length; i++) places[i] = i;
        var source = orders.ToArray();
        Array.Sort(places, (a, b) => byLimit(source[a], source[b]) is var order and not 0 ? order : a.CompareTo(b));
        for (var i = 0; i < places.Length; i++) ranked[i] = source[places[i]];
    }
}
