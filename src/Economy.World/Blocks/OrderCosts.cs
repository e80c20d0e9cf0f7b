using Economy.Core.Scenarios;
using Economy.World.Blocks;
using Economy.World.Money;
using Economy.World.Tick.Decide;

namespace Economy.World.Blocks;

/// <summary>What a buy order has to set aside in a tick: its limit, the tax on it, and block space for its trades.</summary>
internal sealed class OrderCosts(MoneySpec rules, FrictionSpec? frictions, long baseFee)
{
    /// <summary>What the buyer pays on top of the price, as a share of it.</summary>
    public double PaidOnTop => rules.TransactionTax + (frictions is { Ordering: TransactionOrdering.Fee } ? frictions.Tip : 0);

    /// <summary>What a unit is expected to cost in block space, the order filled by one counterparty at the present base fee; rounded up.</summary>
    public long FeePerUnit(long wanted) => frictions is null ? 0 : (FeeOffer.Charge(frictions.TradeGas, baseFee) + wanted - 1) / wanted;

    /// <summary>What an order claims of free money, minor units.</summary>
    public long Claim(long limit, long quantity)
    {
        var notional = limit * quantity;
        var fee = frictions is null ? 0 : FeeOffer.Of(frictions, baseFee, notional).Reserve(frictions, quantity);
        return notional + Dues.TransactionTax(rules, notional) + fee;
    }

    /// <summary>Units, at most <paramref name="wanted"/>, whose claim <paramref name="free"/> covers.</summary>
    public long Affordable(long limit, long wanted, long free)
    {
        if (limit <= 0) return 0;
        var quantity = Math.Min(wanted, 1 + (long)(free / (limit * (1 + rules.TransactionTax))));
        while (quantity > 0 && Claim(limit, quantity) > free) quantity--;
        return quantity;
    }
}
