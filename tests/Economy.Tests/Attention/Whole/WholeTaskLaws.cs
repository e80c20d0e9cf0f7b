using Economy.Actors;
using Economy.Attention;
using Economy.Attention.Whole;
using Economy.Scenarios;
using Economy.Tests.Support;
using Economy.Tests.World;
using Economy.World;
using Economy.World.Tick.Allocate;
using Xunit.Abstractions;

namespace Economy.Tests.Attention.Whole;

/// <summary>Whole tasks against the exact integer optimum. Stated before it was run: welfare ≥ 0.98 of it, bounds never below it.</summary>
public sealed class WholeTaskLaws(ITestOutputHelper output)
{
    private const double Welfare = 0.98, Gap = 0.05;
    private const string Folder = "compute_openb_gpu2023";

    [Fact]
    public void A_knapsack_is_the_best_of_all_subsets()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            int n = random.Next(1, 11), resources = random.Next(1, 4);
            int[] demand = [.. Enumerable.Range(0, n * resources).Select(_ => random.Next(0, 100))];
            long[] capacity = [.. Enumerable.Range(0, resources).Select(_ => random.NextInt64(1, 250))];
            List<(int Task, double Value)> tasks = [.. Enumerable.Range(0, n).Select(i => (i, (double)random.Next(1, 50)))];
            double best = Enumerable.Range(0, 1 << n).Where(set => Enumerable.Range(0, resources).All(k => tasks.Where(t => (set >> t.Task & 1) == 1)
                .Sum(t => demand[t.Task * resources + k]) <= capacity[k])).Max(set => tasks.Where(t => (set >> t.Task & 1) == 1).Sum(t => t.Value));
            var knapsack = new Knapsack(resources);
            knapsack.Solve(tasks, demand, capacity);
            Assert.Equal(best, knapsack.Value, 1e-9);
            Assert.InRange(knapsack.Upper, best, best * (1.0 + 1e-9));
            Assert.Equal(best, knapsack.Best.Sum(i => tasks[i].Value), 1e-9);
        }
    }

    [Fact]
    public void Generated_whole_tasks_reach_98_percent_of_the_integer_optimum_and_bounds_are_never_below_it()
    {
        var sum = new Sum();
        for (int seed = 0; seed < 40; seed++)
        {
            (AllocationProblem problem, double[] scores) = Problems.Uniform(seed, 10 + seed, 2 + seed % 3, 1 + seed % 3, 0.8 + 0.1 * (seed % 20));
            problem.Indivisible.AsSpan(0, problem.Tasks).Fill(true);
            AllocationReport report = Problems.Allocate(problem, "attention", new AllocationOptions { Scores = new GivenScores(scores) }).Report;
            sum.Add(report, SolverOptimum.Welfare(problem, (i, j) => scores[i * problem.Pools + j], whole: true));
        }
        sum.Check(output, atLeast: 30);
    }

    [FactWhereData(Folder)]
    public void Ticks_of_the_openb_trace_reach_98_percent_of_the_integer_optimum_and_certify_it_within_5_percent()
    {
        var scenario = ScenarioReader.ReadFile(Path.Combine(Repository.Root, "scenarios", "gpu-cluster.yaml")).Scenario!;
        var sum = new Sum();
        foreach (double scale in (double[])[0.0083, 0.0039, 0.0015])
        {
            var world = WorldBuilder.Build(scenario with { Ticks = 240, Demand = scenario.Demand with { CapacityScale = scale } }, SharedData.Path(Folder)).World!;
            using var stage = ActorRuns.Stage(world, 1, 3);
            new Simulator(world, stage, Policies.Of(world.Allocation), new MemorySink(), settlement: null)
            {
                Kept = kept =>
                {
                    if (kept.Problem.Tasks == 0 || sum.Ticks++ % 12 != 0) return;
                    sum.Add(kept.Report, SolverOptimum.Welfare(kept.Problem, (i, _) => kept.Problem.Bid[i], whole: true));
                },
            }.Run();
        }
        sum.Check(output, atLeast: 40);
    }

    private sealed class Sum
    {
        private double welfare, optima, gaps, worst = 1.0;
        private int solved;

        public int Ticks { get; set; }

        public void Add(AllocationReport report, double? optimum)
        {
            if (optimum is not > 0.0) return;
            Assert.InRange(report.Bound, optimum.Value * (1.0 - 1e-6), double.MaxValue);
            Assert.InRange(report.Welfare, 0.0, optimum.Value * (1.0 + 1e-6));
            (welfare, optima, gaps) = (welfare + report.Welfare, optima + optimum.Value, gaps + report.Welfare / optimum.Value - report.CertifiedRatio);
            (worst, solved) = (Math.Min(worst, report.Welfare / optimum.Value), solved + 1);
        }

        public void Check(ITestOutputHelper output, int atLeast)
        {
            output.WriteLine($"{solved} solved: welfare {welfare / optima:F4} of the optimum, worst {worst:F4}; certified within {gaps / solved:F4} on average");
            Assert.True(solved >= atLeast, $"only {solved} solved");
            Assert.InRange(welfare / optima, Welfare, 1.0 + 1e-9);
            Assert.InRange(gaps / solved, -1e-6, Gap);
        }
    }
}
