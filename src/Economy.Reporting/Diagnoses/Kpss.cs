namespace Economy.Reporting.Diagnoses;

/// <summary>
/// The test of Kwiatkowski, Phillips, Schmidt and Shin (Journal of Econometrics 54, 1992) for stationarity about a level: η = Σ S_t² / (T² ω²),
/// S_t the sums of the deviations from the mean up to t, ω² their long-run variance with Bartlett weights.
/// </summary>
/// <remarks>The number of lags is the larger of the article's, l12 = ⌊12·(T/100)^¼⌋: it bears with series that go up and down for long.</remarks>
public static class Kpss
{
    /// <summary>Table 1 of the article, for a level: above it, stationarity is rejected at 5 %.</summary>
    public const double CriticalAtFivePercent = 0.463;

    /// <summary>The statistic; 0 where the series does not vary.</summary>
    public static double Level(ReadOnlySpan<double> series)
    {
        var (n, mean) = (series.Length, 0.0);
        foreach (var x in series) mean += x / n;
        var deviation = new double[n];
        for (var t = 0; t < n; t++) deviation[t] = series[t] - mean;
        var variance = LongRunVariance(deviation, Math.Min(n - 1, (int)(12 * Math.Sqrt(Math.Sqrt(n / 100.0)))));
        if (!(variance > 1e-18 * mean * mean)) return 0;
        var (sum, squares) = (0.0, 0.0);
        foreach (var x in deviation)
        {
            sum += x;
            squares += sum * sum;
        }

        return squares / ((double)n * n * variance);
    }

    private static double LongRunVariance(double[] deviation, int lags)
    {
        var variance = Autocovariance(deviation, 0);
        for (var lag = 1; lag <= lags; lag++) variance += 2 * (1 - lag / (lags + 1.0)) * Autocovariance(deviation, lag);
        return variance;
    }

    private static double Autocovariance(double[] deviation, int lag)
    {
        var sum = 0.0;
        for (var t = lag; t < deviation.Length; t++) sum += deviation[t] * deviation[t - lag];
        return sum / deviation.Length;
    }
}
