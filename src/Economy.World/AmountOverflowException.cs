namespace Economy.World;

/// <summary>An amount outgrew 64-bit integers: the scenario's amounts are too large together.</summary>
/// <param name="tick">The tick in which it happened.</param>
/// <param name="cause">The overflow.</param>
public sealed class AmountOverflowException(int tick, Exception cause)
    : Exception($"In tick {tick} an amount outgrew 64-bit integers. Scale the scenario's amounts down: money, prices, values, or holdings.",
        cause)
{
    /// <summary>The tick in which it happened.</summary>
    public int Tick => tick;
}
