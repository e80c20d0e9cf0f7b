using Economy.Core.Scenarios;
using Economy.World.Money;

namespace Economy.World.Blocks;

/// <summary>What a buy order has to set aside in a tick: its limit, the tax and the fees on it, and block space for its trades.</summary>
internal sealed class OrderCosts(MoneySpec rules, LevyList levies, FrictionSpec? frictions, long baseFee)
{
    /// <summary>What the buyer pays on top of the price, as a share of it.</summary>
    public double PaidOnTop => rules.TransactionTax + levies.OnTop + (frictions is { Ordering: TransactionOrdering.Fee } ? frictions.Tip : 0);

    /// <summary>What a seller is left with of the price, as a share of it.</summary>
    public double KeptOfPrice => Math.Max(0, 1 - levies.OutOfPrice);

    /// <summary>The least price at which a seller is left with <paramref name="worth"/> a unit; out of reach where levies take all of it.</summary>
    public long LeastAsk(long worth) => levies.OutOfPrice switch
    {
        0 => worth,
        >= 1 => long.MaxValue / 4,
        var share => (long)Math.Min(Math.Ceiling(worth / (1 - share)), long.MaxValue / 4),
    };

    /// <summary>
    /// What a unit is expected to cost in block space, the order filled by one counterparty at the present base fee; rounded up.
    /// </summary>
    public long FeePerUnit(long wanted) => frictions is null ? 0 : (FeeOffer.Charge(frictions.TradeGas, baseFee) + wanted - 1) / wanted;

    /// <summary>What an order claims of free money, minor units.</summary>
    public long Claim(long limit, long quantity)
    {
        var notional = limit * quantity;
        var fee = frictions is null ? 0 : FeeOffer.Of(frictions, baseFee, notional).Reserve(frictions, quantity);
        return notional + Dues.TransactionTax(rules, notional) + levies.MostOnTop(notional) + fee;
    }

    /// <summary>Units, at most <paramref name="wanted"/>, whose claim <paramref name="free"/> covers.</summary>
    public long Affordable(long limit, long wanted, long free)
    {
        if (limit <= 0) return 0;
        var quantity = Math.Min(wanted, 1 + (long)(free / (limit * (1 + rules.TransactionTax + levies.OnTop))));
        while (quantity > 0 && Claim(limit, quantity) > free) quantity--;
        return quantity;
    }
}
