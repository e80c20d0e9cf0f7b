using Economy.Attention;
using Economy.Attention.Scores;
using Economy.Tests.Attention;

namespace Economy.Tests.Engines;

/// <summary>What every engine of attention must find: the sums of the default one on one thread, and its shares within 1e-5.</summary>
public abstract class ScoreBackendContract
{
    protected abstract IScoreBackend NewBackend(IScoreModel model);

    [ContractFact]
    public void A_pass_finds_the_sums_of_the_default_engine()
    {
        foreach (var seed in Enumerable.Range(0, 40)) AssertSums(Problems.Small(seed), BidScores.Instance);
        foreach (var (pools, resources) in new[] { (1, 1), (5, 3), (300, 2) })
        {
            var (problem, scores) = Problems.Uniform(7, 700, pools, resources, load: 1.5, pareto: 1.5);
            AssertSums(problem, new GivenScores(scores));
        }
    }

    [ContractFact]
    public void Shares_are_those_of_the_default_engine()
    {
        var (problem, scores) = Problems.Uniform(11, 1500, 16, 3, load: 1.5);
        var model = new GivenScores(scores);
        var expected = Problems.Allocate(problem, "attention", new AllocationOptions { Scores = model }).Shares;
        var backend = NewBackend(model);
        var found = Problems.Allocate(problem, "attention", new AllocationOptions { Scores = model, Backend = backend }).Shares;
        (backend as IDisposable)?.Dispose();
        var differing = Enumerable.Range(0, problem.Tasks).Sum(i => Enumerable.Range(0, problem.Pools).Max(j => Math.Abs(PpmOf(expected, i, j) - PpmOf(found, i, j))) > 10 ? 1 : 0);
        Assert.InRange(differing, 0, problem.Tasks / 200); // Filling hands out what rounding leaves, whole grains at a time.
    }

    protected static double[] Numbers(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    protected void AssertSums(AllocationProblem problem, IScoreModel model, IScoreBackend? with = null)
    {
        var price = Array.ConvertAll(Numbers(problem.Tasks, problem.Pools * problem.Resources), p => Math.Abs(p) * 0.2);
        var (expected, found) = (new AttentionPass(problem.Pools, problem.Resources), new AttentionPass(problem.Pools, problem.Resources));
        new TiledScoreBackend(model, threads: 1).Pass(problem, price, 0.05, expected);
        var backend = with ?? NewBackend(model);
        backend.Pass(problem, price, 0.05, found);
        (backend as IDisposable)?.Dispose();
        AssertClose([expected.Surplus, expected.ScoreSum], [found.Surplus, found.ScoreSum]);
        AssertClose(expected.Load, found.Load);
        AssertClose(Lower(expected), Lower(found));
    }

    private static double[] Lower(AttentionPass pass) => [.. Enumerable.Range(0, pass.Unknowns).SelectMany(u =>
    {
        var first = pass.Full ? 0 : u / pass.RowLength * pass.RowLength;
        return Enumerable.Range(0, u - first + 1).Select(at => pass.Curvature[u * pass.RowLength + at]);
    })];

    private static void AssertClose(double[] expected, double[] found)
    {
        var scale = Math.Max(1e-12, expected.Select(Math.Abs).DefaultIfEmpty().Max());
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++) Assert.InRange(found[i], expected[i] - 1e-9 * scale, expected[i] + 1e-9 * scale);
    }

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
