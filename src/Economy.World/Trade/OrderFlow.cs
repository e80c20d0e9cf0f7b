using Economy.World.Markets;
using Economy.World.Randomness;
using Economy.World.Tick;

namespace Economy.World.Trade;

/// <summary>Brings the orders of all participants to their markets, in the order in which each market takes them.</summary>
internal sealed class OrderFlow(WorldModel world)
{
    private readonly bool[] isContinuous = [.. world.Markets.Select(m => ((IMarketKind)m).IsContinuous)];

    /// <summary>The tick's orders, by market: new ones, and the resting ones that their owners can cover no longer, or have left.</summary>
    public MarketOrders[] Of(TickState tick)
    {
        var orders = Array.ConvertAll(isContinuous, _ => new List<Order>());
        var kept = new HashSet<(int Market, long Number)>();
        foreach (var cell in tick.Proposals)
        {
            foreach (ref readonly var o in cell.Orders.Span)
            {
                if (o.Resting > 0) kept.Add((o.Market, o.Resting));
                else orders[o.Market].Add(new Order(o.Owner, o.IsBuy, o.Limit, o.Quantity));
            }
        }

        var withdrawn = tick.Board.Resting.Where(r => !kept.Contains((r.Market, r.Number))).ToLookup(r => r.Market, r => r.Number);
        return [.. orders.Select((list, m) => new MarketOrders(tick.Tick, isContinuous[m] ? ByTime(tick.Tick, m, list) : list, [.. withdrawn[m]]))];
    }

    /// <summary>Each order comes at a time drawn for it; ties go by owner.</summary>
    private List<Order> ByTime(int tick, int market, List<Order> orders)
    {
        var (owner, ofOwner) = (-1, 0);
        var times = new (double Time, int Row)[orders.Count];
        for (var i = 0; i < times.Length; i++)
        {
            ofOwner = orders[i].Trader == owner ? ofOwner + 1 : 0;
            owner = orders[i].Trader;
            times[i] = (Time(tick, market, owner, ofOwner), i);
        }

        Array.Sort(times);
        return [.. times.Select(t => orders[t.Row])];
    }

    /// <summary>A draw of its own for each order of a participant in each market, whatever else it orders.</summary>
    private double Time(int tick, int market, int owner, int ofOwner)
    {
        const int MostOrders = 16;
        var random = new PhiloxStream(world.Seed, Purpose.OrderArrival, owner, tick);
        for (var skipped = market * MostOrders + ofOwner % MostOrders; skipped > 0; skipped--) _ = random.NextDouble();
        return random.NextDouble();
    }
}
