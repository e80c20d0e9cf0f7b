using Economy.Attention;
using Economy.Attention.Scores;

namespace Economy.Benchmarks;

/// <summary>
/// Random tasks and pools: K = 3, four heads over d = 32 features, demand 1.5 times capacity; and the same a tick later,
/// with every score changed by about five percent.
/// </summary>
internal sealed class AllocationCase
{
    private const int Resources = 3, HeadWidth = 8, Heads = 4;
    private readonly Random random = new(1);
    private readonly double[] features;
    private readonly int width;

    public AllocationCase(int tasks, int pools, int width = 32)
    {
        this.width = width;
        features = Uniform(tasks * width);
        Problem = new AllocationProblem(pools, Resources);
        Problem.EnsureTasks(tasks);
        var total = new double[Resources];
        for (int i = 0; i < tasks; i++)
        {
            Problem.TaskId[i] = i;
            Problem.Bid[i] = 500 + 1000 * random.NextDouble();
            for (int k = 0; k < Resources; k++) total[k] += Problem.DemandMilli[i * Resources + k] = random.Next(100, 1001);
        }

        Problem.Eligible.AsSpan().Fill(ulong.MaxValue);
        for (int u = 0; u < Problem.CapacityMilli.Length; u++)
            Problem.CapacityMilli[u] = (long)(total[u % Resources] / 1.5 / pools * (0.5 + random.NextDouble()));
        AttentionHead[] heads = [.. Enumerable.Range(0, Heads).Select(_ => new AttentionHead { Width = HeadWidth, Weight = 5.0, Query = Uniform(HeadWidth * width), Key = Uniform(HeadWidth * width) })];
        double spread = Math.Sqrt(width / 32.0);
        foreach (ref double q in heads[0].Query.AsSpan()) q /= spread;
        Scores = new MultiHeadScores(heads, features, width, Uniform(pools * width), width);
    }

    public AllocationProblem Problem { get; }

    public IScoreModel Scores { get; }

    /// <summary>What the allocator is given: features, demands, bids, ids, masks, ages.</summary>
    public long InputBytes => Problem.Tasks * (8L * width + 4 * Resources + 8 + 8 + 1 + 4 + 8 * Problem.EligibleWords);

    public void NextTick()
    {
        for (int i = 0; i < Problem.Tasks; i++)
        {
            Problem.Bid[i] *= 0.97 + 0.06 * random.NextDouble();
            for (int f = 0; f < width; f++) features[i * width + f] *= 0.95 + 0.1 * random.NextDouble();
        }
    }

    private double[] Uniform(int count)
    {
        var values = new double[count];
        for (int at = 0; at < count; at++) values[at] = 2.0 * random.NextDouble() - 1.0;
        return values;
    }
}
