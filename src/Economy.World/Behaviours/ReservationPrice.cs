using Economy.Core.Kinds;

namespace Economy.World.Behaviours;

/// <summary>Limits at the reservation price: marginal utility of the asset over marginal utility of money.</summary>
[Kind("reservation-price", "limits at the reservation price: sells what is worth less to it than the last price, else buys")]
public sealed record ReservationPrice : Trader
{
    /// <inheritdoc />
    protected override void Order(in MarketView market, ref OrderSlip slip)
    {
        if (market.AskValue >= 0 && (market.IsForSale || market.AskValue < market.LastPrice))
            slip.Sell(Math.Max(1, market.AskValue), market.Offered);
        else slip.Buy(market.BidValue, market.Wanted);
    }
}
