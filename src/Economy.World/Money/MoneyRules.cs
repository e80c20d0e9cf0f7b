using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>The rule by which a section money steers rewards.</summary>
public static class MoneyRules
{
    /// <summary>The rule that is given; else the supply target, where there is one; null where rewards are not steered.</summary>
    public static IMoneyRule? Of(MoneySpec money) =>
        (IMoneyRule?)money.Rule ?? (money.SupplyTarget is { } growth ? new SupplyTarget { Growth = growth, Gain = money.SupplyGain }
            : null);
}
