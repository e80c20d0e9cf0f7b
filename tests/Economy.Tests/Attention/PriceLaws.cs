using Economy.Attention;
using Economy.Attention.Scores;
using Economy.Attention.Tiles;

namespace Economy.Tests.Attention;

public class PriceLaws
{
    [Fact]
    public void The_bound_is_never_below_the_optimum_and_the_welfare_never_above() => ForSmall((problem, scores, report) =>
    {
        double optimum = ExactOptimum.Welfare(problem, scores);
        Assert.InRange(report.Bound, optimum * (1.0 - 1e-9), double.MaxValue);
        Assert.InRange(report.Welfare, 0.0, optimum * (1.0 + 1e-9));
    });

    [Fact]
    public void No_policy_states_a_bound_below_the_optimum() => ForSmall((problem, scores, _) =>
    {
        double optimum = ExactOptimum.Welfare(problem, scores);
        foreach (string policy in Problems.Policies)
            Assert.InRange(Problems.Allocate(problem, policy, Options(scores) with { PolishPasses = 20, CertifyTo = 1.0 }).Report.Bound, optimum * (1.0 - 1e-9), double.MaxValue);
    }, 12);

    [Fact]
    public void Priced_resources_are_used_up_before_scaling() => ForSmall((problem, scores, report) =>
    {
        var pass = new AttentionPass(problem.Pools, problem.Resources);
        new TiledScoreBackend(new GivenScores(scores), 1).Pass(problem, report.Price, Options(scores).Temperature, pass);
        double most = report.Price.Max();
        for (int u = 0; u < report.Price.Length; u++)
        {
            Assert.True(pass.Load[u] <= problem.CapacityMilli[u] * 1.001);
            if (report.Price[u] > 1e-6 * most) Assert.InRange(problem.CapacityMilli[u] - pass.Load[u], -1e-3 * problem.CapacityMilli[u], 1e-3 * problem.CapacityMilli[u]);
        }
    });

    [Fact]
    public void Scaling_scores_scales_prices() => ForSmall((problem, scores, report) =>
    {
        double[] doubled = [.. scores.Select(s => 2.0 * s)];
        AllocationReport other = Problems.Allocate(problem, "attention", Options(doubled)).Report;
        for (int u = 0; u < report.Price.Length; u++) Assert.Equal(2.0 * report.Price[u], other.Price[u], 1e-9 * report.Price.Max());
    });

    [Fact]
    public void Scaling_bids_scales_prices() => ForSmall((problem, scores, _) =>
    {
        double[] logits = [.. scores.Select(s => s / 500.0 - 1.0)];
        var options = Options(logits) with { Scores = new GivenScores(logits, logits: true) };
        AllocationReport one = Problems.Allocate(problem, "attention", options).Report;
        foreach (ref double bid in problem.Bid.AsSpan(0, problem.Tasks)) bid *= 3.0;
        AllocationReport other = Problems.Allocate(problem, "attention", options).Report;
        for (int u = 0; u < one.Price.Length; u++) Assert.Equal(3.0 * one.Price[u], other.Price[u], 1e-6 * other.Price.Max());
    });

    [Fact]
    public void Permuting_tasks_or_pools_permutes_the_result() => ForSmall((problem, scores, report) =>
    {
        int[] tasks = Shuffled(problem.Tasks), pools = Shuffled(problem.Pools);
        AllocationProblem other = Permuted(problem, scores, tasks, pools, out double[] otherScores);
        AllocationReport permuted = Problems.Allocate(other, "attention", Options(otherScores)).Report;
        Assert.Equal(report.Welfare, permuted.Welfare, 1e-6 * report.Welfare);
        for (int j = 0; j < pools.Length; j++)
            for (int k = 0; k < problem.Resources; k++)
                Assert.Equal(report.Price[pools[j] * problem.Resources + k], permuted.Price[j * problem.Resources + k], 1e-4 * report.Price.Max());
        double[] shares = Shares(problem, scores, report.Price), permutedShares = Shares(other, otherScores, permuted.Price);
        for (int i = 0; i < tasks.Length; i++)
            for (int j = 0; j < pools.Length; j++)
                Assert.Equal(shares[tasks[i] * pools.Length + pools[j]], permutedShares[i * pools.Length + j], 1e-3);
    });

    [Fact]
    public void More_capacity_never_lowers_the_bound() => ForSmall((problem, scores, report) =>
    {
        for (int u = 0; u < problem.CapacityMilli.Length; u += 2) problem.CapacityMilli[u] = problem.CapacityMilli[u] * 5 / 4;
        Assert.InRange(Problems.Allocate(problem, "attention", Options(scores)).Report.Bound, report.Bound * (1.0 - 5e-3), double.MaxValue);
    });

    [Fact]
    public void Without_scarcity_everything_is_served_free_of_charge()
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(1, 300, 1, 2, 0.4);
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, "attention", Options(scores));
        Assert.All(shares.Ppm[..shares.Count], ppm => Assert.Equal(Share.Whole, ppm));
        Assert.Equal((0L, 300), (report.Revenue, shares.Count));
    }

    [Fact]
    public void More_pools_than_full_curvature_holds_still_find_prices()
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(1, 1500, 200, 3, 1.5);
        AllocationReport report = Problems.Allocate(problem, "attention", Options(scores) with { Temperature = 0.03 }).Report;
        Assert.InRange(report.CertifiedRatio, 0.97, 1.0);
    }

    private static AllocationOptions Options(double[] scores) => new() { Scores = new GivenScores(scores), MaxPasses = 200, Tolerance = 1e-8, PolishPasses = 0 };

    /// <summary>z [n × m] before scaling.</summary>
    private static double[] Shares(AllocationProblem problem, double[] scores, double[] price)
    {
        var shares = new double[scores.Length];
        new TileSweep(problem, new GivenScores(scores).Score, 1).Parallel((_, tile) =>
        {
            PricedAttention.Attend(tile, price, Options(scores).Temperature);
            for (int t = 0; t < tile.Count; t++)
                for (int j = 0; j < problem.Pools; j++) shares[(tile.First + t) * problem.Pools + j] = tile.Share[j * TaskTile.Length + t];
        });
        return shares;
    }

    private static void ForSmall(Action<AllocationProblem, double[], AllocationReport> law, int seeds = 30)
    {
        for (int seed = 0; seed < seeds; seed++)
        {
            (AllocationProblem problem, double[] scores) = Problems.Uniform(seed, 5 + seed, 1 + seed % 4, 1 + seed % 3, 0.6 + 0.1 * seed);
            law(problem, scores, Problems.Allocate(problem, "attention", Options(scores)).Report);
        }
    }

    private static int[] Shuffled(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(count).Shuffle(order);
        return order;
    }

    private static AllocationProblem Permuted(AllocationProblem problem, double[] scores, int[] tasks, int[] pools, out double[] permutedScores)
    {
        var other = new AllocationProblem(problem.Pools, problem.Resources);
        permutedScores = new double[scores.Length];
        for (int i = 0; i < tasks.Length; i++)
        {
            other.Add(problem.TaskId[tasks[i]], problem.Bid[tasks[i]], problem.Demand(tasks[i]));
            for (int j = 0; j < pools.Length; j++) permutedScores[i * pools.Length + j] = scores[tasks[i] * pools.Length + pools[j]];
        }
        for (int j = 0; j < pools.Length; j++)
            for (int k = 0; k < problem.Resources; k++)
                other.CapacityMilli[j * problem.Resources + k] = problem.CapacityMilli[pools[j] * problem.Resources + k];
        return other;
    }
}
