namespace Economy.Experiments.Scoring.Estimators;

/// <summary>Moments of a sample with gaps: what is not a number is left out.</summary>
public static class Spread
{
    /// <summary>Standard deviation, of n − 1.</summary>
    public static double Deviation(IReadOnlyList<double> values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        if (known.Length < 2) return double.NaN;
        var mean = known.Average();
        return Math.Sqrt(known.Sum(v => (v - mean) * (v - mean)) / (known.Length - 1));
    }

    /// <summary>
    /// Fisher's excess kurtosis, m₄/m₂² − 3 of the central moments: 0 for a normal distribution, with a standard error of √(24/n) there.
    /// </summary>
    public static double ExcessKurtosis(IReadOnlyList<double> values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        if (known.Length < 4) return double.NaN;
        var mean = known.Average();
        var (second, fourth) = (known.Average(v => (v - mean) * (v - mean)),
            known.Average(v => (v - mean) * (v - mean) * (v - mean) * (v - mean)));
        return second > 0 ? fourth / second / second - 3 : double.NaN;
    }

    /// <summary>
    /// Variance ratio: the variance of sums of so many neighbours over as many times that of one; 1 for a random walk. Source: Lo and
    /// MacKinlay, Review of Financial Studies 1 (1988) 41–66, equation 12 without its correction for bias.
    /// </summary>
    public static double VarianceRatio(IReadOnlyList<double> values, int steps)
    {
        var sums = Enumerable.Range(0, Math.Max(0, values.Count - steps + 1)).Select(i => values.Skip(i).Take(steps).Sum())
            .Where(double.IsFinite).ToList();
        var (one, many) = (Deviation(values), Deviation(sums));
        return sums.Count >= steps && one > 0 ? many * many / (steps * one * one) : double.NaN;
    }
}
