namespace Economy.World.Markets;

/// <summary>
/// Clears bids and asks at one price, in exact integers: the price maximises the volume; of the prices that do, the middle one,
/// rounded down. Better limits go first, equal limits in the order in which they are given. Where a trader's own orders meet, they
/// cancel out.
/// </summary>
public sealed class UniformPrice
{
    private readonly List<Order> bids = [];
    private readonly List<Order> asks = [];
    private readonly List<(int Bid, int Ask, long Quantity)> pairs = [];

    /// <summary>The trades of the last clearing.</summary>
    public List<Fill> Fills { get; } = [];

    /// <summary>Clears the orders.</summary>
    /// <param name="orders">Bids and asks, in order of priority among equal limits.</param>
    /// <returns>The clearing price and the units traded; null where no two orders cross.</returns>
    public (long Price, long Volume)? Clear(IReadOnlyList<Order> orders)
    {
        Fills.Clear();
        pairs.Clear();
        Rank(orders, isBuy: true, bids, static (a, b) => b.Limit.CompareTo(a.Limit));
        Rank(orders, isBuy: false, asks, static (a, b) => a.Limit.CompareTo(b.Limit));
        var (bid, ask, volume) = (0, 0, 0L);
        var (bidLeft, askLeft) = (Quantity(bids, 0), Quantity(asks, 0));
        var (lastBid, lastAsk) = (0L, 0L);
        while (bid < bids.Count && ask < asks.Count && bids[bid].Limit >= asks[ask].Limit)
        {
            var quantity = Math.Min(bidLeft, askLeft);
            (lastBid, lastAsk) = (bids[bid].Limit, asks[ask].Limit);
            if (bids[bid].Trader != asks[ask].Trader)
            {
                pairs.Add((bid, ask, quantity));
                volume += quantity;
            }

            if ((bidLeft -= quantity) == 0) bidLeft = Quantity(bids, ++bid);
            if ((askLeft -= quantity) == 0) askLeft = Quantity(asks, ++ask);
        }

        if (volume == 0) return null;
        var low = bid < bids.Count ? Math.Max(lastAsk, bids[bid].Limit) : lastAsk;
        var high = ask < asks.Count ? Math.Min(lastBid, asks[ask].Limit) : lastBid;
        var price = low + (high - low) / 2;
        foreach (var (b, a, quantity) in pairs)
            Fills.Add(new Fill(bids[b].Trader, asks[a].Trader, quantity, price) { BuyLimit = bids[b].Limit, BuyQuantity = bids[b].Quantity, SellLimit = asks[a].Limit });
        return (price, volume);
    }

    private static long Quantity(List<Order> orders, int row) => row < orders.Count ? orders[row].Quantity : 0;

    /// <summary>Sorts one side by limit, keeping the order of equals.</summary>
    private static void Rank(IReadOnlyList<Order> orders, bool isBuy, List<Order> ranked, Comparison<Order> byLimit)
    {
        ranked.Clear();
        foreach (var order in orders) if (order.IsBuy == isBuy) ranked.Add(order);
        var source = ranked.ToArray();
        var places = new int[source.Length];
        for (var i = 0; i < places.Length; i++) places[i] = i;
        Array.Sort(places, (a, b) => byLimit(source[a], source[b]) is var order and not 0 ? order : a.CompareTo(b));
        for (var i = 0; i < places.Length; i++) ranked[i] = source[places[i]];
    }
}
