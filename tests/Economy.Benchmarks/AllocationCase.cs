using Economy.Attention;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;

namespace Economy.Benchmarks;

/// <summary>
/// Random tasks and pools: K = 3, four heads over d = 32 features, demand 1.5 times capacity; and the same a tick later,
/// with every score changed by about five percent.
/// </summary>
internal sealed class AllocationCase
{
    private const int Resources = 3, HeadWidth = 8, Heads = 4;
    private readonly Random random = new(1);
    private readonly Features rows;
    private readonly AttentionModel model;
    private readonly int width;

    public AllocationCase(int tasks, int pools, int width = 32)
    {
        this.width = width;
        Feature[] columns = [.. Enumerable.Range(0, width).Select(f => new Feature($"feature{f}"))];
        rows = new Features(new FeatureSchema { Task = columns, Pool = columns }, pools);
        rows.EnsureTasks(tasks);
        Fill(rows.Task.AsSpan(0, tasks * width));
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
        model = AttentionModel.Untrained(rows.Schema, new ModelOptions { Heads = Heads, Width = HeadWidth }, seed: 1);
        DrawHeads(model.Parameters["query"], model.Parameters["key"], Math.Sqrt(width / 32.0));
        model.Parameters["head.weight"].Fill(5.0);
        Fill(rows.Pool);
        Scores = Bind();
    }

    public AllocationProblem Problem { get; }

    /// <summary>Scores of the tasks as they are when they are asked for.</summary>
    public IScoreModel Scores { get; }

    /// <summary>The same as a model of its own, which an engine on a device takes for a new tick.</summary>
    public AttentionScores Bind() => model.Bind(rows);

    /// <summary>What the allocator is given: features, demands, bids, ids, masks, ages.</summary>
    public long InputBytes => Problem.Tasks * (8L * width + 4 * Resources + 8 + 8 + 1 + 4 + 8 * Problem.EligibleWords);

    public void NextTick()
    {
        for (int i = 0; i < Problem.Tasks; i++)
        {
            Problem.Bid[i] *= 0.97 + 0.06 * random.NextDouble();
            for (int f = 0; f < width; f++) rows.Task[i * width + f] *= 0.95 + 0.1 * random.NextDouble();
        }
    }

    /// <summary>Heads one after the other, each a query [d_h × F] and a key [d_h × F], rows ending in a constant's weight of 0.</summary>
    private void DrawHeads(Span<double> query, Span<double> key, double spread)
    {
        query.Clear();
        key.Clear();
        for (int h = 0; h < Heads; h++)
        {
            foreach (bool isKey in (bool[])[false, true])
                for (int r = h * HeadWidth; r < (h + 1) * HeadWidth; r++) Fill((isKey ? key : query).Slice(r * (width + 1), width));
            for (int r = 0; h == 0 && r < HeadWidth * (width + 1); r++) query[r] /= spread;
        }
    }

    private void Fill(Span<double> values)
    {
        foreach (ref double value in values) value = 2.0 * random.NextDouble() - 1.0;
    }
}
