using Economy.Core.Scenarios;

namespace Economy.World.Decide;

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
        Part(rules.WealthTax, Math.Max(0, money - upkeep - rules.WealthTaxExemption));

    /// <summary>Tax on a trade of <paramref name="notional"/>.</summary>
    public static long TransactionTax(MoneySpec rules, long notional) => Part(rules.TransactionTax, notional);

    /// <summary>
    /// A share of an amount, rounded down, the share taken to a billionth. Exact in integers, so the parts of a sum never add
    /// up to more than the part of the whole: what is reserved covers what is posted.
    /// </summary>
    public static long Part(double share, long amount) => (long)((Int128)amount * (long)Math.Round(share * 1e9) / 1_000_000_000);
}
