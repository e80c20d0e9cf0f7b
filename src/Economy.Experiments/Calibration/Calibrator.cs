using Economy.Experiments.Designs;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using MathNet.Numerics.Statistics;

namespace Economy.Experiments.Calibration;

/// <summary>
/// The method of simulated moments: parameters whose simulated moments come closest to those of the data. McFadden, Econometrica 57 (1989)
/// 995–1026; Gouriéroux and Monfort, Simulation-Based Econometric Methods (1996), chapter 2. The distance is J = (m − m*)ᵀ W (m − m*) with
/// W diagonal, one over the variance of a moment: that of the data, and that of the simulated mean, by the spread over seeds at the best
/// point of the screening. All points are simulated with the same seeds, so that the distance is as smooth as the model is; how far the
/// moments spread over seeds is found from more, since a variance by a handful is too small by half ever so often.
/// </summary>
public sealed record Calibrator
{
    /// <summary>The parameters; at least one.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>The moments; at least as many.</summary>
    public required IReadOnlyList<Moment> Moments { get; init; }

    /// <summary>
    /// Simulates: for each point, places of the parameters in their ranges, the moments of each seed. Points are asked for together where
    /// that is possible.
    /// </summary>
    public required Func<IReadOnlyList<double[]>, IReadOnlyList<double[][]>> Simulate { get; init; }

    /// <summary>
    /// Simulates a point, places of the parameters in their ranges, under seeds of its own, by which the moments' spread over seeds is known:
    /// the moments of each seed. Null if the seeds of <see cref="Simulate"/> are to do.
    /// </summary>
    public Func<double[], double[][]>? Spread { get; init; }

    /// <summary>Points of the screening.</summary>
    public int Screening { get; init; } = 64;

    /// <summary>Best points of it from which a search sets out.</summary>
    public int Starts { get; init; } = 2;

    /// <summary>Points that a search tries at most.</summary>
    public int Search { get; init; } = 120;

    /// <summary>Values of each parameter in its profile.</summary>
    public int Profile { get; init; } = 11;

    /// <summary>Step of the derivatives, as a part of the range.</summary>
    public double Step { get; init; } = 0.02;

    /// <summary>Seed of the screening.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Calibrates.</summary>
    public Calibrated Run()
    {
        var tried = new Dictionary<string, double[][]>();
        var screened = SobolSequence.Points(Parameters.Count, Screening, Seed).ToList();
        Ask(screened, tried);
        // The first weights are of the data alone; the best point then tells how much the simulated moments vary.
        var first = Vector<double>.Build.DenseOfEnumerable(Moments.Select(m => 1 / (m.StandardError * m.StandardError)));
        var near = screened.MinBy(p => Distance(tried[Key(p)], first))!;
        var (spread, seeds) = (SpreadAt(near, tried[Key(near)]), tried[Key(near)].Length);
        var weights = Vector<double>.Build.DenseOfEnumerable(
            Moments.Select((m, i) => 1 / (m.StandardError * m.StandardError + SimulatedVariance(spread, i, seeds))));
        var best = screened.OrderBy(p => Distance(tried[Key(p)], weights)).Take(Starts).Select(start => Descend(start, weights, tried))
            .MinBy(p => Distance(tried[Key(p)], weights))!;
        return Calibrated.Of(this, best, weights, points => Ask(points, tried), tried.Count);
    }

    /// <summary>The moments less those of the data.</summary>
    internal Vector<double> Gap(double[][] bySeed) =>
        Vector<double>.Build.DenseOfEnumerable(Moments.Select((m, i) => bySeed.Average(s => s[i]) - m.Value));

    /// <summary>J.</summary>
    internal double Distance(double[][] bySeed, Vector<double> weights) =>
        Gap(bySeed) is var gap && gap.Any(double.IsNaN) ? double.MaxValue : gap.PointwiseMultiply(weights).DotProduct(gap);

    /// <summary>The moments of a point by seed from which their spread is known.</summary>
    internal double[][] SpreadAt(double[] point, double[][] simulated) => Spread?.Invoke(point) ?? simulated;

    /// <summary>Variance of the mean of a simulated moment over so many seeds, from its spread over those that are given.</summary>
    internal static double SimulatedVariance(double[][] bySeed, int moment, int seeds) =>
        bySeed.Length < 2 ? 0 : bySeed.Select(s => s[moment]).Variance() / seeds;

    /// <summary>
    /// Steps along the valley first, then Nelder and Mead's search, The Computer Journal 7 (1965) 308–313, with what is left of the budget;
    /// what leaves the ranges is taken back to their ends, at a price.
    /// </summary>
    private double[] Descend(double[] start, Vector<double> weights, Dictionary<string, double[][]> tried)
    {
        var (asked, root) = (0, weights.PointwiseSqrt());
        var best = GaussNewton.Minimise(start, points => (asked += points.Count) > Search ? null
            : [.. Ask(points, tried).Select(found => Gap(found).PointwiseMultiply(root).Map(x => double.IsNaN(x) ? 1e6 : x))], Step);
        var least = Distance(Ask([best], tried)[0], weights);
        double Objective(Vector<double> at)
        {
            double[] inside = [.. at.Select(x => Math.Clamp(x, 0, 1))];
            if (asked++ >= Search) throw new EnoughException();
            var distance = Distance(Ask([inside], tried)[0], weights);
            if (distance < least) (best, least) = (inside, distance);
            return distance * (1 + 10 * at.Zip(inside, (a, b) => Math.Abs(a - b)).Sum());
        }

        try
        {
            var from = best;
            NelderMeadSimplex.Minimum(ObjectiveFunction.Value(Objective), Vector<double>.Build.Dense(from),
                Vector<double>.Build.Dense(from.Length, i => from[i] + Step > 1 ? -Step : Step),
                convergenceTolerance: 1e-6, maximumIterations: Search);
        }
        catch (Exception over) when (over is EnoughException or MaximumIterationsException)
        {
            // The best point so far it is.
        }

        return best;
    }

    private List<double[][]> Ask(IReadOnlyList<double[]> points, Dictionary<string, double[][]> tried)
    {
        var unknown = points.Where(p => !tried.ContainsKey(Key(p))).DistinctBy(Key).ToList();
        foreach (var (point, moments) in unknown.Zip(unknown.Count == 0 ? [] : Simulate(unknown))) tried[Key(point)] = moments;
        return [.. points.Select(p => tried[Key(p)])];
    }

    // Points that make the same values are the same.
    private string Key(double[] point) => string.Join(' ', Parameters.Select((p, i) => p.Factor.At(point[i])));

    private sealed class EnoughException : Exception;
}
