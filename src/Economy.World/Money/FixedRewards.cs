using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>Rewards are what subsystems state.</summary>
[Kind("fixed", "rewards are not steered")]
public sealed record FixedRewards : MoneyRuleSpec, IMoneyRule
{
    /// <inheritdoc />
    public double Next(in MoneyFacts facts) => facts.RewardFactor;
}
