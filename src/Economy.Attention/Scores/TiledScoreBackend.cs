using Economy.Attention.Tiles;

namespace Economy.Attention.Scores;

/// <summary>The default engine: tiles of tasks on the threads of this machine, without ever holding an n × m matrix.</summary>
public sealed class TiledScoreBackend(IScoreModel model, int threads) : IScoreBackend
{
    private Buffers _buffers = new();

    /// <summary>The engine that options ask for.</summary>
    internal static IScoreBackend Of(AllocationOptions options) =>
        options.Backend ?? new TiledScoreBackend(options.Scores, options.Threads);

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride) =>
        (problem.Scores ?? model).Score(problem, first, count, scores, stride);

    /// <inheritdoc/>
    public void Pass(AllocationProblem problem, ReadOnlySpan<double> price, double temperature, AttentionPass result)
    {
        var sweep = new TileSweep(problem, Score, threads, _buffers.Tiles);
        _buffers.Tiles = sweep.Tiles;
        bool bends = result.Curvature.Length > 0;
        ref PassAccumulator[] partials = ref bends ? ref _buffers.Curved : ref _buffers.Flat;
        if (partials.Length < Math.Max(1, sweep.Chunks) || partials[0].Sums.Load.Length != result.Unknowns || partials[0].Sums.Pools != problem.Pools)
        {
            partials = new PassAccumulator[Math.Max(1, sweep.Chunks)];
            for (int c = 0; c < partials.Length; c++) partials[c] = new PassAccumulator(problem.Pools, problem.Resources, bends);
        }
        PassAccumulator[] sums = partials;
        double[] prices = price.ToArray();
        foreach (PassAccumulator partial in sums) partial.Clear();
        sweep.Parallel((chunk, tile) => sums[chunk].Add(tile, prices, temperature));
        Combine(sums.AsSpan(0, sweep.Chunks), result);
    }

    /// <summary>The same engine over other scores, to be used in turn with this one: they share their buffers.</summary>
    internal TiledScoreBackend Over(IScoreModel other) => new(other, threads) { _buffers = _buffers };

    private static void Combine(ReadOnlySpan<PassAccumulator> chunks, AttentionPass result)
    {
        Array.Clear(result.Load);
        Array.Clear(result.Curvature);
        result.Surplus = result.ScoreSum = 0.0;
        foreach (PassAccumulator chunk in chunks)
        {
            AttentionPass partial = chunk.Sums;
            for (int u = 0; u < result.Load.Length; u++) result.Load[u] += partial.Load[u];
            for (int x = 0; x < result.Curvature.Length; x++) result.Curvature[x] += partial.Curvature[x];
            result.Surplus += partial.Surplus;
            result.ScoreSum += partial.ScoreSum;
        }
    }

    private sealed class Buffers
    {
        internal PassAccumulator[] Flat = [], Curved = [];
        internal TaskTile[] Tiles = [];
    }
}
