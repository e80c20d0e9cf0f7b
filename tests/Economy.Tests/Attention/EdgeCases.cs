using Economy.Attention;

namespace Economy.Tests.Attention;

public class EdgeCases
{
    public static TheoryData<string> Policies => [.. Problems.Policies];

    [Theory, MemberData(nameof(Policies))]
    public void No_tasks_no_shares(string policy)
    {
        (ShareTable shares, AllocationReport report) = Problems.Allocate(Problem(10), policy);
        Assert.Equal((0, 0.0, 0.0, 1.0, 1.0), (shares.Count, report.Welfare, report.Bound, report.CertifiedRatio, report.Jain));
    }

    [Theory, MemberData(nameof(Policies))]
    public void No_capacity_serves_no_one_but_who_needs_nothing(string policy)
    {
        AllocationProblem problem = Problem(0);
        problem.Add(1, 5, [3, 0]);
        problem.Add(2, 5, [0, 0]);
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, policy);
        Assert.Equal([0, 0, shares.Count], shares.Start);
        Assert.Equal((1_000_000, 5.0), (shares.Ppm[..shares.Count].Sum(), report.Welfare));
    }

    [Theory, MemberData(nameof(Policies))]
    public void The_largest_numbers_do_not_overflow(string policy)
    {
        AllocationProblem problem = Problem(long.MaxValue / 4);
        for (int i = 0; i < 1000; i++) problem.Add(i, Math.Pow(2, 53), [int.MaxValue, 1], indivisible: i % 2 == 0);
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, policy);
        Assert.Equal(1_000_000_000L, shares.Ppm[..shares.Count].Sum(q => (long)q));
        Assert.InRange(report.CertifiedRatio, 0.999999, 1.000001);
    }

    [Theory, MemberData(nameof(Policies))]
    public void Nobody_bidding_means_nobody_served(string policy)
    {
        AllocationProblem problem = Problem(1000);
        for (int i = 0; i < 300; i++) problem.Add(i, -i, [1, 1]);
        Assert.Equal(0, Problems.Allocate(problem, policy).Shares.Count);
    }

    [Theory, MemberData(nameof(Policies))]
    public void Bids_beyond_numbers_are_refused(string policy)
    {
        foreach (double bid in (double[])[double.NaN, double.PositiveInfinity, 1e16])
        {
            AllocationProblem problem = Problem(10);
            problem.Add(1, bid, [1, 1]);
            Assert.Throws<ArgumentOutOfRangeException>(() => Problems.Allocate(problem, policy));
        }
    }

    [Theory, InlineData(0), InlineData(7), InlineData(8), InlineData(16), InlineData(18)]
    public void A_bad_bid_or_demand_is_found_wherever_it_stands(int bad)
    {
        AllocationProblem problem = Problem(10);
        for (int i = 0; i < 19; i++) problem.Add(i, i == bad ? double.NaN : 1, [1, 1]);
        Assert.Equal("Bid", Assert.Throws<ArgumentOutOfRangeException>(() => Problems.Allocate(problem, "equal")).ParamName);
        problem.Bid[bad] = 1;
        problem.DemandMilli[2 * bad + 1] = -1;
        Assert.Equal("DemandMilli", Assert.Throws<ArgumentOutOfRangeException>(() => Problems.Allocate(problem, "equal")).ParamName);
    }

    [Theory, MemberData(nameof(Policies))]
    public void More_than_sixty_four_pools_are_masked_by_several_words(string policy)
    {
        var problem = new AllocationProblem(130, 1);
        Array.Fill(problem.CapacityMilli, 100);
        for (int i = 0; i < 5; i++) problem.Add(i, 10 + i, [40]);
        Array.Clear(problem.Eligible);
        for (int i = 0; i < 5; i++) problem.Eligible[3 * i + 2] = 0b10;   // pool 129 only: room for two and a half of five
        ShareTable shares = Problems.Allocate(problem, policy).Shares;
        Assert.All(shares.Pool[..shares.Count], pool => Assert.Equal(129, pool));
        Assert.InRange(shares.Ppm[..shares.Count].Sum(), 2_499_990, 2_500_000);
    }

    [Fact]
    public void A_warm_allocator_survives_pools_that_close_and_open()
    {
        IAllocator allocator = Allocators.Create("attention", new AllocationOptions());
        var table = new ShareTable();
        foreach (long capacity in (long[])[500, 0, 500, 1_000_000, 1, 500])
        {
            AllocationProblem problem = Problem(capacity);
            for (int i = 0; i < 100; i++) problem.Add(i, 1 + i, [10 + i % 7, 5]);
            table.Reset(100);
            AllocationReport report = allocator.Allocate(problem, table);
            Assert.InRange(report.CertifiedRatio, 0.97, 1.0);
        }
    }

    private static AllocationProblem Problem(long capacity)
    {
        var problem = new AllocationProblem(2, 2);
        Array.Fill(problem.CapacityMilli, capacity);
        return problem;
    }
}
