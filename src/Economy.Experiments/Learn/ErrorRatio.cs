using Economy.Attention.Numerics;

namespace Economy.Experiments.Learn;

/// <summary>
/// The error of one forecast over that of another on the same steps, below 1 where it is the better one, with its 95 % band.
/// </summary>
/// <param name="Value">The ratio.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record ErrorRatio(double Value, double Low, double High)
{
    /// <summary>
    /// Ratio of sums of losses. The band is that of the circular block bootstrap (Politis and Romano 1992), which keeps together what hangs
    /// together within a block: the 2.5 and 97.5 % points of the ratio over resamplings.
    /// </summary>
    /// <param name="losses">[steps] of the one.</param>
    /// <param name="others">[steps] of the other.</param>
    /// <param name="block">Steps of a block.</param>
    /// <param name="isSquared">Whether losses are squares, and the ratio is that of roots.</param>
    /// <param name="resamplings">How many; a multiple of 40.</param>
    public static ErrorRatio Of(ReadOnlySpan<double> losses, ReadOnlySpan<double> others, int block, bool isSquared,
        int resamplings = 2000)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(others.Length, losses.Length, nameof(others));
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        var (steps, random, ratios) = (losses.Length, new CounterRandom((ulong)losses.Length), new double[resamplings]);
        for (var r = 0; r < resamplings; r++)
        {
            var (one, other, own) = (0.0, 0.0, random.Fork((ulong)r));
            for (var taken = 0; taken < steps; taken += block)
            {
                var first = (int)(own.Uniform((ulong)(taken / block)) * steps);
                for (var s = 0; s < Math.Min(block, steps - taken); s++)
                    (one, other) = (one + losses[(first + s) % steps], other + others[(first + s) % steps]);
            }

            ratios[r] = Ratio(one, other);
        }

        Array.Sort(ratios);
        var (sum, otherSum) = (0.0, 0.0);
        for (var t = 0; t < steps; t++) (sum, otherSum) = (sum + losses[t], otherSum + others[t]);
        return new(Ratio(sum, otherSum), ratios[resamplings / 40 - 1], ratios[resamplings - resamplings / 40]);

        double Ratio(double one, double other) => isSquared ? Math.Sqrt(one / other) : one / other;
    }
}
