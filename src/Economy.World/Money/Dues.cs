using Economy.Core.Scenarios;
using Economy.World.Tick.Decide;

namespace Economy.World.Money;

/// <summary>Shares of amounts, exact in integers. Used alike to set money aside at Decide and to post it.</summary>
public static class Dues
{
    /// <summary>Tax on a trade of <paramref name="notional"/>.</summary>
    public static long TransactionTax(MoneySpec rules, long notional) => Part(rules.TransactionTax, notional);

    /// <summary>
    /// A share of an amount, rounded down, the share taken to a billionth. Exact in integers, so the parts of a sum never add
    /// up to more than the part of the whole: what is reserved covers what is posted.
    /// </summary>
    public static long Part(double share, long amount) => (long)((Int128)amount * (long)Math.Round(share * 1e9) / 1_000_000_000);
}
