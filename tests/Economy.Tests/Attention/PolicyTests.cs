using Economy.Attention;

namespace Economy.Tests.Attention;

public class PolicyTests
{
    [Fact]
    public void Equal_serves_the_same_fraction_of_everyone()
    {
        AllocationProblem problem = OnePool(capacity: 300, (100, 5), (100, 50), (400, 7));
        ShareTable shares = Problems.Allocate(problem, "equal").Shares;
        Assert.All(shares.Ppm[..3], ppm => Assert.InRange(ppm, 499_999, 500_001));
    }

    [Fact]
    public void Proportional_follows_the_bids()
    {
        AllocationProblem problem = OnePool(capacity: 100, (100, 10), (100, 30));
        ShareTable shares = Problems.Allocate(problem, "proportional").Shares;
        Assert.InRange(shares.Ppm[0], 249_999, 250_001);
        Assert.InRange(shares.Ppm[1], 749_999, 750_001);
    }

    [Fact]
    public void Priority_serves_who_has_waited_longest_and_then_the_lower_id()
    {
        AllocationProblem problem = OnePool(capacity: 250, (100, 1), (100, 900), (100, 3));
        problem.WaitTicks[2] = 4;
        ShareTable shares = Problems.Allocate(problem, "priority").Shares;
        Assert.Equal([1_000_000, 500_000, 1_000_000], shares.Ppm[..3]);
    }

    [Fact]
    public void Ties_break_by_id_whatever_the_rows()
    {
        AllocationProblem problem = OnePool(capacity: 150, (100, 5), (100, 5), (100, 5));
        (problem.TaskId[0], problem.TaskId[2]) = (problem.TaskId[2], problem.TaskId[0]);
        ShareTable shares = Problems.Allocate(problem, "greedy").Shares;
        Assert.Equal([0, 0, 1, 2], shares.Start);
        Assert.Equal([500_000, 1_000_000], shares.Ppm[..2]);
    }

    [Fact]
    public void Greedy_serves_the_best_bid_over_normalised_demand()
    {
        AllocationProblem problem = OnePool(capacity: 100, (100, 10), (50, 9), (100, 11));
        ShareTable shares = Problems.Allocate(problem, "greedy").Shares;
        Assert.Equal([0, 0, 1, 2], shares.Start);
        Assert.Equal([1_000_000, 500_000], shares.Ppm[..2]);
    }

    [Fact]
    public void Softmax_sharpens_as_its_temperature_falls()
    {
        double Best(double temperature) =>
            Problems.Allocate(OnePool(capacity: 100, (100, 10), (100, 20)), "softmax", new AllocationOptions { SoftmaxTemperature = temperature }).Shares.Ppm[1];
        Assert.True(Best(0.1) > Best(1.0) && Best(1.0) > Best(10.0) && Best(10.0) > 499_000);
    }

    [Fact]
    public void Whole_tasks_follow_the_policy_to_the_nearest_task()
    {
        AllocationProblem problem = OnePool(capacity: 200, (100, 5), (100, 50), (100, 7), (100, 8));
        problem.Indivisible.AsSpan(0, 4).Fill(true);
        Assert.Equal([0, 1, 2, 2, 2], Problems.Allocate(problem, "equal").Shares.Start);
        Assert.Equal([0, 0, 1, 1, 2], Problems.Allocate(problem, "softmax").Shares.Start);
    }

    [Fact]
    public void A_whole_task_is_not_rounded_up_at_the_expense_of_divisible_ones()
    {
        AllocationProblem problem = OnePool(capacity: 100, (95, 1000), (10, 20));   // half of the second would be served if it could
        problem.Indivisible[1] = true;
        ShareTable shares = Problems.Allocate(problem, "attention").Shares;
        Assert.Equal([0, 1, 1], shares.Start);
        Assert.Equal(1_000_000, shares.Ppm[0]);
    }

    [Fact]
    public void Dominant_resource_fairness_gives_the_allocation_of_its_paper()
    {
        // Ghodsi et al. 2011, figure 3: 9 CPU and 18 GB; tasks of (1, 4) and (3, 1); 3 and 2 tasks, dominant shares 2/3.
        var problem = new AllocationProblem(1, 2);
        (problem.CapacityMilli[0], problem.CapacityMilli[1]) = (9_000, 18_000);
        problem.Add(1, 100, [10 * 1_000, 10 * 4_000]);
        problem.Add(2, 100, [10 * 3_000, 10 * 1_000]);
        ShareTable shares = Problems.Allocate(problem, "drf").Shares;
        Assert.InRange(shares.Ppm[0], 299_990, 300_010);
        Assert.InRange(shares.Ppm[1], 199_990, 200_010);
    }

    [Fact]
    public void Dominant_resource_fairness_over_pools_lets_no_one_fall_behind_who_could_grow()
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(4, 200, 4, 2, 3.0);
        ShareTable shares = Problems.Allocate(problem, "drf", new AllocationOptions { Scores = new GivenScores(scores) }).Shares;
        double[] total = [problem.CapacityMilli.Where((_, u) => u % 2 == 0).Sum(), problem.CapacityMilli.Where((_, u) => u % 2 == 1).Sum()];
        double[] dominant = [.. Enumerable.Range(0, 200).Select(i =>
            1e-6 * shares.Ppm[shares.Start[i]..shares.Start[i + 1]].Sum() * Math.Max(problem.Demand(i)[0] / total[0], problem.Demand(i)[1] / total[1]))];
        Assert.True(dominant.Count(x => x > 0.7 * dominant.Order().ElementAt(100)) > 190, "all but a few tasks within 30% of the median");
    }

    [Fact]
    public void An_unknown_policy_is_named_with_the_known_ones() =>
        Assert.Contains("greedy", Assert.Throws<ArgumentException>(() => Allocators.Create("gredy", new AllocationOptions())).Message, StringComparison.Ordinal);

    [Fact]
    public void Negative_demand_is_refused()
    {
        AllocationProblem problem = OnePool(capacity: 1, (-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Problems.Allocate(problem, "equal"));
    }

    private static AllocationProblem OnePool(long capacity, params (int Demand, double Bid)[] tasks)
    {
        var problem = new AllocationProblem(1, 1);
        problem.CapacityMilli[0] = capacity;
        for (int i = 0; i < tasks.Length; i++) problem.Add(i, tasks[i].Bid, [tasks[i].Demand]);
        return problem;
    }
}
