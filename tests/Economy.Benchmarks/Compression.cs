using System.Globalization;
using System.Text;
using Economy.Attention;
using Economy.Attention.Model;
using Economy.Attention.Model.Compression;
using Economy.Attention.Model.Scopes;
using Economy.Attention.Scores;

namespace Economy.Benchmarks;

/// <summary>
/// Compressed attention beside the full model: 10,000 tasks, 128 pools, K = 3, eight heads over so many
/// features of tasks and of pools, demand 1.5 times capacity, one thread, from the prices of the
/// tick before. Times are the least processor seconds of several runs. Welfare is by the full model's scores.
/// </summary>
internal static class Compression
{
    private const int Tasks = 10_000, Pools = 128, Resources = 3, Regions = 8, Repeats = 3, ScoreRepeats = 30;

    public static string Of(int width)
    {
        var (features, problem) = Round(width);
        AttentionModel model = Model(width).StandardisedBy(features);
        AttentionScores full = model.Bind(features);
        ulong[] eligible = [.. problem.Eligible];
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {width} features | scoring, ms | speed-up | allocation, s | speed-up | welfare lost |").AppendLine("|---|---:|---:|---:|---:|---:|");
        (double Scoring, double Allocating, double Welfare) whole = default;
        void Row(string name, IScoreModel scores, Func<TopKAttention>? sparse = null, Action? restrict = null)
        {
            var now = Measure(problem, eligible, full, scores, sparse?.Invoke(), restrict);
            if (whole.Welfare == 0.0) whole = now;
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {1e3 * now.Scoring:0.0} | {whole.Scoring / now.Scoring:0.0} | {now.Allocating:0.00} | {whole.Allocating / now.Allocating:0.0} | {100.0 * (1.0 - now.Welfare / whole.Welfare):0.00} % |");
        }
        Row("full", full);
        foreach (int k in (int[])[32, 16, 8]) Row($"top {k} of 128 pools", full, () => new TopKAttention(full, k));
        Row("8-bit keys", new QuantisedScores(full));
        foreach (int keep in (int[])[6, 4, 2]) Row($"{keep} of 8 heads", HeadPruning.Prune(model, features, keep).Bind(features));
        foreach (ScopeOptions options in (ScopeOptions[])[new() { Scope = Scope.Local }, new() { Scope = Scope.Distributed, Tokens = 1 }, new() { Scope = Scope.Distributed, Tokens = 4 }])
        {
            var scoped = new ScopedScores(full, options, Regions);
            scoped.Exchange(0);
            string name = options.Scope == Scope.Local ? "own region of 8 only" : $"other regions by {options.Tokens} tokens";
            Row($"{name}, {scoped.Exchange(1).Bytes / 1024} KiB a tick", scoped, restrict: () => scoped.Restrict(problem));
        }
        var wide = new ScopedScores(full, new ScopeOptions(), Regions);
        text.AppendLine(CultureInfo.InvariantCulture, $"\nFull attention exchanges {wide.Exchange(0).Bytes / 1024} KiB of pool features a tick between 8 regions.");
        return text.ToString();
    }

    private static (double Scoring, double Allocating, double Welfare) Measure(
        AllocationProblem problem, ulong[] eligible, AttentionScores full, IScoreModel scores, TopKAttention? sparse, Action? restrict)
    {
        var table = new ShareTable();
        IAllocator allocator = Allocators.Create("attention", new AllocationOptions { Scores = scores, Backend = sparse });
        double scoring = double.PositiveInfinity, allocating = double.PositiveInfinity;
        for (int repeat = 0; repeat <= Repeats; repeat++)
        {
            eligible.CopyTo(problem.Eligible, 0);
            table.Reset(problem.Tasks);
            TimeSpan start = Environment.CpuUsage.TotalTime;
            restrict?.Invoke();
            sparse?.Restrict(problem);
            allocator.Allocate(problem, table);
            if (repeat > 0) allocating = Math.Min(allocating, (Environment.CpuUsage.TotalTime - start).TotalSeconds);   // the first starts from no prices
        }
        for (int repeat = 0; repeat < ScoreRepeats; repeat++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            ScoreAll(problem, sparse is null ? scores.Score : sparse.Score);
            scoring = Math.Min(scoring, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        }
        return (scoring, allocating, Welfare(problem, full, table));
    }

    private static void ScoreAll(AllocationProblem problem, ScoreRule score)
    {
        var tile = new double[256 * Pools];
        for (int first = 0; first < problem.Tasks; first += 256) score(problem, first, Math.Min(256, problem.Tasks - first), tile, 256);
    }

    private static double Welfare(AllocationProblem problem, AttentionScores full, ShareTable table)
    {
        double welfare = 0.0;
        var row = new double[Pools];
        for (int i = 0; i < problem.Tasks; i++)
        {
            full.Score(problem, i, 1, row, 1);
            for (int e = table.Start[i]; e < table.Start[i + 1]; e++) welfare += 1e-6 * table.Ppm[e] * row[table.Pool[e]];
        }
        return welfare;
    }

    /// <summary>Heads of falling weight.</summary>
    private static AttentionModel Model(int width)
    {
        Feature[] Columns(string name) => [.. Enumerable.Range(0, width).Select(f => new Feature($"{name} {f}"))];
        var schema = new FeatureSchema { Task = Columns("task"), Pool = Columns("pool") };
        AttentionModel model = AttentionModel.Untrained(schema, new ModelOptions { Heads = 8, Width = width / 4 }, 1);
        Span<double> weight = model.Parameters["head.weight"];
        for (int h = 0; h < weight.Length; h++) weight[h] = 6.0 * Math.Pow(0.6, h);
        return model;
    }

    private static (Features, AllocationProblem) Round(int width)
    {
        var random = new Random(1);
        var features = new Features(Model(width).Schema, Pools);
        var problem = new AllocationProblem(Pools, Resources);
        features.EnsureTasks(Tasks);
        foreach (ref double x in features.Task.AsSpan()) x = random.NextDouble();
        foreach (ref double y in features.Pool.AsSpan()) y = random.NextDouble();
        var total = new double[Resources];
        for (int i = 0; i < Tasks; i++)
        {
            int[] demand = [random.Next(100, 1001), random.Next(100, 1001), random.Next(100, 1001)];
            for (int k = 0; k < Resources; k++) total[k] += demand[k];
            problem.Add(i, 500 + 1000 * random.NextDouble(), demand);
            features.TaskRegion[i] = random.Next(Regions);
        }
        for (int j = 0; j < Pools; j++) features.PoolRegion[j] = j % Regions;
        for (int u = 0; u < problem.CapacityMilli.Length; u++) problem.CapacityMilli[u] = (long)(total[u % Resources] / 1.5 / Pools * (0.5 + random.NextDouble()));
        return (features, problem);
    }

    private delegate void ScoreRule(AllocationProblem problem, int first, int count, Span<double> scores, int stride);
}
