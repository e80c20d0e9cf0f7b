using Economy.Attention.Numerics;

namespace Economy.Experiments.Scoring.Estimators;

/// <summary>Exponent of a tail that falls like a power, P(X &gt; x) ~ x^−α.</summary>
public static class Hill
{
    /// <summary>
    /// The maximum-likelihood exponent over the k largest values, k / Σ ln(x_i / x_(k+1)); its standard error is α/√k. Source: Hill, A simple
    /// general approach to inference about the tail of a distribution, Annals of Statistics 3 (1975) 1163–1174.
    /// </summary>
    /// <param name="values">The values; only positive ones count.</param>
    /// <param name="share">Share of them that is the tail.</param>
    /// <returns>Not a number where the tail has fewer than ten values, or all of it is one value.</returns>
    public static double Alpha(IEnumerable<double> values, double share)
    {
        const int Fewest = 10;
        double[] sorted = [.. values.Where(v => v > 0).OrderDescending()];
        var k = (int)(share * sorted.Length);
        if (k < Fewest || k >= sorted.Length) return double.NaN;
        var sum = 0.0;
        for (var i = 0; i < k; i++) sum += DeterministicMath.Log(sorted[i] / sorted[k]);
        return sum > 0 ? k / sum : double.NaN;
    }
}
