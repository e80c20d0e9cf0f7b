using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>Steers rewards so that the money supply grows at a rate: factor × (1 + gain × (target − growth)).</summary>
[Kind("supply-target", "rewards move against the deviation of the growth of the money supply from a target")]
public sealed record SupplyTarget : MoneyRuleSpec, IMoneyRule
{
    [Key("Growth of the money supply, endowments of entrants aside.", Unit = "per tick", Min = -1, Max = 1, Changes = true)]
    public double Growth { get; init; }

    [Key("How strongly rewards are steered.", Min = 0, Max = 1e6, Changes = true)]
    public double Gain { get; init; } = 10;

    /// <inheritdoc />
    public double Next(in MoneyFacts facts) => facts.RewardFactor * (1 + Gain * (Growth - facts.Growth));
}
