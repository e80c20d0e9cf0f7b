using Economy.Attention.Dual;
using Economy.Attention.Tiles;

namespace Economy.Attention.Scores;

/// <summary>The default engine: tiles of tasks on the threads of this machine, without ever holding an n × m matrix.</summary>
public sealed class TiledScoreBackend(IScoreModel model, int threads) : IScoreBackend
{
    private PassAccumulator[] _partials = [];

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride) =>
        (problem.Scores ?? model).Score(problem, first, count, scores, stride);

    /// <inheritdoc/>
    public void Pass(AllocationProblem problem, ReadOnlySpan<double> price, double temperature, AttentionPass result)
    {
        var sweep = new TileSweep(problem, Score, threads);
        if (_partials.Length < Math.Max(1, sweep.Chunks) || _partials[0].Sums.Load.Length != result.Unknowns || _partials[0].Sums.RowLength != result.RowLength)
        {
            _partials = new PassAccumulator[Math.Max(1, sweep.Chunks)];
            for (int c = 0; c < _partials.Length; c++) _partials[c] = new PassAccumulator(problem.Pools, problem.Resources);
        }
        double[] prices = price.ToArray();
        foreach (PassAccumulator partial in _partials) partial.Clear();
        sweep.Parallel((chunk, tile) => _partials[chunk].Add(tile, prices, temperature));
        Combine(sweep.Chunks, result);
    }

    private void Combine(int chunks, AttentionPass result)
    {
        Array.Clear(result.Load);
        Array.Clear(result.Curvature);
        result.Surplus = result.ScoreSum = 0.0;
        for (int c = 0; c < chunks; c++)
        {
            AttentionPass partial = _partials[c].Sums;
            for (int u = 0; u < result.Load.Length; u++) result.Load[u] += partial.Load[u];
            for (int x = 0; x < result.Curvature.Length; x++) result.Curvature[x] += partial.Curvature[x];
            result.Surplus += partial.Surplus;
            result.ScoreSum += partial.ScoreSum;
        }
    }
}
