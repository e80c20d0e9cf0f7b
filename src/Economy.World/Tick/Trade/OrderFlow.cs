using Economy.World.Markets;
using Economy.World.Money;
using Economy.World.Randomness;
using Economy.World.Tick.Allocate;

namespace Economy.World.Tick.Trade;

/// <summary>Brings the orders of all participants to their markets, in the order in which each market takes them.</summary>
internal sealed class OrderFlow(WorldModel world)
{
    private readonly bool[] isContinuous = [.. world.Markets.Select(m => ((IMarketKind)m).IsContinuous)];
    private readonly List<Order>[] orders = [.. world.Markets.Select(_ => new List<Order>())];
    private readonly HashSet<(int Market, long Number)> kept = [];
    private readonly Dictionary<int, int> mayPass = [];
    private readonly List<(double Time, int Row)> times = [];
    private readonly List<Order> unsorted = [];

    /// <summary>
    /// The tick's orders, by market: new ones, and the resting ones that their owners can cover no longer, or have left. Valid until the
    /// next call.
    /// </summary>
    public MarketOrders[] Of(TickState tick)
    {
        kept.Clear();
        foreach (var list in orders) list.Clear();
        tick.Attendance.Receptions.Limit(mayPass);
        foreach (var cell in tick.Proposals)
        {
            foreach (ref readonly var o in cell.Orders.Span)
            {
                if (o.Resting > 0) kept.Add((o.Market, o.Resting));
                else if (Passes(o.Owner)) orders[o.Market].Add(new Order(o.Owner, o.IsBuy, o.Limit, o.Quantity));
            }
        }

        foreach (var order in Public(tick)) orders[order.Market].Add(order.Order);
        var withdrawn = tick.Board.Resting.Where(r => !kept.Contains((r.Market, r.Number))).ToLookup(r => r.Market, r => r.Number);
        for (var m = 0; m < orders.Length; m++) if (isContinuous[m]) SortByTime(tick.Tick, m);
        return [.. orders.Select((list, m) => new MarketOrders(tick.Tick, list, [.. withdrawn[m]]))];
    }

    /// <summary>Whether the next order of a participant passes, where marketplaces let only some through.</summary>
    private bool Passes(int owner) => !mayPass.TryGetValue(owner, out var left) || (mayPass[owner] = left - 1) >= 0;

    /// <summary>Orders of the treasury, the last of those whose limits are equal.</summary>
    private IEnumerable<(int Market, Order Order)> Public(TickState tick)
    {
        if (!tick.Rules.Levies.Demands) return [];
        var paid = 0L;
        foreach (var compute in tick.Allocation.PublicPayments) paid += compute;
        var means = PublicDemand.Means(tick, paid);
        var asked = (List<PublicOrder>)tick.Stage.Ask(tick.Tick, [tick.Treasury], [new PublicMarketDay(tick.Tick, tick.Rules.Levies, means)])[0];
        return asked.Select(o => (world.Markets.ToList().FindIndex(m => m.Asset == o.Asset), new Order(Traders.Treasury, true, o.Limit, o.Quantity)));
    }

    /// <summary>Each order comes at a time drawn for it; ties go by owner.</summary>
    private void SortByTime(int tick, int market)
    {
        var (owner, ofOwner, list) = (int.MinValue, 0, orders[market]);
        times.Clear();
        for (var i = 0; i < list.Count; i++)
        {
            ofOwner = list[i].Trader == owner ? ofOwner + 1 : 0;
            owner = list[i].Trader;
            times.Add((Time(tick, market, owner, ofOwner), i));
        }

        times.Sort();
        unsorted.Clear();
        unsorted.AddRange(list);
        for (var i = 0; i < list.Count; i++) list[i] = unsorted[times[i].Row];
    }

    /// <summary>A draw of its own for each order of a participant in each market, whatever else it orders.</summary>
    private double Time(int tick, int market, int owner, int ofOwner)
    {
        const int MostOrders = 16;
        var random = new PhiloxStream(world.SeedAt(tick), Purpose.OrderArrival, owner, tick);
        for (var skipped = market * MostOrders + ofOwner % MostOrders; skipped > 0; skipped--) _ = random.NextDouble();
        return random.NextDouble();
    }
}
