using Economy.Attention;

namespace Economy.Tests.Attention;

/// <summary>Quality of the prices on random instances with 1,500 tasks, 16 pools and 3 resources (design section 3).</summary>
public class AttentionTargets
{
    [Theory]
    [InlineData(0.03, 0.0, 0.993, 25, 0.99, 8)]
    [InlineData(0.01, 0.0, 0.998, 50, 0.998, 20)]
    [InlineData(0.03, 1.1, 0.98, 60, 0.98, 60)]
    [InlineData(0.01, 1.1, 0.99, 100, 0.99, 100)]
    public void Certified_ratio_and_passes_reach_their_targets_cold_and_after_scores_changed_by_five_percent(
        double temperature, double pareto, double coldRatio, int coldPasses, double warmRatio, int warmPasses)
    {
        foreach (double load in (double[])[0.7, 1.5, 4.0])
            for (int seed = 0; seed < 5; seed++)
            {
                (AllocationProblem problem, double[] scores) = Problems.Uniform(seed, 1500, 16, 3, load, pareto);
                var options = new AllocationOptions { Temperature = temperature, Scores = new GivenScores(scores) };
                IAllocator allocator = Allocators.Create("attention", options);
                var table = new ShareTable();
                table.Reset(problem.Tasks);
                AssertReached(allocator.Allocate(problem, table), coldRatio, coldPasses, $"cold, load {load}, seed {seed}");

                var random = new Random(seed);
                for (int x = 0; x < scores.Length; x++) scores[x] *= 0.95 + 0.1 * random.NextDouble();
                table.Reset(problem.Tasks);
                AssertReached(allocator.Allocate(problem, table), warmRatio, warmPasses, $"warm, load {load}, seed {seed}");
            }
    }

    [Theory]
    [InlineData(0.7, 0.993)]
    [InlineData(1.5, 0.9925)]
    [InlineData(4.0, 0.992)]
    public void With_sixty_four_pools_the_bound_is_polished_and_open_pools_draw_shares(double load, double ratio)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            (AllocationProblem problem, double[] scores) = Problems.Uniform(seed, 1500, 64, 3, load);
            AssertReached(Problems.Allocate(problem, "attention", new AllocationOptions { Scores = new GivenScores(scores) }).Report, ratio, 40, $"load {load}, seed {seed}");
        }
    }

    [Fact]
    public void A_large_problem_is_priced_and_certified_from_a_sample_of_it()
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(1, 140_000, 3, 2, 1.5);
        var options = new AllocationOptions { Scores = new GivenScores(scores), CertifyTo = 1.0 };
        IAllocator allocator = Allocators.Create("attention", options);
        var table = new ShareTable();
        for (int round = 0; round < 2; round++)
        {
            table.Reset(problem.Tasks);
            AssertReached(allocator.Allocate(problem, table), 0.995, round == 0 ? 14 : 8, $"round {round}");
        }
        table.Reset(problem.Tasks);
        AllocationReport other = Allocators.Create("attention", options with { Threads = 3 }).Allocate(problem, table);
        table.Reset(problem.Tasks);
        AllocationReport one = Allocators.Create("attention", options).Allocate(problem, table);
        Assert.Equal(one.Price, other.Price);
        Assert.Equal((one.Welfare, one.Bound), (other.Welfare, other.Bound));
    }

    [Fact]
    public void Attention_beats_every_baseline()
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(3, 1500, 16, 3, 1.5);
        var options = new AllocationOptions { Scores = new GivenScores(scores) };
        double attention = Problems.Allocate(problem, "attention", options).Report.Welfare;
        foreach (string policy in Problems.Policies.Where(p => p is not "attention"))
            Assert.True(Problems.Allocate(problem, policy, options).Report.Welfare < attention, policy);
    }

    private static void AssertReached(AllocationReport report, double ratio, int passes, string where)
    {
        Assert.True(report.CertifiedRatio >= ratio, $"{where}: certified {report.CertifiedRatio:F5}, wanted {ratio}");
        Assert.True(report.Passes <= passes, $"{where}: {report.Passes} passes, wanted {passes}");
    }
}
