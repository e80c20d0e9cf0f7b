using Economy.Attention;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Scores;
using Economy.Tests.Attention;
using Economy.Tests.Attention.Model;

namespace Economy.Tests.Engines;

/// <summary>What every engine of attention must find: the sums of the default one on one thread, and its shares within 1e-5.</summary>
public abstract class ScoreBackendContract
{
    /// <summary>How far sums may be from the default engine's, relative to the largest of them.</summary>
    /// <remarks>Seven digits where a single task is all but unserved: its curvature is a difference of equals.</remarks>
    protected virtual double Tolerance => 1e-7;

    /// <summary>Random small problems to try. Some have one task that is all but served, whose curvature is a difference of equals: nothing for float32.</summary>
    protected virtual int SmallProblems => 40;

    protected abstract IScoreBackend NewBackend(IScoreModel model);

    [ContractFact]
    public void A_pass_finds_the_sums_of_the_default_engine()
    {
        foreach (var seed in Enumerable.Range(0, SmallProblems)) AssertSums(Problems.Small(seed), BidScores.Instance);
        foreach (var (pools, resources) in new[] { (1, 1), (5, 3), (70, 1), (300, 2) })
        {
            var (problem, scores) = Problems.Uniform(7, 700, pools, resources, load: 1.5, pareto: 1.5);
            AssertSums(problem, new GivenScores(scores));
        }
    }

    [ContractFact]
    public void A_pass_finds_the_sums_of_the_default_engine_for_models_of_every_form()
    {
        foreach (var form in ModelOptions.Forms)
            foreach (var tokens in (int[])[0, 3])
            {
                var features = Samples.Round(2, 700, 5);
                AssertSums(Samples.Problem(features), Samples.Model(form, tokens, 4, features).Bind(features));
            }
    }

    [ContractFact]
    public void Shares_are_those_of_the_default_engine()
    {
        var (problem, scores) = Problems.Uniform(11, 1500, 16, 3, load: 1.5);
        var model = new GivenScores(scores);
        var backend = NewBackend(model);
        var expected = Problems.Allocate(problem, "attention", new AllocationOptions { Scores = model });
        var found = Problems.Allocate(problem, "attention", new AllocationOptions { Scores = model, Backend = backend });
        (backend as IDisposable)?.Dispose();
        double[] here = Shares(problem, scores, expected.Report.Price), there = Shares(problem, scores, found.Report.Price);
        Assert.InRange(here.Zip(there, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5);
        var differing = Enumerable.Range(0, problem.Tasks).Sum(i => Enumerable.Range(0, problem.Pools).Max(j => Math.Abs(PpmOf(expected.Shares, i, j) - PpmOf(found.Shares, i, j))) > 10 ? 1 : 0);
        Assert.InRange(differing, 0, problem.Tasks / 200); // Filling hands out what rounding leaves, whole grains at a time.
    }

    [ContractFact]
    public void A_bound_is_one_whatever_the_engine_computes_with()
    {
        var (problem, scores) = Problems.Uniform(12, 900, 8, 2, load: 2);
        var backend = NewBackend(new GivenScores(scores));
        var report = Problems.Allocate(problem, "attention", new AllocationOptions { Scores = new GivenScores(scores), Backend = backend }).Report;
        (backend as IDisposable)?.Dispose();
        var bound = Enumerable.Range(0, problem.CapacityMilli.Length).Sum(u => report.BoundPrice[u] * problem.CapacityMilli[u]);
        for (var i = 0; i < problem.Tasks; i++)
            bound += Enumerable.Range(0, problem.Pools).Max(j => Math.Max(0, scores[i * problem.Pools + j] - Cost(problem, report.BoundPrice, i, j)));
        Assert.Equal(bound, report.Bound, 1e-9 * bound);
    }

    private void AssertSums(AllocationProblem problem, IScoreModel model)
    {
        var random = new Random(problem.Tasks);
        double[] price = [.. Enumerable.Range(0, problem.Pools * problem.Resources).Select(_ => random.NextDouble() * 0.1)];
        var (expected, found) = (new AttentionPass(problem.Pools, problem.Resources), new AttentionPass(problem.Pools, problem.Resources));
        new TiledScoreBackend(model, threads: 1).Pass(problem, price, 0.05, expected);
        var backend = NewBackend(model);
        backend.Pass(problem, price, 0.05, found);
        (backend as IDisposable)?.Dispose();
        AssertClose([expected.Surplus, expected.ScoreSum], [found.Surplus, found.ScoreSum]);
        AssertClose(expected.Load, found.Load);
        AssertClose(Lower(expected), Lower(found));
    }

    private void AssertClose(double[] expected, double[] found)
    {
        var scale = Math.Max(1e-12, expected.Select(Math.Abs).DefaultIfEmpty().Max());
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++) Assert.InRange(found[i], expected[i] - Tolerance * scale, expected[i] + Tolerance * scale);
    }

    private static double[] Lower(AttentionPass pass) => [.. Enumerable.Range(0, pass.Unknowns).SelectMany(u =>
    {
        var first = pass.Full ? 0 : u / pass.RowLength * pass.RowLength;
        return Enumerable.Range(0, u - first + 1).Select(at => pass.Curvature[u * pass.RowLength + at]);
    })];

    /// <summary>z [n × m] at prices, τ = 0.03, where every score is positive and every pool may serve.</summary>
    private static double[] Shares(AllocationProblem problem, double[] scores, double[] price)
    {
        var z = new double[problem.Tasks * problem.Pools];
        for (var i = 0; i < problem.Tasks; i++)
        {
            var row = z.AsSpan(i * problem.Pools, problem.Pools);
            var (tau, sum) = (0.03 * scores.AsSpan(i * problem.Pools, problem.Pools).ToArray().Average(), 1.0);
            for (var j = 0; j < row.Length; j++) sum += row[j] = Math.Exp((scores[i * problem.Pools + j] - Cost(problem, price, i, j)) / tau);
            foreach (ref var share in row) share /= sum;
        }

        return z;
    }

    private static double Cost(AllocationProblem problem, double[] price, int task, int pool) =>
        Enumerable.Range(0, problem.Resources).Sum(k => price[pool * problem.Resources + k] * problem.DemandMilli[task * problem.Resources + k]);

    private static int PpmOf(ShareTable table, int task, int pool)
    {
        for (var e = table.Start[task]; e < table.Start[task + 1]; e++)
            if (table.Pool[e] == pool) return table.Ppm[e];
        return 0;
    }
}

public class TiledScoreBackendContract : ScoreBackendContract
{
    protected override IScoreBackend NewBackend(IScoreModel model) => new TiledScoreBackend(model, threads: 3);
}
