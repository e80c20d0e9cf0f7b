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
    [InlineData(20_000, 2, 60_000)]   // a sample that can be relied on: most are served at once
    public void The_same_is_served_however_many_entries_are_looked_at_together(int budget, int threads, int tasks = 6000)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            (AllocationProblem problem, double[] scores) = Problems.Uniform(seed, tasks, pools: 3, resources: 2, load: seed == 4 ? 0.4 : 2.0);
            if (seed == 2) Array.Fill(scores, 500.0);   // many equal ranks: demands are the same too
            if (seed == 2) Array.Fill(problem.DemandMilli, 1000);
            if (seed == 3) Array.Sort(scores, 0, 2 * 3 * TaskTile.Length);   // the sample is not like the rest
            (int[] remaining, long[] load) = Fill(problem, scores, int.MaxValue, 1);
            Assert.Contains(remaining, r => r == 0);
            if (seed != 4) Assert.Contains(remaining, r => r == Share.Whole);
            (int[] other, long[] otherLoad) = Fill(problem, scores, budget, threads);
            Assert.Equal(remaining, other);
            Assert.Equal(load, otherLoad);
        }
    }

    /// <summary>
    /// Where many lack a few parts per million, which go where there is room at once: what tasks were granted is what pools gave and what they
    /// no longer lack, nobody lacks anything while there is room for all, and threads make no difference.
    /// </summary>
    [Theory]
    [InlineData(300, 0.5)]
    [InlineData(700, 2.0)]
    [InlineData(5000, 1.0)]
    [InlineData(int.MaxValue, 2.0)]
    public void What_is_granted_is_taken_from_pools_and_lacked_no_more(int budget, double load)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            (AllocationProblem problem, double[] scores) = Problems.Uniform(seed, tasks: 6000, pools: 3, resources: 2, load);
            (int[] Remaining, long[] Load)[] found = [.. Enumerable.Range(1, 3).Select(threads => Fill(problem, scores, budget, threads, dust: true))];
            Assert.All(found, other => Assert.Equal(found[0].Remaining, other.Remaining));
            Assert.All(found, other => Assert.Equal(found[0].Load, other.Load));
            if (load < 1) Assert.DoesNotContain(found[0].Remaining, r => r > 0);
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

    /// <param name="problem">The problem.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="budget">Entries looked at together.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="dust">Whether two of three tasks lack only 1 to 5 parts per million, of which 4 and 5 are more than flooring takes.</param>
    private static (int[] Remaining, long[] Load) Fill(AllocationProblem problem, double[] scores, int budget, int threads, bool dust = false)
    {
        var increments = new Increments();
        increments.Reset(problem.Tasks);
        var room = new PoolRoom(problem);
        for (int i = 0; dust && i < problem.Tasks; i++)
            if (i % 3 != 0) Grant(i, i % 2, Share.Whole - 1 - i % 5);
        using var filling = new Filling(problem, new TileSweep(problem, new GivenScores(scores).Score, threads), room, increments, budget);
        filling.Run(new SurplusOrder(problem, new double[problem.CapacityMilli.Length]));
        var (row, taken) = (new int[problem.Pools], new Int128[problem.CapacityMilli.Length]);
        for (int i = 0; i < problem.Tasks; i++)
        {
            row.AsSpan().Clear();
            increments.AddTo(i, row);
            Assert.Equal(Share.Whole - row.Sum(), increments.Remaining[i]);
            for (int u = 0; u < taken.Length; u++) taken[u] += (Int128)row[u / problem.Resources] * problem.Demand(i)[u % problem.Resources];
        }
        Assert.Equal(taken.Select(micro => (long)((micro + Share.Whole - 1) / Share.Whole)), room.LoadMilliUp());
        return ([.. increments.Remaining.Take(problem.Tasks)], room.LoadMilliUp());

        void Grant(int task, int pool, int ppm)
        {
            if (!room.Fits(task, pool, ppm)) return;
            room.Take(task, pool, ppm);
            increments.Grant(task, pool, ppm);
        }
    }
}
