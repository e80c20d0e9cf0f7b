using Economy.Attention;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Attention;

/// <summary>Random problems, small enough to shrink by seed and varied enough to hit every branch.</summary>
internal static class Problems
{
    internal static readonly string[] Policies = [.. Allocators.Names];

    /// <summary>Checks a law on problems with few tasks, pools without some resource, masks, ties, zero bids and whole tasks.</summary>
    internal static void Check(Action<AllocationProblem, string> law, int runs = 60) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), (Action<int>)(seed =>
        {
            foreach (string policy in Policies) law(Small(seed), policy);
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    internal static AllocationProblem Small(int seed)
    {
        var random = new Random(seed);
        var problem = new AllocationProblem(random.Next(1, 5), random.Next(1, 4));
        int n = random.Next(0, random.Next(2) == 0 ? 8 : 600);
        int wholes = random.Next(3);
        for (int i = 0; i < n; i++)
        {
            var demand = new int[problem.Resources];
            for (int k = 0; k < demand.Length; k++) demand[k] = random.Next(4) == 0 ? 0 : random.Next(1, 5000);
            int row = problem.Add(10 + 3 * i, random.Next(5) == 0 ? 0 : random.Next(1, 1000), demand,
                wholes == 2 || (wholes == 1 && random.Next(2) == 0), random.Next(5));
            if (random.Next(3) == 0) problem.Eligible[row] = (ulong)random.Next(16);
        }
        for (int u = 0; u < problem.CapacityMilli.Length; u++)
        {
            problem.CapacityMilli[u] = random.Next(6) == 0 ? 0 : random.NextInt64(1, 1 + 2000L * (n + 1));
            problem.PostedPrice[u] = random.Next(2) == 0 ? 0.0 : random.NextDouble() * 0.1;
        }
        return problem;
    }

    /// <summary>Instances as in design section 3: n × m × K, values uniform in (0, 1], loads relative to capacity.</summary>
    internal static (AllocationProblem Problem, double[] Scores) Uniform(int seed, int tasks, int pools, int resources, double load, double pareto = 0.0)
    {
        var random = new Random(seed);
        var problem = new AllocationProblem(pools, resources);
        var scores = new double[tasks * pools];
        var total = new double[resources];
        for (int i = 0; i < tasks; i++)
        {
            double size = pareto > 0.0 ? Math.Min(1e5, Math.Pow(1.0 - random.NextDouble(), -1.0 / pareto)) : 1.0;
            var demand = new int[resources];
            for (int k = 0; k < resources; k++) total[k] += demand[k] = (int)(size * random.Next(100, 1001));
            for (int j = 0; j < pools; j++) scores[i * pools + j] = size * 1000.0 * (1.0 - random.NextDouble());
            problem.Add(i, scores.AsSpan(i * pools, pools).ToArray().Max(), demand);
        }
        for (int u = 0; u < problem.CapacityMilli.Length; u++)
            problem.CapacityMilli[u] = (long)(total[u % resources] / load / pools * (0.5 + random.NextDouble()));
        return (problem, scores);
    }

    internal static (ShareTable Shares, AllocationReport Report) Allocate(AllocationProblem problem, string policy, AllocationOptions? options = null)
    {
        var table = new ShareTable();
        table.Reset(problem.Tasks);
        return (table, Allocators.Create(policy, options ?? new AllocationOptions()).Allocate(problem, table));
    }
}
