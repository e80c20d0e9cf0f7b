using Economy.Attention.Learning;
using Economy.Attention.Numerics;
using Economy.World.Demand.Traces;

namespace Economy.Experiments.Learn;

/// <summary>How a learnt forecast of demand does against one from demand alone, on the last part of a series, in log(1 + demand).</summary>
/// <param name="Ahead">Steps ahead.</param>
/// <param name="Baseline">The other forecast.</param>
/// <param name="Error">Mean absolute error of the learnt forecast.</param>
/// <param name="BaselineError">That of the other.</param>
/// <param name="Absolute">Ratio of mean absolute errors, over all trainings together; its blocks are days.</param>
/// <param name="Squared">Ratio of roots of mean squared errors.</param>
public sealed record ForecastComparison(int Ahead, string Baseline, double Error, double BaselineError,
    ErrorRatio Absolute, ErrorRatio Squared)
{
    private const int Parts = 5;   // The last fifth is held out; of the rest, the last fifth says when to stop.

    /// <summary>Steps that are held out.</summary>
    public static int HeldOut(DemandSeries series) => series.Demand.Length / Parts;

    /// <summary>Trains once a seed and compares. What baselines learn, they learn from all that is not held out.</summary>
    /// <param name="series">The series.</param>
    /// <param name="ahead">Steps ahead.</param>
    /// <param name="seeds">Seeds.</param>
    /// <param name="forecast">Trains.</param>
    public static IReadOnlyList<ForecastComparison> Of(DemandSeries series, IReadOnlyList<int> ahead, IEnumerable<ulong> seeds,
        LevelForecast forecast)
    {
        var (demand, day) = (series.Demand, Math.Max(1, 86_400 / series.StepSeconds));
        double[] logs = [.. demand.Select(d => DeterministicMath.Log(1 + d))];
        var known = demand.Length - HeldOut(series);
        var stop = known / Parts;
        var scale = DemandScale.Of(demand[..(known - stop)]);
        double[] levels = [.. demand.Select(scale.Level)];
        double[][][] forecasts = [.. seeds.Select(seed => forecast(levels, series.Second, known - stop, stop, seed))];
        var gain = DemandBaselines.BestGain(demand.AsSpan(0, known));
        return [.. ahead.Index().SelectMany(a =>
        {
            double[][] misses =
                [.. forecasts.Select(f => Misses([.. f[a.Index].Select(level => level / scale.InverseScale + scale.Mean)]))];
            return new (string Name, double[] Forecast)[]
            {
                ("persistence", DemandBaselines.Persistence(demand, a.Item)),
                ("a day before", DemandBaselines.SeasonalNaive(demand, day, a.Item)),
                (FormattableString.Invariant($"smoothing, gain {gain:0.00}"), DemandBaselines.Smoothing(demand, gain, a.Item)),
            }.Select(other => Compare(a.Item, other.Name, misses, Misses([.. other.Forecast.Select(d => DeterministicMath.Log(1 + d))])));
        })];

        double[] Misses(double[] log) => [.. Enumerable.Range(known, demand.Length - known).Select(t => log[t] - logs[t])];

        ForecastComparison Compare(int steps, string name, double[][] own, double[] other)
        {
            double[] absolute = [.. other.Select((_, t) => own.Average(o => Math.Abs(o[t])))];
            double[] squared = [.. other.Select((_, t) => own.Average(o => o[t] * o[t]))];
            double[] otherAbsolute = [.. other.Select(Math.Abs)];
            return new(steps, name, absolute.Average(), otherAbsolute.Average(),
                ErrorRatio.Of(absolute, otherAbsolute, day, isSquared: false),
                ErrorRatio.Of(squared, [.. other.Select(o => o * o)], day, isSquared: true));
        }
    }
}

/// <summary>Trains a forecaster and forecasts a whole series.</summary>
/// <param name="level">[steps] The series: log(1 + demand), standardised.</param>
/// <param name="second">[steps] Time of each step.</param>
/// <param name="training">Steps to learn from.</param>
/// <param name="heldOut">Steps after them that may say when to stop; later ones may not be learnt from.</param>
/// <param name="seed">Of the training.</param>
/// <returns>[ahead][steps] Levels, each forecast from those at least so many steps before it.</returns>
public delegate double[][] LevelForecast(double[] level, long[] second, int training, int heldOut, ulong seed);
