using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Economy.Experiments.Calibration;

/// <summary>An estimate of a parameter.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error; infinite where no moment answers to the parameter.</param>
/// <param name="IsIdentified">
/// Whether the moments tell more of it than its range does: a value anywhere in the range has a standard deviation of the range over √12.
/// </param>
/// <param name="Profile">J along its range, the other parameters moved to where the moments, taken as linear, are closest.</param>
public sealed record CalibratedParameter(Parameter Parameter, double Value, double StandardError, bool IsIdentified,
    IReadOnlyList<(double Value, double J)> Profile);

/// <summary>A moment at the estimate.</summary>
/// <param name="Moment">The moment of the data.</param>
/// <param name="Simulated">What the model gives.</param>
/// <param name="T">The difference over its standard error, data and simulation together: beyond 2 the moment binds, and the model misses it.</param>
/// <param name="Share">Its part of J.</param>
/// <param name="Pull">
/// By how many of its standard errors each estimate would move if the moment of the data were one standard error higher: Andrews, Gentzkow
/// and Shapiro, Quarterly Journal of Economics 132 (2017) 1553–1592.
/// </param>
public sealed record CalibratedMoment(Moment Moment, double Simulated, double T, double Share, IReadOnlyList<double> Pull);

/// <summary>What a calibration found.</summary>
public sealed record Calibrated
{
    /// <summary>The parameters.</summary>
    public required IReadOnlyList<CalibratedParameter> Parameters { get; init; }

    /// <summary>The moments.</summary>
    public required IReadOnlyList<CalibratedMoment> Moments { get; init; }

    /// <summary>Hansen's J at the estimate, with the weights that are best there: Econometrica 50 (1982) 1029–1054.</summary>
    public required double J { get; init; }

    /// <summary>Moments more than identified parameters.</summary>
    public required int Freedom { get; init; }

    /// <summary>Probability of a J as large where the model is right; not a number without degrees of freedom.</summary>
    public double P => Freedom < 1 ? double.NaN : 1 - ChiSquared.CDF(Freedom, J);

    /// <summary>Points that were simulated.</summary>
    public required int Points { get; init; }

    /// <summary>Makes it from the best point that was found.</summary>
    internal static Calibrated Of(Calibrator calibrator, double[] best, Vector<double> weights, Func<IReadOnlyList<double[]>, List<double[][]>> ask, int points)
    {
        var (slopes, centre) = Derivatives(calibrator, best, ask);
        var (n, moments) = (calibrator.Parameters.Count, calibrator.Moments);
        var covariance = Covariance(calibrator, centre);
        var w = Matrix<double>.Build.DiagonalOfDiagonalVector(weights);
        // A parameter that nothing answers to would make the others' matrix singular: it is taken out before.
        int[] live = [.. Enumerable.Range(0, n).Where(p => Informs(slopes.Column(p), covariance))];
        var g = Matrix<double>.Build.Dense(moments.Count, live.Length, (m, p) => slopes[m, live[p]]);
        var inverse = live.Length == 0 ? null : (g.Transpose() * w * g).PseudoInverse();
        var pull = inverse is null ? null : -inverse * g.Transpose() * w;
        var spread = pull is null ? null : pull * covariance * pull.Transpose();
        var gap = calibrator.Gap(centre);
        var own = gap.PointwiseMultiply(weights).PointwiseMultiply(gap);
        double Error(int p) => Array.IndexOf(live, p) is >= 0 and var at ? Math.Sqrt(Math.Max(0, spread![at, at])) : double.PositiveInfinity;
        var identified = Enumerable.Range(0, n).Select(p => Error(p) < 1 / Math.Sqrt(12)).ToArray();
        return new()
        {
            Parameters = [.. calibrator.Parameters.Select((p, i) => new CalibratedParameter(p, p.At(best[i]), Error(i) * Math.Abs(p.Slope(best[i])),
                identified[i], ProfileOf(calibrator, best, i, slopes, weights, ask)))],
            Moments = [.. moments.Select((m, i) => new CalibratedMoment(m, gap[i] + m.Value, gap[i] / Math.Sqrt(covariance[i, i]),
                own.Sum() > 0 ? own[i] / own.Sum() : 0,
                [.. Enumerable.Range(0, n).Select(p => Array.IndexOf(live, p) is >= 0 and var at && Error(p) > 0 ? -pull![at, i] * Math.Sqrt(covariance[i, i]) / Error(p) : 0)]))],
            J = gap * covariance.PseudoInverse() * gap,
            Freedom = moments.Count - identified.Count(i => i),
            Points = points,
        };
    }

    /// <summary>Derivatives of the moments by the places of the parameters, central where there is room, with the moments in the middle.</summary>
    private static (Matrix<double> Slopes, double[][] Centre) Derivatives(Calibrator calibrator, double[] best, Func<IReadOnlyList<double[]>, List<double[][]>> ask)
    {
        var n = best.Length;
        var places = new List<double[]> { best };
        for (var p = 0; p < n; p++)
        {
            places.Add(Moved(best, p, Math.Max(0, best[p] - calibrator.Step)));
            places.Add(Moved(best, p, Math.Min(1, best[p] + calibrator.Step)));
        }

        var found = ask(places);
        return (Matrix<double>.Build.Dense(calibrator.Moments.Count, n, (m, p) =>
            (found[2 * p + 2].Average(s => s[m]) - found[2 * p + 1].Average(s => s[m])) / (places[2 * p + 2][p] - places[2 * p + 1][p])), found[0]);
    }

    /// <summary>Variance of the differences between simulated and observed moments: of the data, and of the means over seeds, with their covariances.</summary>
    private static Matrix<double> Covariance(Calibrator calibrator, double[][] bySeed)
    {
        var (moments, seeds) = (calibrator.Moments, bySeed.Length);
        double[] means = [.. moments.Select((_, m) => bySeed.Average(s => s[m]))];
        return Matrix<double>.Build.Dense(moments.Count, moments.Count, (a, b) =>
            (a == b ? moments[a].StandardError * moments[a].StandardError : 0)
                + (seeds < 2 ? 0 : bySeed.Sum(s => (s[a] - means[a]) * (s[b] - means[b])) / (seeds - 1) / seeds));
    }

    /// <summary>Whether the parameter by itself, all over its range, moves some moment by more than a tenth of its standard error.</summary>
    private static bool Informs(Vector<double> slope, Matrix<double> covariance) =>
        slope.Select((s, m) => Math.Abs(s) / Math.Sqrt(covariance[m, m])).Max() is var most && double.IsFinite(most) && most > 0.1;

    private static List<(double Value, double J)> ProfileOf(Calibrator calibrator, double[] best, int parameter, Matrix<double> slopes, Vector<double> weights,
        Func<IReadOnlyList<double[]>, List<double[][]>> ask)
    {
        var others = Enumerable.Range(0, best.Length).Where(p => p != parameter).ToArray();
        var g = Matrix<double>.Build.Dense(slopes.RowCount, others.Length, (m, p) => slopes[m, others[p]]);
        var w = Matrix<double>.Build.DiagonalOfDiagonalVector(weights);
        var follow = others.Length == 0 ? null : -(g.Transpose() * w * g).PseudoInverse() * g.Transpose() * w * slopes.Column(parameter);
        var places = new List<double[]>();
        for (var i = 0; i < calibrator.Profile; i++)
        {
            var place = i / (double)(calibrator.Profile - 1);
            var moved = Moved(best, parameter, place);
            for (var p = 0; p < others.Length; p++) moved[others[p]] = Math.Clamp(best[others[p]] + follow![p] * (place - best[parameter]), 0, 1);
            places.Add(moved);
        }

        return [.. places.Append(best).Zip(ask([.. places, best]), (at, found) => (calibrator.Parameters[parameter].At(at[parameter]), calibrator.Distance(found, weights)))
            .OrderBy(p => p.Item1)];
    }

    private static double[] Moved(double[] point, int parameter, double place) => [.. point[..parameter], place, .. point[(parameter + 1)..]];
}
