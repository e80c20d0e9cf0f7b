using Economy.Core.Kinds;

namespace Economy.World.Behaviours;

/// <summary>
/// Zero intelligence with a budget constraint (Gode and Sunder 1993). Prices in minor units, ≥ 1; a limit of 0 is no order.
/// </summary>
[Kind("zero-intelligence", "limits uniform between 0 and the value, or between the value and twice the value (Gode and Sunder 1993)")]
public sealed record ZeroIntelligence : Trader
{
    /// <summary>A bid uniform on 0…value.</summary>
    /// <param name="u">A uniform draw, 0 ≤ u &lt; 1.</param>
    /// <param name="value">What the unit is worth.</param>
    public static long Bid(double u, long value) => (long)(u * (value + 1));

    /// <summary>An ask uniform on cost…ceiling.</summary>
    /// <param name="u">A uniform draw, 0 ≤ u &lt; 1.</param>
    /// <param name="cost">What the unit is worth to who gives it up.</param>
    /// <param name="ceiling">Highest ask, ≥ cost.</param>
    public static long Ask(double u, long cost, long ceiling) => Math.Max(1, cost + (long)(u * (ceiling - cost + 1)));

    /// <inheritdoc />
    protected override void Order(in MarketView market, ref OrderSlip slip)
    {
        if (market.AskValue >= 0 && market.Side < 0.5)
            slip.Sell(Ask(market.Draw, market.AskValue, checked(2 * market.AskValue + 1)), market.Offered);
        else slip.Buy(Bid(market.Draw, market.BidValue), market.Wanted);
    }
}
