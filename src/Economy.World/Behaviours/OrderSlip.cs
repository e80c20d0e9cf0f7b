using Economy.World.Actors;
using Economy.World.Blocks;
using Economy.World.Tick.Decide;

namespace Economy.World.Behaviours;

/// <summary>
/// Takes the orders of one participant in one market, as many as it likes, each cut to the money and the units it still has free.
/// </summary>
public ref struct OrderSlip
{
    private readonly Proposals proposals;
    private readonly OrderCosts costs;
    private readonly int participant;
    private readonly int market;
    private long held;

    internal OrderSlip(Proposals proposals, OrderCosts costs, int participant, int market, in MarketView view)
    {
        (this.proposals, this.costs, this.participant, this.market) = (proposals, costs, participant, market);
        (held, Free) = (view.Held, view.Free);
    }

    /// <summary>Money that is still free, minor units.</summary>
    public long Free { get; private set; }

    /// <summary>Orders units at a limit or less; tax and fees on top are set aside. Nothing where no unit can be paid for.</summary>
    /// <param name="limit">Highest price, minor units a unit; no order below 1.</param>
    /// <param name="quantity">Units; as many of them as there is money for.</param>
    public void Buy(long limit, long quantity)
    {
        quantity = costs.Affordable(limit, quantity, Free);
        if (quantity <= 0) return;
        proposals.Orders.Add(new OrderProposal(participant, market, IsBuy: true, limit, quantity));
        Free -= costs.Claim(limit, quantity);
    }

    /// <summary>Offers units at a limit or more. Nothing where none is held.</summary>
    /// <param name="limit">Lowest price, minor units a unit, ≥ 1.</param>
    /// <param name="quantity">Units; as many of them as are held and not on offer yet.</param>
    public void Sell(long limit, long quantity)
    {
        quantity = Math.Min(quantity, held);
        if (quantity <= 0) return;
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        proposals.Orders.Add(new OrderProposal(participant, market, IsBuy: false, limit, quantity));
        held -= quantity;
    }
}
