using Economy.Core.Scenarios;
using Economy.World.Randomness;

namespace Economy.World.Demography;

/// <summary>Money that participants begin with.</summary>
internal static class InitialWealth
{
    // Weights of 52 bits, so that weight × total fits into 128 bits for up to 2²⁴ participants and 10¹⁸ minor units.
    private const double Full = 1L << 52;

    /// <summary>Draws what a participant begins with, minor units.</summary>
    public static double Draw(WealthSpec wealth, ref PhiloxStream random) => wealth.Distribution switch
    {
        WealthDistribution.Equal => wealth.Mean,
        WealthDistribution.Exponential => wealth.Mean * random.Exponential(),
        WealthDistribution.Lognormal => wealth.Mean * random.LogNormal(-wealth.Shape * wealth.Shape / 2, wealth.Shape),
        WealthDistribution.Pareto => random.Pareto(wealth.Mean * (wealth.Shape - 1) / wealth.Shape, wealth.Shape),
        _ => throw new ArgumentOutOfRangeException(nameof(wealth)),
    };

    /// <summary>
    /// Scales what was drawn so that it adds up exactly to a total: by largest remainder, the lower number first among equals. All whole-number
    /// arithmetic, once the draws are weights.
    /// </summary>
    /// <param name="drawn">What was drawn; ≥ 0.</param>
    /// <param name="total">What it is to add up to, minor units; 0 where nothing was drawn.</param>
    public static long[] Scale(ReadOnlySpan<double> drawn, long total)
    {
        var shares = new long[drawn.Length];
        var most = 0.0;
        foreach (var x in drawn) most = Math.Max(most, x);
        if (most == 0 || total == 0) return shares;
        var (weights, sum) = (new long[drawn.Length], Int128.Zero);
        for (var i = 0; i < drawn.Length; i++) sum += weights[i] = (long)Math.Floor(drawn[i] / most * Full);
        var (remainders, left) = (new (Int128 Remainder, int Row)[drawn.Length], total);
        for (var i = 0; i < shares.Length; i++)
        {
            var (share, remainder) = Int128.DivRem(weights[i] * (Int128)total, sum);
            left -= shares[i] = (long)share;
            remainders[i] = (-remainder, i);
        }

        Array.Sort(remainders);
        for (var i = 0; i < left; i++) shares[remainders[i].Row]++;
        return shares;
    }
}
