namespace Economy.Experiments.Scoring.Estimators;

/// <summary>How clustered events are.</summary>
public static class Dispersion
{
    /// <summary>
    /// Index of dispersion of counts: variance over mean of the counts in windows of one length; 1 for a Poisson process, with a standard
    /// error of √(2/(n − 1)) there. Source: Cox and Lewis, The Statistical Analysis of Series of Events (1966), section 4.5.
    /// </summary>
    /// <returns>Not a number below two windows, or without events.</returns>
    public static double Index(IReadOnlyList<double> counts)
    {
        if (counts.Count < 2) return double.NaN;
        var mean = counts.Average();
        return mean > 0 ? counts.Sum(c => (c - mean) * (c - mean)) / (counts.Count - 1) / mean : double.NaN;
    }
}
