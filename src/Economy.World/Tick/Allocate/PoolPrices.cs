using Economy.Core.Scenarios;
using Economy.World.Providers;

namespace Economy.World.Tick.Allocate;

/// <summary>The prices of the pools in a tick: asked by their owners where they have a rule, else posted.</summary>
/// <param name="world">What stays fixed.</param>
internal sealed class PoolPrices(WorldModel world)
{
    private readonly int[] asking = [.. Enumerable.Range(0, world.Pools.Count).Where(j => world.Pools[j].Pricing is not null)];
    private readonly double[] price = new double[world.Pools.Count * Pool.Resources];

    /// <summary>The owners who set a price, in order of their pools.</summary>
    public IReadOnlyList<Provider> Providers { get; } = [.. world.Pools.Where(p => p.Pricing is not null).Select(p => new Provider(p))];

    /// <summary>Price of a resource of a pool, minor units per unit and hour.</summary>
    public double Of(int pool, int resource) => price[pool * Pool.Resources + resource];

    /// <summary>Whether less than that is not taken.</summary>
    public bool IsReserve(int pool) => world.Pools[pool].Pricing is not null;

    /// <summary>1 Open: owners say what they ask.</summary>
    public void Publish(TickState tick)
    {
        for (var u = 0; u < price.Length; u++) price[u] = tick.Rules.Pools[u / Pool.Resources].Price[(Resource)(u % Pool.Resources)];
        if (asking.Length == 0) return;
        var asked = tick.Stage.Ask(tick.Tick, Providers, [.. asking.Select(j => new Asking(tick.Rules.Pools[j]))]);
        for (var a = 0; a < asking.Length; a++) ((double[])asked[a]).CopyTo(price, asking[a] * Pool.Resources);
    }

    /// <summary>8 Observe: owners look at their books.</summary>
    public void Learn(TickState tick)
    {
        if (asking.Length == 0 || tick.Tick == 0) return;
        tick.Stage.Ask(tick.Tick, Providers, [.. asking.Select(j => Books(tick, j))]);
    }

    private PoolBooks Books(TickState tick, int pool)
    {
        var (posed, sold) = (tick.Allocation.Posed, new double[Pool.Resources]);
        for (var k = 0; k < posed.Kinds.Length; k++)
        {
            var load = posed.CommittedMilli[pool * Pool.Resources + posed.Kinds[k]]
                + (tick.Allocation.Report?.LoadMilli[pool * posed.Columns + k] ?? 0);
            sold[posed.Kinds[k]] = load / 1000.0 * world.TickHours;
        }

        return new PoolBooks(tick.Rules.Pools[pool], tick.Posted.PoolRevenue[pool] - tick.Posted.ForExchange[pool], sold);
    }
}
