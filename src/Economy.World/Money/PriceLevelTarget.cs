using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>Steers rewards so that the price index stays at a level: factor × (1 + gain × (level − index)).</summary>
[Kind("price-level-target",
    "rewards move against the deviation of the price index from a level; in a tick in which it has no value, of its last one")]
public sealed record PriceLevelTarget : MoneyRuleSpec, IMoneyRule
{
    [Key("Level of the price index.", Min = 0.001, Max = 1000, Changes = true)]
    public double Level { get; init; } = 1;

    [Key("How strongly rewards are steered.", Min = 0, Max = 1e6, Changes = true)]
    public double Gain { get; init; } = 0.1;

    /// <inheritdoc />
    public double Next(in MoneyFacts facts) => facts.RewardFactor * (1 + Gain * (Level - facts.PriceIndex));
}
