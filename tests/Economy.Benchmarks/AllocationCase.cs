using Economy.Attention;
using Economy.Attention.Model;
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
    private readonly double[] poolFeatures;
    private readonly AttentionHead[] heads;
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
        heads = [.. Enumerable.Range(0, Heads).Select(_ => new AttentionHead { Width = HeadWidth, Weight = 5.0, Query = Uniform(HeadWidth * width), Key = Uniform(HeadWidth * width) })];
        double spread = Math.Sqrt(width / 32.0);
        foreach (ref double q in heads[0].Query.AsSpan()) q /= spread;
        poolFeatures = Uniform(pools * width);
        Scores = new MultiHeadScores(heads, features, width, poolFeatures, width);
    }

    public AllocationProblem Problem { get; }

    public IScoreModel Scores { get; }

    /// <summary>The same scores by a model of the form <c>dot-product</c>, of the tasks as they are now.</summary>
    public AttentionScores Bind()
    {
        Feature[] columns = [.. Enumerable.Range(0, width).Select(f => new Feature($"feature{f}"))];
        var rows = new Features(new FeatureSchema { Task = columns, Pool = columns }, Problem.Pools);
        rows.EnsureTasks(Problem.Tasks);
        features.CopyTo(rows.Task, 0);
        poolFeatures.CopyTo(rows.Pool, 0);
        var model = AttentionModel.Untrained(rows.Schema, new ModelOptions { Heads = Heads, Width = HeadWidth }, seed: 1);
        Span<double> query = model.Parameters["query"], key = model.Parameters["key"];
        (int at, int row) = (0, width + 1);   // which ends in the constant
        query.Clear();
        key.Clear();
        foreach (AttentionHead head in heads)
            for (int r = 0; r < HeadWidth; r++, at += row)
            {
                head.Query.AsSpan(r * width, width).CopyTo(query[at..]);
                head.Key.AsSpan(r * width, width).CopyTo(key[at..]);
            }

        model.Parameters["head.weight"].Fill(heads[0].Weight);
        return model.Bind(rows);
    }

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
