using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// From real shares to units, the same way for every policy: indivisible tasks are placed whole, the rest is scaled per
/// pool to what is free and floored to parts per million, room is filled up in an order, and payments follow from prices.
/// </summary>
internal sealed class UnitAllocation(AllocationProblem problem, TileSweep sweep, Increments increments)
{
    private readonly PoolRoom _room = new(problem);
    private BaseShares? _base;
    private double _roundingLoss;

    /// <summary>Scales, floors and places the shares of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="beside">Called with every chunk and tile of one of the sweeps; null for nothing.</param>
    internal void Place(IShareRule rule, Action<int, TaskTile>? beside = null)
    {
        var loads = new RealLoads(problem, sweep, rule);
        double[] expected = BaseShares.Factors(problem, loads.Total(), _room), reserved = [.. loads.Divisible];
        bool anyWhole = false;
        for (int u = 0; u < reserved.Length; u++) reserved[u] *= expected[u / problem.Resources];
        for (int j = 0; j < expected.Length; j++)
        {
            expected[j] *= loads.WholeDominant[j];
            anyWhole |= expected[j] > 0.0;
        }
        if (anyWhole) Fill(new WholeTaskOrder(problem, rule, expected, reserved, _room));
        _base = new BaseShares(problem, rule, BaseShares.Factors(problem, loads.Divisible, _room));
        _roundingLoss = _base.Take(sweep, _room, increments, beside);
    }

    /// <summary>Serves what still fits.</summary>
    internal void Fill(FillOrder order)
    {
        using var filling = new Filling(problem, sweep, _room, increments);
        filling.Run(order);
    }

    /// <summary>What is left of the pools.</summary>
    internal PoolRoom Room => _room;

    /// <summary>Hands out the shares with their payments and reports.</summary>
    internal AllocationReport Hand(IShareConsumer consumer, double[] price, double bound, int passes)
    {
        var outcome = new Outcome();
        var envy = new EnvySample(problem);
        var slots = new TileShares[2 * sweep.Wave];
        for (int slot = 0; slot < slots.Length; slot++) slots[slot] = new TileShares(problem.Pools);
        sweep.Ahead((slot, tile) => slots[slot].Read(tile, _base, increments, price, envy), slot =>
        {
            outcome.Add(slots[slot].Outcome);
            consumer.Accept(slots[slot].Shares);
        });
        foreach (TileShares slot in slots) slot.Dispose();
        return new AllocationReport
        {
            Welfare = outcome.Welfare, Bound = bound, RevenueForgone = outcome.Forgone, RoundingLoss = _roundingLoss,
            Revenue = outcome.Revenue, Passes = passes, Price = price, LoadMilli = _room.LoadMilliUp(),
            Utilisation = _room.Utilisation(), Jain = outcome.Jain(problem.Tasks), NashFraction = outcome.NashFraction(problem.Tasks),
            Starved = outcome.Starved, Envy = envy.Share(),
        };
    }
}
