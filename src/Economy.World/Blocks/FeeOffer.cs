using Economy.Core.Scenarios;
using Economy.World.Money;
using Economy.World.Tick.Decide;

namespace Economy.World.Blocks;

/// <summary>
/// What a buyer offers for the gas of its trades, fixed when it decides: a priority fee, and a cap that leaves room for the
/// base fee to double (what wallets propose). Used alike to reserve the fee at Decide and to charge it. Prices are in
/// billionths of a minor unit per gas.
/// </summary>
/// <param name="Tip">Highest priority fee.</param>
/// <param name="Cap">Highest price, base fee and priority fee together.</param>
public readonly record struct FeeOffer(long Tip, long Cap)
{
    /// <summary>Trades an order has the fee reserved for; an order filled by more counterparties leaves the rest unfilled.</summary>
    public const int TradesPerOrder = 4;

    private const long Billion = 1_000_000_000;

    /// <summary>The offer for an order.</summary>
    /// <param name="baseFee">The base fee known when it is decided.</param>
    /// <param name="notional">The order at its limit, minor units.</param>
    public static FeeOffer Of(FrictionSpec rules, long baseFee, long notional)
    {
        var tip = rules.Ordering == TransactionOrdering.Fee ? checked((long)((Int128)Dues.Part(rules.Tip, notional) * Billion / rules.TradeGas)) : 0;
        return new FeeOffer(tip, checked(2 * baseFee + tip));
    }

    /// <summary>What gas costs, minor units rounded up.</summary>
    public static long Charge(long gas, long price) => checked((long)(((Int128)gas * price + (Billion - 1)) / Billion));

    /// <summary>What an order must set aside: the cap for every trade it may lead to. No trade is charged more.</summary>
    public long Reserve(FrictionSpec rules, long quantity) => checked(Charge(rules.TradeGas, Cap) * Math.Min(quantity, TradesPerOrder));

    /// <summary>Whether a block of this base fee can take it.</summary>
    public bool Meets(long baseFee) => Cap >= baseFee;

    /// <summary>The priority fee that is left of the cap above the base fee.</summary>
    public long EffectiveTip(long baseFee) => Math.Min(Tip, Cap - baseFee);
}
