using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// Forecasts of demand from the demands before alone: what a forecaster must beat (Hyndman and Athanasopoulos, Forecasting: Principles and
/// Practice, 3rd ed., sections 5.2 and 8.1). Entry t of a forecast is that of demand t from those at least <c>ahead</c> ≥ 1 rounds before
/// it, the next round's unless another is asked for; where nothing comes before, it is demand 0.
/// </summary>
public static class DemandBaselines
{
    private const int Steps = 100;

    /// <summary>As it was.</summary>
    public static double[] Persistence(ReadOnlySpan<double> demand, int ahead = 1) => SeasonalNaive(demand, 1, ahead);

    /// <summary>As it was as few periods before as are known; as it was, where the series is shorter.</summary>
    /// <param name="demand">Demands, round by round.</param>
    /// <param name="period">Rounds of a period, ≥ 1.</param>
    /// <param name="ahead">Rounds from the last demand known to the one forecast.</param>
    public static double[] SeasonalNaive(ReadOnlySpan<double> demand, int period, int ahead = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        var (forecast, back) = (new double[demand.Length], (ahead + period - 1) / period * period);
        for (var t = 0; t < forecast.Length; t++) forecast[t] = t >= back ? demand[t - back] : demand[Math.Max(0, t - ahead)];
        return forecast;
    }

    /// <summary>Simple exponential smoothing of log(1 + demand): ℓ ← ℓ + α·(y − ℓ), begun at the first one.</summary>
    /// <param name="demand">Demands, round by round.</param>
    /// <param name="gain">α, 0 to 1; at 1 it is persistence.</param>
    /// <param name="ahead">Rounds from the last demand known to the one forecast.</param>
    public static double[] Smoothing(ReadOnlySpan<double> demand, double gain, int ahead = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        var forecast = new double[demand.Length];
        var level = demand.Length > 0 ? DeterministicMath.Log(1 + demand[0]) : 0;
        for (var t = 0; t < forecast.Length; t++)
        {
            forecast[t] = gain == 1 ? demand[Math.Max(0, t - ahead)] : DeterministicMath.Exp(level) - 1;
            if (t + 1 >= ahead) level += gain * (DeterministicMath.Log(1 + demand[t + 1 - ahead]) - level);
        }

        return forecast;
    }

    /// <summary>The α of 0, 0.01 … 1 by which a series is smoothed with the least squared error of log(1 + demand).</summary>
    public static double BestGain(ReadOnlySpan<double> demand)
    {
        var (best, least) = (1.0, double.PositiveInfinity);
        for (var step = Steps; step >= 0; step--)
        {
            var (forecast, error) = (Smoothing(demand, step / (double)Steps), 0.0);
            for (var t = 1; t < demand.Length; t++)
            {
                var miss = DeterministicMath.Log(1 + forecast[t]) - DeterministicMath.Log(1 + demand[t]);
                error += miss * miss;
            }

            if (error < least) (best, least) = (step / (double)Steps, error);
        }

        return best;
    }
}

/// <summary>How good forecasts were.</summary>
/// <param name="Classes">Of the classes.</param>
/// <param name="LogError">Mean absolute error of log(1 + demand).</param>
public sealed record ForecastQuality(ClassificationMetrics Classes, double LogError)
{
    /// <summary>Compares forecasts with what came.</summary>
    /// <param name="forecast">Forecasts, round by round.</param>
    /// <param name="demand">What came.</param>
    /// <param name="first">The first round that counts.</param>
    /// <param name="scale">The borders of the classes.</param>
    public static ForecastQuality Of(ReadOnlySpan<double> forecast, ReadOnlySpan<double> demand, int first, DemandScale scale)
    {
        var (classes, error) = (new ClassificationMetrics(3), 0.0);
        for (var t = first; t < demand.Length; t++)
        {
            classes.Add((int)scale.Class(demand[t]), (int)scale.Class(forecast[t]));
            error += Math.Abs(DeterministicMath.Log(1 + forecast[t]) - DeterministicMath.Log(1 + demand[t]));
        }

        return new(classes, classes.Count == 0 ? double.NaN : error / classes.Count);
    }

    /// <summary>
    /// One less its error over that of another forecast: above 0 where it is the better one; not a number where that has no error.
    /// </summary>
    public double Skill(ForecastQuality other) => other.LogError > 0 ? 1 - LogError / other.LogError : double.NaN;
}
