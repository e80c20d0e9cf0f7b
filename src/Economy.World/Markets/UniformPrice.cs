using System.Runtime.InteropServices;

namespace Economy.World.Markets;

/// <summary>
/// Clears bids and asks at one price, in exact integers: the price maximises the volume; of the prices that do, the middle one,
/// rounded down. Better limits go first, equal limits in the order in which they are given. Where a trader's own orders meet, they
/// cancel out.
/// </summary>
public sealed class UniformPrice
{
    private readonly List<(long Key, int Row)> bids = [];
    private readonly List<(long Key, int Row)> asks = [];

    /// <summary>The trades of the last clearing.</summary>
    public List<Fill> Fills { get; } = [];

    /// <summary>Clears the orders.</summary>
    /// <param name="orders">Bids and asks, in order of priority among equal limits.</param>
    /// <returns>The clearing price and the units traded; null where no two orders cross.</returns>
    public (long Price, long Volume)? Clear(IReadOnlyList<Order> orders)
    {
        Fills.Clear();
        Rank(orders, isBuy: true, bids);
        Rank(orders, isBuy: false, asks);
        var (bid, ask, volume) = (0, 0, 0L);
        var (bidLeft, askLeft) = (Quantity(orders, bids, 0), Quantity(orders, asks, 0));
        var (lastBid, lastAsk) = (0L, 0L);
        while (bid < bids.Count && ask < asks.Count && -bids[bid].Key >= asks[ask].Key)
        {
            var quantity = Math.Min(bidLeft, askLeft);
            (lastBid, lastAsk) = (-bids[bid].Key, asks[ask].Key);
            var (buyer, seller) = (orders[bids[bid].Row], orders[asks[ask].Row]);
            if (buyer.Trader != seller.Trader)
            {
                Fills.Add(new Fill(buyer.Trader, seller.Trader, quantity, 0) { BuyLimit = buyer.Limit, BuyQuantity = buyer.Quantity,
                    SellLimit = seller.Limit });
                volume += quantity;
            }

            if ((bidLeft -= quantity) == 0) bidLeft = Quantity(orders, bids, ++bid);
            if ((askLeft -= quantity) == 0) askLeft = Quantity(orders, asks, ++ask);
        }

        if (volume == 0) return null;
        var low = bid < bids.Count ? Math.Max(lastAsk, -bids[bid].Key) : lastAsk;
        var high = ask < asks.Count ? Math.Min(lastBid, asks[ask].Key) : lastBid;
        var price = low + (high - low) / 2;
        foreach (ref var fill in CollectionsMarshal.AsSpan(Fills)) fill = fill with { Price = price };
        return (price, volume);
    }

    private static long Quantity(IReadOnlyList<Order> orders, List<(long Key, int Row)> side, int place) =>
        place < side.Count ? orders[side[place].Row].Quantity : 0;

    /// <summary>
    /// Ranks one side by limit, the best first, keeping the order of equals. The key is what comes first where it is least.
    /// </summary>
    private static void Rank(IReadOnlyList<Order> orders, bool isBuy, List<(long Key, int Row)> side)
    {
        side.Clear();
        for (var i = 0; i < orders.Count; i++)
            if (orders[i].IsBuy == isBuy) side.Add((isBuy ? -orders[i].Limit : orders[i].Limit, i));
        side.Sort();
    }
}
