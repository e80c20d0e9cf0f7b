using System.Diagnostics;
using System.Globalization;
using System.Text;
using Economy.Attention.Numerics;
using Economy.Attention.Retrieval;

namespace Economy.Benchmarks;

/// <summary>
/// The 20 best of many items for each of many participants, as a recommender needs them every tick: 64 features, normal keys and queries. Beside
/// it the way without blocks, one participant after the other, in the same process; of that a few participants are enough.
/// </summary>
internal static class ScoringTable
{
    private const int Width = 64, K = 20, Candidates = 40, Repeats = 3;

    public static string Of(int participants, int items, int threads)
    {
        double[] queries = Normal(participants * Width, 1), keys = Normal(items * Width, 2);
        var few = Math.Min(participants, 2048);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{items:N0} items, {Width} features, top {K}, {threads} threads; best of {Repeats}.");
        text.AppendLine().AppendLine("| how | participants | µs per participant | times the first | recall | for 1,000,000, s |").AppendLine("|:---|---:|---:|---:|---:|---:|");
        var exact = new int[participants * K];
        var clock = Stopwatch.StartNew();
        var quantised = new QuantisedKeys(keys, Width);
        var quantising = clock.Elapsed.TotalMilliseconds;
        var first = Best(() => OneByOne(queries.AsMemory(0, few * Width), keys, threads), few);
        Row("one by one", few, first, 1);
        Row("blocks of doubles", participants, Best(() => NearestItems.Exact(queries, keys, Width, K, exact, threads), participants), 1);
        foreach (var candidates in (int[])[0, Candidates])
        {
            var found = new int[participants * K];
            var each = Best(() => NearestItems.Quantised(queries, quantised, candidates, K, found, threads), participants);
            var hits = exact.Chunk(K).Zip(found.Chunk(K), (e, f) => e.Intersect(f).Count()).Sum(h => (long)h);
            Row(candidates == 0 ? "blocks of eight bits" : $"the same, first {candidates} put into exact order", participants, each, hits / (double)exact.Length);
        }

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Keys are put into eight bits in {quantising:0} ms.");
        return text.ToString();

        void Row(string how, int measured, double seconds, double recall) => text.AppendLine(CultureInfo.InvariantCulture,
            $"| {how} | {measured:N0} | {seconds * 1e6:0.0} | {first / seconds:0.0} | {recall:0.0000} | {seconds * 1e6:0.0}{(measured == 1_000_000 ? "" : " (extrapolated)")} |");
    }

    /// <summary>Seconds a participant, the others were disturbed.</summary>
    private static double Best(Action run, int participants)
    {
        var best = double.PositiveInfinity;
        for (var r = 0; r < Repeats; r++)
        {
            var clock = Stopwatch.StartNew();
            run();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        return best / participants;
    }

    /// <summary>Every product of a participant, then the best of them: what a loop over participants does, on as many threads.</summary>
    private static void OneByOne(ReadOnlyMemory<double> queries, double[] keys, int threads) =>
        Parallel.For(0, queries.Length / Width, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => (Scores: new double[keys.Length / Width], Lists: new TopLists<double>(1, K)), (q, _, own) =>
        {
            var query = queries.Span.Slice(q * Width, Width);
            for (var i = 0; i < own.Scores.Length; i++) own.Scores[i] = Reduction.Dot(query, keys.AsSpan(i * Width, Width));
            own.Lists.Clear();
            own.Lists.Take(own.Scores, 1, 0);
            return own;
        }, _ => { });

    private static double[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return values;
    }
}
