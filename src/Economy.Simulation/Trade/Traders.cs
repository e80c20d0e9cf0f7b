using Economy.Core.Scenarios;
using Economy.Simulation.Randomness;

namespace Economy.Simulation.Trade;

/// <summary>How traders set limits. Prices in minor units, ≥ 1; a limit of 0 means no order.</summary>
public static class Traders
{
    /// <summary>Zero intelligence with budget constraint (Gode and Sunder 1993): a bid uniform on 0…value.</summary>
    public static long ZeroIntelligenceBid(ref PhiloxStream random, long value) => value <= 0 ? 0 : random.NextLong(value + 1);

    /// <summary>Zero intelligence: an ask uniform on cost…ceiling.</summary>
    public static long ZeroIntelligenceAsk(ref PhiloxStream random, long cost, long ceiling) =>
        Math.Max(1, cost + random.NextLong(Math.Max(0, ceiling - cost) + 1));

    /// <summary>
    /// Side and limit of one order.
    /// </summary>
    /// <param name="strategy">How limits are set.</param>
    /// <param name="bidValue">What one more unit is worth, minor units.</param>
    /// <param name="askValue">What the last unit held is worth, minor units; −1 where none is held.</param>
    /// <param name="lastPrice">Last price of the asset.</param>
    /// <param name="random">Stream of the trader in this tick.</param>
    public static (bool IsBuy, long Limit) Order(TradingStrategy strategy, long bidValue, long askValue, long lastPrice, ref PhiloxStream random)
    {
        if (strategy == TradingStrategy.ZeroIntelligence)
        {
            return askValue >= 0 && random.NextDouble() < 0.5
                ? (false, ZeroIntelligenceAsk(ref random, askValue, checked(2 * askValue + 1)))
                : (true, ZeroIntelligenceBid(ref random, bidValue));
        }

        return askValue >= 0 && askValue < lastPrice ? (false, Math.Max(1, askValue)) : (true, bidValue);
    }
}
