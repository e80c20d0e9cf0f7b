using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Providers;

/// <summary>
/// The derivative follower of Greenwald and Kephart (1999): it goes on in one direction as long as its profit does not fall, and turns round
/// when it does. It needs to know nothing of demand. Where profit has one peak, and demand does not change, it ends within two steps of it.
/// </summary>
[Kind("profit-seeking", "the price moves by a step in one direction as long as profit does not fall, and turns round when it does")]
public sealed record ProfitSeeking : PoolPricingSpec, IPoolPricing, IFitting
{
    private const int Factor = 0, Direction = 1, Sum = 2, Ticks = 3, Last = 4, Sold = 5, Slots = 6;   // what it remembers

    [Key("What an hour of a unit costs the owner: an opportunity cost, which the rule reckons with and nobody is paid. It never asks less.")]
    public PriceVector Cost { get; init; } = new();

    [Key("How far all its prices move at a time, as a share of themselves.", Min = 0.0001, Max = 1, Changes = true)]
    public double Step { get; init; } = 0.05;

    [Key("Ticks over which profit is added up before the price moves.", Unit = "ticks", Min = 1, Max = 1_000_000, Changes = true)]
    public int Every { get; init; } = 4;

    /// <inheritdoc />
    public int Memory => Slots;

    /// <inheritdoc />
    public double Price(PriceVector posted, Resource resource, ReadOnlySpan<double> memory) =>
        Math.Max(Cost[resource], posted[resource] * (memory[Direction] == 0 ? 1 : memory[Factor]));

    /// <inheritdoc />
    public void Learn(PoolBooks books, Span<double> memory)
    {
        var isFirst = memory[Direction] == 0;
        memory[Sum] += books.Profit(Cost);
        memory[Sold] += books.SoldHours.Sum();
        if (++memory[Ticks] < Every) return;
        var profit = memory[Sum] / memory[Ticks];
        if (isFirst) (memory[Factor], memory[Direction]) = (1, 1);
        else if (profit < memory[Last]) memory[Direction] = -memory[Direction];
        if (memory[Sold] == 0) memory[Direction] = -1;
        memory[Factor] = Math.Clamp(memory[Direction] > 0 ? memory[Factor] * (1 + Step) : memory[Factor] / (1 + Step), 1e-6, 1e6);
        (memory[Last], memory[Sum], memory[Ticks], memory[Sold]) = (profit, 0, 0, 0);
    }

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario) =>
        from pool in scenario.Pools
        where ReferenceEquals(pool.Pricing, this) && Enum.GetValues<Resource>().All(r => pool.Price[r] == 0)
        select new Misfit("", $"'{pool.Name}' has no posted price, and profit is sought from the posted price on", "a price above 0 in some resource",
            "give the pool a price");
}
