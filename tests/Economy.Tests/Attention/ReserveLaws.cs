using Economy.Attention;

namespace Economy.Tests.Attention;

/// <summary>Reserve prices: what a seller keeps back earns, and what it does not change.</summary>
public sealed class ReserveLaws
{
    private const int Tasks = 1000;
    private const double Most = 1_000_000;

    /// <summary>
    /// One pool with room for all, bids evenly over (0, 1]·10⁶, each for one unit. At a reserve r those above it are served and pay it: revenue
    /// r·(1 − r) of the whole, the most at r = ½ (Myerson 1981). Each payment is rounded down, so within one minor unit a task.
    /// </summary>
    [Fact]
    public void Revenue_is_that_of_a_posted_price_and_most_at_half_of_the_highest_bid()
    {
        var revenue = new List<(double Reserve, long Revenue)>();
        for (var step = 1; step < 20; step++)
        {
            var r = step / 20.0;
            var problem = Uniform(capacity: Tasks + 1, reserve: r * Most);
            var (shares, report) = Problems.Allocate(problem, "attention");
            var buyers = Enumerable.Range(0, Tasks).Count(i => problem.Bid[i] >= r * Most);
            Assert.InRange(report.Revenue, buyers * (r * Most - 2), (buyers * r * Most) + 0.5);
            Assert.All(Enumerable.Range(0, Tasks), i => Assert.Equal(problem.Bid[i] >= r * Most ? Share.Whole : 0, Of(shares, i).Sum(s => s.Ppm)));
            Assert.True(report.CertifiedRatio > 0.999, $"certified at {report.CertifiedRatio}");
            revenue.Add((r, report.Revenue));
        }

        Assert.Equal(0.5, revenue.MaxBy(r => r.Revenue).Reserve, 1e-9);
    }

    /// <summary>Without one, capacity that nobody competes for is free: the revenue of design's section 3 is 0 there.</summary>
    [Fact]
    public void Without_a_reserve_room_for_all_earns_nothing() =>
        Assert.InRange(Problems.Allocate(Uniform(capacity: Tasks + 1, reserve: 0), "attention").Report.Revenue, 0, Tasks);

    /// <summary>Room for 300 of 1,000: the market price is about 0.7·10⁶ by itself, and a reserve below it changes nothing that can be seen: within 1 %.</summary>
    [Fact]
    public void Below_the_price_that_clears_the_market_a_reserve_does_not_bind()
    {
        var free = Problems.Allocate(Uniform(capacity: 300, reserve: 0), "attention").Report;
        var reserved = Problems.Allocate(Uniform(capacity: 300, reserve: 0.4 * Most), "attention").Report;
        Assert.Equal(0.7 * Most, 1000 * free.Price[0], 0.02 * Most);
        Assert.Equal(free.Price[0], reserved.Price[0], 0.01 * free.Price[0]);
        Assert.Equal(free.Revenue, reserved.Revenue, 0.01 * free.Revenue);
    }

    /// <summary>On random problems: no entry where the task is worth less than the reserve, no price below it, and no payment below it but for rounding.</summary>
    [Fact]
    public void No_policy_serves_or_charges_below_the_reserve() => Problems.Check((problem, policy) =>
    {
        for (int u = 0; u < problem.PostedPrice.Length; u++) problem.ReservePrice[u] = problem.PostedPrice[u];
        var (shares, report) = Problems.Allocate(problem, policy);
        for (int i = 0; i < problem.Tasks; i++)
            foreach (var share in Of(shares, i))
            {
                double least = 0;
                for (int k = 0; k < problem.Resources; k++) least += problem.ReservePrice[share.Pool * problem.Resources + k] * problem.Demand(i)[k];
                Assert.True(problem.Bid[i] >= least * (1 - 1e-12), $"{policy}: a bid of {problem.Bid[i]} below {least}");
                Assert.True(share.Payment >= share.Ppm * (least / Share.Whole) - 1 - 1e-9, $"{policy}: {share.Payment} for {share.Ppm} ppm at {least}");
            }
        for (int u = 0; u < problem.ReservePrice.Length; u++)
            if (problem.CapacityMilli[u] > 0) Assert.True(report.Price[u] >= problem.ReservePrice[u] * (1 - 1e-12));
    }, runs: 40);

    private static IEnumerable<(int Pool, int Ppm, long Payment)> Of(ShareTable shares, int task)
    {
        var (first, end) = (shares.Start[task], shares.Start[task + 1]);
        return Enumerable.Range(first, end - first).Select(e => (shares.Pool[e], shares.Ppm[e], shares.Payment[e]));
    }

    private static AllocationProblem Uniform(int capacity, double reserve)
    {
        var problem = new AllocationProblem(1, 1);
        for (var i = 1; i <= Tasks; i++) problem.Add(i, Most * i / Tasks, [1000]);
        problem.CapacityMilli[0] = 1000L * capacity;
        problem.ReservePrice[0] = reserve / 1000;
        return problem;
    }
}
