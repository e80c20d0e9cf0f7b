using Economy.Core.Scenarios;

namespace Economy.Simulation.Decide;

/// <summary>
/// Claims on money that come before any wish, in their order: upkeep, wealth tax. Used alike to reserve them at Decide and to
/// post them.
/// </summary>
public static class Dues
{
    /// <summary>Upkeep due, as far as there is money for it.</summary>
    public static long Upkeep(ParticipantTypeSpec type, long money) => Math.Min(type.Upkeep, money);

    /// <summary>Wealth tax due on what is left after <paramref name="upkeep"/>.</summary>
    public static long WealthTax(MoneySpec rules, long money, long upkeep) =>
        (long)Math.Floor(Math.Max(0, money - upkeep - rules.WealthTaxExemption) * rules.WealthTax);

    /// <summary>Tax on a trade of <paramref name="notional"/>, rounded down.</summary>
    public static long TransactionTax(MoneySpec rules, long notional) => (long)Math.Floor(notional * rules.TransactionTax);

    /// <summary>The burnt share of an amount, rounded down.</summary>
    public static long Burnt(double share, long amount) => (long)Math.Floor(amount * share);
}
