using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

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
/// <param name="T">
/// The difference over its standard error, data and simulation together: beyond 2 the moment binds, and the model misses it.
/// </param>
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

    /// <summary>Hansen's J with the weights that are best at the estimate: Econometrica 50 (1982) 1029–1054.</summary>
    public required double J { get; init; }

    /// <summary>Moments more than identified parameters.</summary>
    public required int Freedom { get; init; }

    /// <summary>Probability of a J as large where the model is right; not a number without degrees of freedom.</summary>
    public double P => Freedom < 1 ? double.NaN : 1 - ChiSquared.CDF(Freedom, J);

    /// <summary>Points that were simulated.</summary>
    public required int Points { get; init; }

    /// <summary>Makes it from the best point that was found.</summary>
    internal static Calibrated Of(Calibrator calibrator, double[] best, Vector<double> weights,
        Func<IReadOnlyList<double[]>, List<double[][]>> ask, int points)
    {
        var (slopes, centre) = Derivatives(calibrator, best, ask);
        var (n, moments) = (calibrator.Parameters.Count, calibrator.Moments);
        var covariance = Covariance(calibrator, calibrator.SpreadAt(best, centre), centre.Length);
        var w = Matrix<double>.Build.DiagonalOfDiagonalVector(weights);
        // A parameter that nothing answers to would make the others' matrix singular: it is taken out before.
        int[] live = [.. Enumerable.Range(0, n).Where(p => Informs(slopes.Column(p), covariance))];
        var g = Matrix<double>.Build.Dense(moments.Count, live.Length, (m, p) => slopes[m, live[p]]);
        var inverse = live.Length == 0 ? null : (g.Transpose() * w * g).PseudoInverse();
        var pull = inverse is null ? null : -inverse * g.Transpose() * w;
        var spread = pull is null ? null : pull * covariance * pull.Transpose();
        var gap = calibrator.Gap(centre);
        var own = gap.PointwiseMultiply(weights).PointwiseMultiply(gap);
        double Error(int p) =>
            Array.IndexOf(live, p) is >= 0 and var at ? Math.Sqrt(Math.Max(0, spread![at, at])) : double.PositiveInfinity;
        var identified = Enumerable.Range(0, n).Select(p => Error(p) < 1 / Math.Sqrt(12)).ToArray();
        double Pull(int p, int moment) => Array.IndexOf(live, p) is >= 0 and var at && Error(p) > 0
            ? -pull![at, moment] * Math.Sqrt(covariance[moment, moment]) / Error(p) : 0;
        return new()
        {
            Parameters = [.. calibrator.Parameters.Select((p, i) => new CalibratedParameter(p, p.At(best[i]),
                Error(i) * Math.Abs(p.Slope(best[i])), identified[i], ProfileOf(calibrator, best, i, slopes, weights, ask)))],
            Moments = [.. moments.Select((m, i) => new CalibratedMoment(m, gap[i] + m.Value, gap[i] / Math.Sqrt(covariance[i, i]),
                own.Sum() > 0 ? own[i] / own.Sum() : 0, [.. Enumerable.Range(0, n).Select(p => Pull(p, i))]))],
            J = LeastJ(gap, g, covariance),
            Freedom = moments.Count - identified.Count(i => i),
            Points = points,
        };
    }

    /// <summary>
    /// Derivatives of the moments by the places of the parameters, central where there is room, with the moments in the middle.
    /// </summary>
    private static (Matrix<double> Slopes, double[][] Centre) Derivatives(Calibrator calibrator, double[] best,
        Func<IReadOnlyList<double[]>, List<double[][]>> ask)
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
            (found[2 * p + 2].Average(s => s[m]) - found[2 * p + 1].Average(s => s[m]))
                / (places[2 * p + 2][p] - places[2 * p + 1][p])), found[0]);
    }

    /// <summary>
    /// The least J with the best weights, the moments taken as linear about the estimate: rᵀ(Σ⁻¹ − Σ⁻¹G(GᵀΣ⁻¹G)⁻¹GᵀΣ⁻¹)r. It has the
    /// distribution of Hansen's J whatever weights the estimate was found with: Newey, International Economic Review 26 (1985) 229–256.
    /// </summary>
    private static double LeastJ(Vector<double> gap, Matrix<double> slopes, Matrix<double> covariance)
    {
        // In standard errors: in the moments' own units the matrix would be as good as singular.
        var one = Matrix<double>.Build.DenseOfDiagonalVector(covariance.Diagonal().PointwiseSqrt().Map(x => 1 / x));
        var (r, g, best) = (one * gap, one * slopes, (one * covariance * one).PseudoInverse());
        if (g.ColumnCount == 0) return r * best * r;
        var (score, information) = (g.Transpose() * best * r, g.Transpose() * best * g);
        return Math.Max(0, r * best * r - score * information.PseudoInverse() * score);
    }

    /// <summary>
    /// Covariance of the differences between simulated and observed moments: that of the data and, from other draws, that of the simulated
    /// means over seeds. Where one run of the model is like the data it is Gouriéroux and Monfort's (1 + 1/S) Ω. Standard errors of the
    /// data are as given, those of the simulation by the spread over seeds; both correlate as the simulated moments do, see
    /// <see cref="Correlations"/>. A variance known from K seeds stands for Student's t with K − 1 degrees of freedom, the variance of
    /// which is (K − 1)/(K − 3).
    /// </summary>
    private static Matrix<double> Covariance(Calibrator calibrator, double[][] bySeed, int seeds)
    {
        var (moments, few) = (calibrator.Moments, bySeed.Length > 3 ? (bySeed.Length - 1.0) / (bySeed.Length - 3) : 1);
        double[] simulated = [.. moments.Select((_, m) => Math.Sqrt(few * Calibrator.SimulatedVariance(bySeed, m, seeds)))];
        var correlations = Correlations(bySeed, moments.Count);
        return Matrix<double>.Build.Dense(moments.Count, moments.Count, (a, b) =>
            correlations[a, b] * (moments[a].StandardError * moments[b].StandardError + simulated[a] * simulated[b]));
    }

    /// <summary>
    /// Correlations over seeds, of which few say little, shrunk towards none: Schäfer and Strimmer, Statistical Applications in Genetics
    /// and Molecular Biology 4 (2005) 32, with (1 − r²)²/(S − 1) for the variance of a correlation r.
    /// </summary>
    private static Matrix<double> Correlations(double[][] bySeed, int moments)
    {
        var found = Matrix<double>.Build.DenseIdentity(moments);
        if (bySeed.Length < 3) return found;
        double noise = 0, squares = 0;
        for (var a = 0; a < moments; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var r = Correlation.Pearson(bySeed.Select(s => s[a]), bySeed.Select(s => s[b]));
                if (!double.IsFinite(r)) continue;
                found[a, b] = found[b, a] = r;
                (noise, squares) = (noise + (1 - r * r) * (1 - r * r) / (bySeed.Length - 1), squares + r * r);
            }
        }

        var kept = squares > 0 ? Math.Max(0, 1 - noise / squares) : 0;
        return found.MapIndexed((a, b, r) => a == b ? 1 : kept * r);
    }

    /// <summary>
    /// Whether the parameter by itself, all over its range, moves some moment by more than a tenth of its standard error.
    /// </summary>
    private static bool Informs(Vector<double> slope, Matrix<double> covariance) =>
        slope.Select((s, m) => Math.Abs(s) / Math.Sqrt(covariance[m, m])).Max() is var most && double.IsFinite(most) && most > 0.1;

    private static List<(double Value, double J)> ProfileOf(Calibrator calibrator, double[] best, int parameter, Matrix<double> slopes,
        Vector<double> weights, Func<IReadOnlyList<double[]>, List<double[][]>> ask)
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
            for (var p = 0; p < others.Length; p++)
                moved[others[p]] = Math.Clamp(best[others[p]] + follow![p] * (place - best[parameter]), 0, 1);
            places.Add(moved);
        }

        places.Add(best);
        return [.. places.Zip(ask(places), (at, found) =>
            (calibrator.Parameters[parameter].At(at[parameter]), calibrator.Distance(found, weights))).OrderBy(p => p.Item1)];
    }

    private static double[] Moved(double[] point, int parameter, double place) =>
        [.. point[..parameter], place, .. point[(parameter + 1)..]];
}
