using Economy.Attention;
using Economy.Cli.Allocating;
using Economy.Tests.Attention;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Cli;

public class RealAllocationLaws
{
    [Fact]
    public void Loads_stay_within_capacities_of_any_and_of_mixed_magnitudes() => Check(80, seed =>
    {
        RealProblem problem = Random(new Random(seed), mixed: true);
        foreach (string policy in (string[])["attention", "greedy", "proportional"])
        {
            (double[] share, RealReport report) = Allocate(problem, policy);
            double[] load = new double[problem.Capacity.Length];
            for (int i = 0; i < problem.Tasks; i++)
            {
                double served = 0.0;
                for (int j = 0; j < problem.Pools; j++)
                {
                    double z = share[i * problem.Pools + j];
                    served += z;
                    Assert.True(z == 0.0 || problem.Eligible is null || (problem.Eligible[i] >> j & 1) != 0);
                    for (int k = 0; k < problem.Resources; k++) load[j * problem.Resources + k] += z * problem.Demand[i * problem.Resources + k];
                }
                Assert.InRange(served, 0.0, 1.0 + 1e-12);
            }
            for (int u = 0; u < load.Length; u++) Assert.InRange(load[u], 0.0, problem.Capacity[u] * (1.0 + 1e-12));
            Assert.InRange(report.CertifiedRatio, 0.0, 1.0);
            Assert.InRange(report.Welfare, 0.0, double.MaxValue);
            Assert.All(report.Price, p => Assert.InRange(p, 0.0, double.MaxValue));
        }
    });

    [Fact]
    public void The_bound_is_never_below_the_exact_optimum() => Check(60, seed =>
    {
        RealProblem problem = Random(new Random(seed), mixed: false) with { Eligible = null };
        double[] scores = problem.Score ?? [.. problem.Bid.SelectMany(b => Enumerable.Repeat(b, problem.Pools))];
        double most = Math.Max(1e-300, scores.DefaultIfEmpty().Max());
        double optimum = most * ExactOptimum.Welfare(problem.Tasks, problem.Pools, problem.Resources, [.. scores.Select(s => Math.Max(0.0, s / most))],
            (i, u) => problem.Demand[i * problem.Resources + u % problem.Resources] / problem.Capacity[u]);
        Assert.Equal(Allocate(problem, "attention").Report.Bound, Allocate(problem, "proportional").Report.Bound, 0.05 * optimum);
        (double[] share, RealReport report) = Allocate(problem, "attention");

        Assert.True(report.Bound >= optimum * (1.0 - 1e-8), $"bound {report.Bound}, optimum {optimum}");
        Assert.True(report.Welfare <= optimum * (1.0 + 1e-8), $"welfare {report.Welfare}, optimum {optimum}");
        Assert.Equal(report.Welfare, share.Zip(scores, (z, s) => z * s).Sum(), 1e-9 * Math.Max(report.Welfare, 1e-300));
    });

    [Fact]
    public void Units_a_power_of_two_apart_give_the_same_shares_to_the_bit() => Check(30, seed =>
    {
        var random = new Random(seed);
        RealProblem problem = Random(random, mixed: false);
        double money = Math.ScaleB(1.0, random.Next(-30, 41)), first = Math.ScaleB(1.0, random.Next(-30, 41));
        RealProblem scaled = problem with
        {
            Bid = [.. problem.Bid.Select(b => b * money)],
            Score = problem.Score?.Select(s => s * money).ToArray(),
            Demand = [.. problem.Demand.Select((d, at) => at % problem.Resources == 0 ? d * first : d)],
            Capacity = [.. problem.Capacity.Select((c, at) => at % problem.Resources == 0 ? c * first : c)],
        };
        var (one, other) = (Allocate(problem, "attention"), Allocate(scaled, "attention"));

        Assert.Equal(one.Share, other.Share);
        Assert.Equal(one.Report.Welfare * money, other.Report.Welfare);
        for (int u = 0; u < one.Report.Price.Length; u++)
            Assert.Equal(one.Report.Price[u] * money / (u % problem.Resources == 0 ? first : 1.0), other.Report.Price[u]);
    });

    [Fact]
    public void Decimal_fractions_fit_to_the_last_part()
    {
        var problem = new RealProblem { Tasks = 10, Pools = 1, Resources = 1, Bid = Filled(10, 1.0), Demand = Filled(10, 0.1), Capacity = [1.0] };

        Assert.All(Allocate(problem, "attention").Share, z => Assert.Equal(1.0, z));
    }

    [Fact]
    public void A_giant_among_small_tasks_neither_starves_them_nor_goes_without()
    {
        double[] bids = [1e9, .. Filled(1000, 1.0)], demand = [1e12, .. Filled(1000, 1.0)];
        var problem = new RealProblem { Tasks = 1001, Pools = 1, Resources = 1, Bid = bids, Demand = demand, Capacity = [1500.0] };
        (double[] share, RealReport report) = Allocate(problem, "attention");

        Assert.All(share[1..], z => Assert.InRange(z, 1.0 - 1e-4, 1.0));
        Assert.InRange(share[0] * 1e12, 499.0, 500.01);
        Assert.InRange(report.CertifiedRatio, 0.999, 1.0);
    }

    private static double[] Filled(int count, double value) => [.. Enumerable.Repeat(value, count)];

    private static void Check(int runs, Action<int> law) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    private static (double[] Share, RealReport Report) Allocate(RealProblem problem, string policy)
    {
        var share = new double[problem.Tasks * problem.Pools];
        return (share, RealAllocation.Allocate(problem, policy, new AllocationOptions(), (i, j, z) => share[i * problem.Pools + j] = z));
    }

    /// <summary>Up to nine tasks and three pools; where mixed, every number from 1e-9 to 1e12, some zero, some pools closed to some tasks.</summary>
    private static RealProblem Random(Random random, bool mixed)
    {
        int n = random.Next(mixed ? 0 : 1, 10), m = random.Next(mixed ? 0 : 1, 4), resources = random.Next(mixed ? 0 : 1, 4);
        double Quantity() => !mixed ? 0.05 + random.NextDouble() : random.Next(6) == 0 ? 0.0 : Math.Pow(10, -9 + 21 * random.NextDouble());
        double Value() => !mixed ? 0.05 + random.NextDouble() : (random.Next(8) == 0 ? -1 : 1) * Quantity();
        double[] Of(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];
        return new RealProblem
        {
            Tasks = n,
            Pools = m,
            Resources = resources,
            Bid = Of(n, Value),
            Demand = Of(n * resources, Quantity),
            Capacity = Of(m * resources, Quantity),
            Score = random.Next(2) == 0 ? null : Of(n * m, Value),
            Eligible = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, n).Select(_ => (ulong)random.Next(8))],
        };
    }
}
