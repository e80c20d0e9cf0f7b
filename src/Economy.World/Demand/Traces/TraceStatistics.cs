namespace Economy.World.Demand.Traces;

/// <summary>The figures by which demand is described and compared.</summary>
public static class TraceStatistics
{
    /// <summary>Quantile q in [0, 1] with linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double q)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length);
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>
    /// Index of dispersion of counts: variance over mean of the arrivals in consecutive windows; 1 for a Poisson process.
    /// A last window that is not whole is left out. NaN where there are fewer than two windows or no arrivals.
    /// </summary>
    public static double Dispersion(IEnumerable<long> arrivalSeconds, long windowSeconds, long spanSeconds)
    {
        ArgumentNullException.ThrowIfNull(arrivalSeconds);
        var windows = spanSeconds / windowSeconds;
        if (windows < 2) return double.NaN;
        double arrivals = 0, squares = 0;
        foreach (var (_, count) in arrivalSeconds.Select(second => second / windowSeconds).Where(window => window < windows)
            .CountBy(window => window))
        {
            arrivals += count;
            squares += (double)count * count;
        }
        var mean = arrivals / windows;
        return (squares - windows * mean * mean) / (windows - 1) / mean;
    }

    /// <summary>
    /// Share of the total that the largest ⌈fraction × n⌉ of the n positive values hold: whole values, as the published figures of
    /// traces are taken.
    /// </summary>
    public static double TopShare(IEnumerable<double> values, double fraction)
    {
        var descending = values.Where(value => value > 0).OrderDescending().ToArray();
        return descending.Take((int)Math.Ceiling(fraction * descending.Length)).Sum() / descending.Sum();
    }
}
