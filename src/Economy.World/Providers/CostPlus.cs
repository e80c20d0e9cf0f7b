using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Providers;

/// <summary>Full-cost pricing: cost × (1 + markup), whatever demand is (Hall and Hitch 1939).</summary>
[Kind("cost-plus", "the price is what a unit costs its owner, and a markup on it")]
public sealed record CostPlus : PoolPricingSpec, IPoolPricing
{
    [Key("What an hour of a unit costs the owner: an opportunity cost, which the rule reckons with and nobody is paid.")]
    public PriceVector Cost { get; init; } = new();

    [Key("Share of the cost that is added to it.", Min = 0, Max = 1000, Changes = true)]
    public double Markup { get; init; } = 0.1;

    /// <inheritdoc />
    public double Price(PriceVector posted, Resource resource, ReadOnlySpan<double> memory) => Cost[resource] * (1 + Markup);
}
