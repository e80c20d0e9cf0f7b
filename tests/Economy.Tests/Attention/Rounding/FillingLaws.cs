using Economy.Attention;
using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Tests.Attention.Rounding;

public sealed class FillingLaws
{
    /// <summary>
    /// Entries are collected a budget at a time, whose end is guessed from a sample: however many that are, on however many threads, the
    /// same tasks are served as by all entries at once. Exact: nobody here lacks so little that it would go where there is room at once.
    /// </summary>
    [Theory]
    [InlineData(300, 1)]
    [InlineData(700, 1)]
    [InlineData(700, 2)]
    [InlineData(5000, 3)]
    public void The_same_is_served_however_many_entries_are_looked_at_together(int budget, int threads)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            (AllocationProblem problem, double[] scores) = Problems.Uniform(seed, tasks: 6000, pools: 3, resources: 2, load: 2.0);
            if (seed == 2) Array.Fill(scores, 500.0);   // many equal ranks: demands are the same too
            if (seed == 2) Array.Fill(problem.DemandMilli, 1000);
            if (seed == 3) Array.Sort(scores, 0, 2 * 3 * TaskTile.Length);   // the sample is not like the rest
            (int[] remaining, long[] load) = Fill(problem, scores, int.MaxValue, 1);
            Assert.Contains(remaining, r => r == 0);
            Assert.Contains(remaining, r => r == Share.Whole);
            (int[] other, long[] otherLoad) = Fill(problem, scores, budget, threads);
            Assert.Equal(remaining, other);
            Assert.Equal(load, otherLoad);
        }
    }

    [Fact]
    public void Many_tasks_may_be_served_at_the_last_of_many_pools()
    {
        var problem = new AllocationProblem(AllocationProblem.MostPools, 1);
        for (int i = 0; i < 300; i++) problem.Add(i, 100 + i, [1000]);
        problem.CapacityMilli[^1] = 250_000;
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, "greedy");
        Assert.Equal(250, shares.Ppm.Take(shares.Count).Count(ppm => ppm == Share.Whole));
        Assert.Equal(250_000, report.LoadMilli[^1]);
    }

    private static (int[] Remaining, long[] Load) Fill(AllocationProblem problem, double[] scores, int budget, int threads)
    {
        var increments = new Increments();
        increments.Reset(problem.Tasks);
        var room = new PoolRoom(problem);
        using var filling = new Filling(problem, new TileSweep(problem, new GivenScores(scores).Score, threads), room, increments, budget);
        filling.Run(new SurplusOrder(problem, new double[problem.CapacityMilli.Length]));
        return ([.. increments.Remaining.Take(problem.Tasks)], room.LoadMilliUp());
    }
}
