using Economy.Attention;

namespace Economy.Tests.Attention;

public class MisreportingTests
{
    [Fact]
    public void No_gain_is_negative_and_the_bid_is_back_in_place() => Problems.Check((problem, policy) =>
    {
        if (problem.Tasks == 0 || problem.Tasks > 20) return;
        double[] bids = [.. problem.Bid];
        (double gain, double factor) = Misreporting.Best(problem, problem.Tasks / 2, () => Allocators.Create(policy, new AllocationOptions()), BidScores.Instance);
        Assert.True(gain >= 0.0 && (gain == 0.0) == (factor == 1.0));
        Assert.Equal(bids, problem.Bid);
    }, runs: 30);

    [Fact]
    public void Under_proportional_shares_at_no_price_a_task_gains_by_bidding_more()
    {
        var problem = new AllocationProblem(1, 1);
        problem.CapacityMilli[0] = 1000;
        for (int i = 0; i < 2; i++) problem.Add(i, 100.0, [1000]);
        (double gain, double factor) = Misreporting.Best(problem, 0, () => Allocators.Create("proportional", new AllocationOptions()), BidScores.Instance);

        Assert.Equal(4.0, factor);
        Assert.Equal(0.8 * 100.0 - 0.5 * 100.0, gain, 0.01);
    }

    [Fact]
    public void With_room_for_all_nobody_gains()
    {
        var problem = new AllocationProblem(2, 1);
        problem.CapacityMilli.AsSpan().Fill(10_000);
        for (int i = 0; i < 5; i++) problem.Add(i, 10.0 + i, [1000]);
        for (int i = 0; i < 5; i++)
            Assert.Equal((0.0, 1.0), Misreporting.Best(problem, i, () => Allocators.Create("attention", new AllocationOptions()), BidScores.Instance));
    }
}
