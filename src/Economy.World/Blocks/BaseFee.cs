namespace Economy.World.Blocks;

/// <summary>The base fee of EIP-1559 ("Fee market change for ETH 1.0 chain", 2019), in its own integers.</summary>
public static class BaseFee
{
    /// <summary>Gas limit over gas target.</summary>
    public const int ElasticityMultiplier = 2;

    /// <summary>The fee changes by at most one part in so many from block to block.</summary>
    public const int MaxChangeDenominator = 8;

    /// <summary>
    /// The base fee of the next block: unchanged where the block met its target; higher by an eighth of itself in proportion to
    /// the excess, at least by 1; lower by an eighth in proportion to what was left. Every division rounds down.
    /// </summary>
    /// <param name="baseFee">Of this block, ≥ 0; any unit per gas.</param>
    /// <param name="gasUsed">By this block, 0 … <paramref name="gasLimit"/>.</param>
    /// <param name="gasLimit">Of this block, ≥ 2.</param>
    /// <exception cref="OverflowException">The fee leaves 63 bits.</exception>
    public static long Next(long baseFee, long gasUsed, long gasLimit)
    {
        var target = gasLimit / ElasticityMultiplier;
        if (gasUsed == target) return baseFee;
        var change = (Int128)baseFee * Math.Abs(gasUsed - target) / target / MaxChangeDenominator;
        return checked((long)(gasUsed > target ? baseFee + Int128.Max(change, 1) : baseFee - change));
    }
}
