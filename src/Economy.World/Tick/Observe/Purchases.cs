using Economy.Core;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Tick;

namespace Economy.World.Tick.Observe;

/// <summary>What is bought, good by good: what of each in the tick, for how much, and when it was bought last.</summary>
/// <param name="world">What stays fixed.</param>
public sealed class Purchases(WorldModel world) : IResumable
{
    private static readonly string[] Resources = [.. Enum.GetValues<Resource>().Select(r => Words.Kebab(r.ToString()))];
    private readonly int issues = world.Assets.Length, compute = world.Assets.Length + world.Issues.Count;
    private readonly double[] quantity = new double[CountOf(world)], value = new double[CountOf(world)], price = new double[CountOf(world)];
    private readonly double[] priceBefore = new double[CountOf(world)];
    private readonly int[] bought = new int[CountOf(world)], boughtBefore = new int[CountOf(world)];
    private readonly int[] assetSold = new int[world.Assets.Length];

    /// <summary>The goods: assets, issues, then every resource of every pool, as in <see cref="Resource"/>.</summary>
    public IReadOnlyList<Good> Goods { get; } =
    [
        .. world.Assets.Select(a => new Good(GoodClass.Assets, a.Name)),
        .. world.Issues.Select(i => new Good(GoodClass.Primary, i.Spec.Name)),
        .. world.Pools.SelectMany(p => Resources.Select(r => new Good(GoodClass.Compute, $"{p.Name} {r}"))),
    ];

    /// <summary>[goods] Bought in the tick: units, or units of a resource for an hour.</summary>
    public ReadOnlySpan<double> Quantity => quantity;

    /// <summary>[goods] What was bought, at its price, minor units.</summary>
    public ReadOnlySpan<double> Value => value;

    /// <summary>[goods] Value over quantity in the last tick in which the good was bought, minor units; 0 before the first.</summary>
    public ReadOnlySpan<double> Price => price;

    /// <summary>The goods of a class: where they begin, and how many there are.</summary>
    public (int First, int Count) Range(GoodClass part) => part switch
    {
        GoodClass.Assets => (0, issues),
        GoodClass.Primary => (issues, compute - issues),
        _ => (compute, price.Length - compute),
    };

    /// <summary>Ticks since a good that is bought in this tick was bought before, and what its price then was; not numbers where it was not.</summary>
    public (double Ticks, double Price) Before(int good, int tick) =>
        boughtBefore[good] == 0 ? (double.NaN, double.NaN) : (tick - boughtBefore[good], priceBefore[good]);

    /// <summary>Ticks since an asset was last sold, in a market or in limited issue; not a number where it never was.</summary>
    public double Age(int asset, int tick) => assetSold[asset] == 0 ? double.NaN : tick - assetSold[asset];

    /// <summary>Takes in a tick that is over.</summary>
    internal void Observe(TickState tick)
    {
        quantity.AsSpan().Clear();
        value.AsSpan().Clear();
        for (var m = 0; m < tick.Trading.Days.Length; m++) Buy(tick.Trading.Asset[m], tick.Trading.Days[m].Volume, tick.Trading.Days[m].Notional);
        foreach (var sale in tick.Allocation.Sales) Buy(issues + sale.Issue, 1, sale.Payment);
        Compute(tick);
        for (var g = 0; g < quantity.Length; g++) if (quantity[g] > 0) Mark(g, tick.Tick);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.WriteColumn<double>(price);
        state.WriteColumn<int>(bought);
        state.WriteColumn<int>(assetSold);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        state.ReadColumn<double>(price);
        state.ReadColumn<int>(bought);
        state.ReadColumn<int>(assetSold);
    }

    private static int CountOf(WorldModel world) => world.Assets.Length + world.Issues.Count + world.Pools.Count * Pool.Resources;

    /// <summary>What is newly allocated of a pool, at the price that was found for it; what running jobs hold was bought before.</summary>
    private void Compute(TickState tick)
    {
        if (tick.Allocation.Report is not { } report) return;
        var posed = tick.Allocation.Posed;
        for (var j = 0; j < world.Pools.Count; j++)
        {
            for (var k = 0; k < posed.Kinds.Length; k++)
            {
                var (at, hours) = (j * posed.Columns + k, world.TickHours);
                if (report.LoadMilli[at] == 0) continue;
                var units = report.LoadMilli[at] / 1000.0 * hours;
                Buy(compute + j * Pool.Resources + posed.Kinds[k], units, units * (report.Price[at] * 1000 / hours));
            }
        }
    }

    private void Buy(int good, double units, double paid)
    {
        quantity[good] += units;
        value[good] += paid;
    }

    private void Mark(int good, int tick)
    {
        (boughtBefore[good], priceBefore[good]) = (bought[good], price[good]);
        (bought[good], price[good]) = (tick, value[good] / quantity[good]);
        if (good < compute && value[good] > 0) assetSold[good < issues ? good : world.Issues[good - issues].Asset] = tick;
    }
}
