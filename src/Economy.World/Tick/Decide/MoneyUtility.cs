using Economy.Core.Scenarios;

namespace Economy.World.Tick.Decide;

/// <summary>Utility of money κ·ln(1 + m/m₀): what makes a bid a bid, marginal utility over marginal utility of money.</summary>
public static class MoneyUtility
{
    /// <summary>Marginal utility of one minor unit, κ/(m₀ + m), in utils; 0 where money has no weight.</summary>
    public static double Marginal(ParticipantTypeSpec type, long money) => type.MoneyUtility / (type.MoneyReference + money);

    /// <summary>What <paramref name="utils"/> are worth, minor units rounded down; at most <paramref name="money"/>.</summary>
    public static long WillingnessToPay(double utils, double marginal, long money) =>
        utils <= 0 ? 0 : utils >= marginal * money ? money : (long)Math.Floor(utils / marginal);
}
