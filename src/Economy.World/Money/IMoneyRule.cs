namespace Economy.World.Money;

/// <summary>A rule by which the factor on all rewards moves from tick to tick.</summary>
public interface IMoneyRule
{
    /// <summary>The factor of the next tick; it is then held within 0.001 and 10.</summary>
    double Next(in MoneyFacts facts);
}

/// <summary>What a money rule may look at: the tick that is over.</summary>
/// <param name="RewardFactor">Its factor on rewards.</param>
/// <param name="Growth">Growth of the money supply in it, endowments of entrants aside.</param>
/// <param name="PriceIndex">The price index over all that is bought: the last value there was, 1 before the first.</param>
public readonly record struct MoneyFacts(double RewardFactor, double Growth, double PriceIndex);
