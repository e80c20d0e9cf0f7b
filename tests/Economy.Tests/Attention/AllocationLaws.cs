using Economy.Attention;

namespace Economy.Tests.Attention;

public class AllocationLaws
{
    [Fact]
    public void No_policy_allocates_over_capacity() => Problems.Check((problem, policy) =>
    {
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, policy);
        var load = new Int128[problem.CapacityMilli.Length];
        ForEach(problem, shares, (i, j, at) =>
        {
            for (int k = 0; k < problem.Resources; k++) load[j * problem.Resources + k] += (Int128)shares.Ppm[at] * problem.Demand(i)[k];
        });
        for (int u = 0; u < load.Length; u++)
        {
            Assert.True(load[u] <= (Int128)problem.CapacityMilli[u] * Share.Whole);
            Assert.Equal((load[u] + Share.Whole - 1) / Share.Whole, report.LoadMilli[u]);
        }
    });

    [Fact]
    public void No_task_gets_more_than_its_demand_and_whole_tasks_get_all_or_nothing() => Problems.Check((problem, policy) =>
    {
        ShareTable shares = Problems.Allocate(problem, policy).Shares;
        for (int i = 0; i < problem.Tasks; i++)
        {
            int served = shares.Ppm.AsSpan(shares.Start[i], shares.Start[i + 1] - shares.Start[i]).ToArray().Sum();
            Assert.InRange(served, 0, Share.Whole);
            if (!problem.Indivisible[i]) continue;
            Assert.InRange(shares.Start[i + 1] - shares.Start[i], 0, 1);
            Assert.True(served is 0 or Share.Whole);
        }
    });

    [Fact]
    public void Only_eligible_pools_serve_and_only_tasks_that_bid() => Problems.Check((problem, policy) =>
    {
        ShareTable shares = Problems.Allocate(problem, policy).Shares;
        ForEach(problem, shares, (i, j, _) => Assert.True(problem.MayServe(i, j) && problem.Bid[i] > 0.0));
    });

    [Fact]
    public void No_entry_pays_more_than_its_value_or_its_cost_and_payments_sum_to_the_revenue() => Problems.Check((problem, policy) =>
    {
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, policy);
        long revenue = 0;
        ForEach(problem, shares, (i, j, at) =>
        {
            decimal value = shares.Ppm[at] * (decimal)problem.Bid[i], cost = 0m;
            for (int k = 0; k < problem.Resources; k++)
                cost += shares.Ppm[at] * (decimal)report.Price[j * problem.Resources + k] * problem.Demand(i)[k];
            Assert.InRange(shares.Payment[at] * 1_000_000m, 0m, Math.Min(value, cost * 1.000000001m));
            revenue += shares.Payment[at];
        });
        Assert.Equal(revenue, report.Revenue);
    });

    [Fact]
    public void Welfare_is_what_the_shares_are_worth_and_never_above_the_bound() => Problems.Check((problem, policy) =>
    {
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, policy);
        double welfare = 0.0;
        ForEach(problem, shares, (i, _, at) => welfare += shares.Ppm[at] * 1e-6 * problem.Bid[i]);
        Assert.Equal(welfare, report.Welfare, 1e-9 * (1.0 + welfare));
        Assert.True(report.Welfare <= report.Bound * (1.0 + 1e-9));
        Assert.InRange(report.RoundingLoss, -1e-9, double.MaxValue);
    });

    [Fact]
    public void Nothing_that_would_fit_and_pay_is_left_unserved() => Problems.Check((problem, policy) =>
    {
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, policy);
        for (int i = 0; i < problem.Tasks; i++)
        {
            int missing = Share.Whole - shares.Ppm.AsSpan(shares.Start[i], shares.Start[i + 1] - shares.Start[i]).ToArray().Sum();
            int step = problem.Indivisible[i] ? Share.Whole : 1000;
            for (int j = 0; j < problem.Pools && missing >= step && problem.Bid[i] > 0.0; j++)
            {
                if (!problem.MayServe(i, j)) continue;
                bool fits = true;
                double cost = 0.0;
                for (int k = 0, u = j * problem.Resources; k < problem.Resources; k++, u++)
                {
                    fits &= (double)(problem.CapacityMilli[u] - report.LoadMilli[u]) * Share.Whole >= (double)step * problem.Demand(i)[k];
                    if (policy is "attention" or "eisenberg-gale") cost += report.Price[u] * problem.Demand(i)[k];   // posted prices keep nobody out
                }
                Assert.False(fits && problem.Bid[i] > cost * 1.000001 + 1e-9, $"{policy}: task {i} would fit pool {j}");
            }
        }
    });

    [Fact]
    public void Fairness_figures_are_those_of_the_served_fractions() => Problems.Check((problem, policy) =>
    {
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, policy);
        double[] served = [.. Enumerable.Range(0, problem.Tasks).Select(i => Row(shares, i).Sum(s => s.Ppm) * 1e-6)];
        double squares = served.Sum(x => x * x);
        Assert.Equal(squares > 0.0 ? served.Sum() * served.Sum() / (served.Length * squares) : 1.0, report.Jain, 1e-9);
        Assert.Equal(served.Length > 0 ? Math.Exp(served.Average(x => Math.Log(Math.Max(x, 1e-6)))) : 1.0, report.NashFraction, 1e-9);
        Assert.Equal(served.Count(x => x == 0.0), report.Starved);
    });

    [Fact]
    public void Envy_is_counted_by_who_prefers_what_another_holds() => Problems.Check((problem, policy) =>
    {
        if (problem.Tasks > 256) return;   // beyond, of a sample
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, policy);
        int envious = 0;
        for (int i = 0; i < problem.Tasks; i++)
        {
            double best = problem.Bid[i] > 0.0 && Enumerable.Range(0, problem.Pools).Any(j => Open(problem, i, j)) ? problem.Bid[i] : 0.0;
            double[] worth = [.. Enumerable.Range(0, problem.Tasks).Select(l => Worth(problem, shares, i, l))];
            if (worth.Any(w => w > worth[i] + 1e-3 * best) && worth[i] < best * (1.0 - 1e-3)) envious++;
        }
        Assert.Equal(problem.Tasks > 0 ? envious / (double)problem.Tasks : 0.0, report.Envy, 1e-12);
    });

    [Fact]
    public void Rows_may_come_in_any_order() => Problems.Check((problem, policy) =>
    {
        if (policy is not ("greedy" or "priority")) return;   // the others add real numbers in row order, and agree to rounding only
        int[] order = [.. Enumerable.Range(0, problem.Tasks)];
        new Random(problem.Tasks).Shuffle(order);
        var shuffled = new AllocationProblem(problem.Pools, problem.Resources);
        problem.CapacityMilli.CopyTo(shuffled.CapacityMilli, 0);
        problem.PostedPrice.CopyTo(shuffled.PostedPrice, 0);
        foreach (int i in order)
            {
            int row = shuffled.Add(problem.TaskId[i], problem.Bid[i], problem.Demand(i), problem.Indivisible[i], problem.WaitTicks[i]);
            shuffled.Eligible[row] = problem.Eligible[i];
        }
        ShareTable one = Problems.Allocate(problem, policy).Shares, other = Problems.Allocate(shuffled, policy).Shares;
        for (int row = 0; row < order.Length; row++)
            Assert.Equal(Row(one, order[row]), Row(other, row));
    });

    [Theory, InlineData(2), InlineData(8)]
    public void The_number_of_threads_changes_no_bit(int threads)
    {
        for (int seed = 0; seed < 6; seed++)
            foreach (string policy in Problems.Policies)
                AssertSame(Problems.Allocate(Large(seed), policy), Problems.Allocate(Large(seed), policy, new AllocationOptions { Threads = threads }));
    }

    [Fact]
    public void A_reused_allocator_without_memory_repeats_itself()
    {
        foreach (string policy in Problems.Policies.Where(p => p is not "attention"))
        {
            IAllocator allocator = Allocators.Create(policy, new AllocationOptions());
            var table = new ShareTable();
            for (int seed = 0; seed < 4; seed++)
            {
                AllocationProblem problem = Problems.Small(seed);
                table.Reset(problem.Tasks);
                AssertSame(Problems.Allocate(problem, policy), (table, allocator.Allocate(problem, table)));
            }
        }
    }

    private static (int Pool, int Ppm, long Payment)[] Row(ShareTable shares, int i) =>
        [.. Enumerable.Range(shares.Start[i], shares.Start[i + 1] - shares.Start[i]).Select(at => (shares.Pool[at], shares.Ppm[at], shares.Payment[at]))];

    private static double Worth(AllocationProblem problem, ShareTable shares, int i, int l)
    {
        double worth = 0.0, sum = 0.0, whole = 0.0;
        foreach ((int pool, int ppm, _) in Row(shares, l))
        {
            double part = ppm * 1e-6, score = Open(problem, i, pool) ? Math.Max(0.0, problem.Bid[i]) : 0.0;
            double served = Math.Min(1.0, Enumerable.Range(0, problem.Resources).Where(k => problem.Demand(i)[k] > 0)
                .Select(k => part * problem.Demand(l)[k] / problem.Demand(i)[k]).DefaultIfEmpty(1.0).Min());
            (worth, sum) = (worth + score * served, sum + served);
            if (served >= 1.0) whole = Math.Max(whole, score);
        }
        return problem.Indivisible[i] ? whole : worth / Math.Max(1.0, sum);
    }

    private static bool Open(AllocationProblem problem, int i, int j) => problem.MayServe(i, j) && problem.MayHold(i, j)
        && Enumerable.Range(0, problem.Resources).All(k => problem.Demand(i)[k] == 0 || problem.CapacityMilli[j * problem.Resources + k] > 0);

    private static AllocationProblem Large(int seed) => Problems.Uniform(seed, 5000, 3, 2, 1.5, pareto: seed % 2 == 0 ? 1.1 : 0.0).Problem;

    private static void AssertSame((ShareTable Shares, AllocationReport Report) a, (ShareTable Shares, AllocationReport Report) b)
    {
        Assert.Equal(a.Shares.Start, b.Shares.Start);
        Assert.Equal(a.Shares.Pool[..a.Shares.Count], b.Shares.Pool[..b.Shares.Count]);
        Assert.Equal(a.Shares.Ppm[..a.Shares.Count], b.Shares.Ppm[..b.Shares.Count]);
        Assert.Equal(a.Shares.Payment[..a.Shares.Count], b.Shares.Payment[..b.Shares.Count]);
        Assert.Equal(a.Report.Price, b.Report.Price);
        Assert.Equal((a.Report.Welfare, a.Report.Bound, a.Report.Jain), (b.Report.Welfare, b.Report.Bound, b.Report.Jain));
    }

    private static void ForEach(AllocationProblem problem, ShareTable shares, Action<int, int, int> entry)
    {
        for (int i = 0; i < problem.Tasks; i++)
            for (int at = shares.Start[i]; at < shares.Start[i + 1]; at++) entry(i, shares.Pool[at], at);
    }

    /// <summary>More entries than are held at a time; where ids do not ascend they are all held.</summary>
    [Fact]
    public void Filling_in_parts_serves_what_filling_at_once_serves()
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(7, 70_000, 16, 2, 1.5);
        scores.AsSpan((problem.Tasks - 1) * problem.Pools).Clear();   // The last task takes no part,
        var options = new AllocationOptions { Scores = new GivenScores(scores) };
        ShareTable parts = Problems.Allocate(problem, "greedy", options).Shares;
        problem.TaskId[problem.Tasks - 1] = -1;                       // so that its id can change nothing else.
        ShareTable once = Problems.Allocate(problem, "greedy", options).Shares;
        Assert.True(parts.Count > 30_000);
        Assert.Equal(once.Count, parts.Count);
        Assert.True(parts.Ppm.AsSpan(0, parts.Count).SequenceEqual(once.Ppm.AsSpan(0, parts.Count)));
        Assert.True(parts.Pool.AsSpan(0, parts.Count).SequenceEqual(once.Pool.AsSpan(0, parts.Count)));
    }
}
