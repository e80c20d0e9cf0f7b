using Economy.Core.Scenarios;

namespace Economy.World.Trade;

/// <summary>How traders set limits. Prices in minor units, ≥ 1; a limit of 0 means no order.</summary>
public static class Traders
{
    /// <summary>Zero intelligence with budget constraint (Gode and Sunder 1993): a bid uniform on 0…value.</summary>
    /// <param name="u">A uniform draw, 0 ≤ u &lt; 1.</param>
    /// <param name="value">What the unit is worth.</param>
    public static long ZeroIntelligenceBid(double u, long value) => (long)(u * (value + 1));

    /// <summary>Zero intelligence: an ask uniform on cost…ceiling.</summary>
    /// <param name="u">A uniform draw, 0 ≤ u &lt; 1.</param>
    /// <param name="cost">What the unit is worth to who gives it up.</param>
    /// <param name="ceiling">Highest ask, ≥ cost.</param>
    public static long ZeroIntelligenceAsk(double u, long cost, long ceiling) => Math.Max(1, cost + (long)(u * (ceiling - cost + 1)));

    /// <summary>
    /// Side and limit of one order.
    /// </summary>
    /// <param name="strategy">How limits are set.</param>
    /// <param name="bidValue">What one more unit is worth, minor units.</param>
    /// <param name="askValue">What the last unit held is worth, minor units; −1 where none is held.</param>
    /// <param name="lastPrice">Last price of the asset.</param>
    /// <param name="side">A uniform draw for the side.</param>
    /// <param name="u">A uniform draw for the limit.</param>
    public static (bool IsBuy, long Limit) Order(TradingStrategy strategy, long bidValue, long askValue, long lastPrice, double side, double u)
    {
        if (strategy == TradingStrategy.ZeroIntelligence)
        {
            return askValue >= 0 && side < 0.5
                ? (false, ZeroIntelligenceAsk(u, askValue, checked(2 * askValue + 1)))
                : (true, ZeroIntelligenceBid(u, bidValue));
        }

        return askValue >= 0 && askValue < lastPrice ? (false, Math.Max(1, askValue)) : (true, bidValue);
    }
}
