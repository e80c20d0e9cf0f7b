namespace Economy.Attention;

/// <summary>
/// Hamilton's apportionment: splits one total by weights into whole parts that sum to it exactly. Each part is the floor
/// or the ceiling of its exact quota; larger remainders get the ceiling, and among equals the lower index does.
/// </summary>
public static class LargestRemainder
{
    /// <summary>
    /// Splits <paramref name="total"/> (≥ 0). Weights are ≥ 0 and not all 0 unless the total is;
    /// <paramref name="result"/> has their length.
    /// </summary>
    public static void Split(long total, ReadOnlySpan<long> weights, Span<long> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, weights.Length);
        Int128 sum = 0;
        foreach (long weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            sum += weight;
        }
        result.Clear();
        if (total == 0) return;
        if (sum == 0) throw new ArgumentException("a positive total needs a positive weight", nameof(weights));

        long left = total;
        var remainder = new (Int128 Negated, int Index)[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            (Int128 whole, Int128 rest) = Int128.DivRem((Int128)total * weights[i], sum);
            result[i] = (long)whole;
            left -= result[i];
            remainder[i] = (-rest, i);
        }
        Array.Sort(remainder);
        for (int i = 0; i < left; i++) result[remainder[i].Index]++;
    }
}
