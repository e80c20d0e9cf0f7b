using Economy.Attention.Scores;

namespace Economy.Attention.Model.Compression;

/// <summary>
/// Sparse attention: each task attends to its k best pools only. Scores are found once a round and kept, n × k of them. Where
/// k ≤ m/8 a pass goes over these alone and costs k² a task instead of m²; beyond, the vectors of the full pass are faster. Call <see cref="Restrict"/> on every problem before it is allocated.
/// </summary>
public sealed class TopKAttention : IScoreBackend
{
    private const int Chunks = 16;
    private const int Tile = 256;
    private const int Sparse = 8;      // pools to each kept one from which on a pass over the kept ones is faster

    private readonly IScoreModel _model;
    private readonly int _most, _threads;
    private readonly TiledScoreBackend _dense;
    private int[] _pool = [];          // [n × k], ascending within a task; −1 where there are fewer
    private double[] _score = [];      // [n × k]
    private SparsePass[] _partials = [];
    private int _tasks, _k;

    /// <param name="model">The full scores.</param>
    /// <param name="most">k ≥ 1; more than there are pools means all of them.</param>
    /// <param name="threads">Threads used; results do not depend on it.</param>
    public TopKAttention(IScoreModel model, int most, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        (_model, _most, _threads, _dense) = (model, most, threads, new TiledScoreBackend(new Kept(this), threads));
    }

    /// <summary>
    /// Scores every task at every pool that may serve it, keeps the k best (the lower pool of equals) and takes the others out of
    /// the task's <see cref="AllocationProblem.Eligible"/> row, so that whoever allocates, rounds and fills sees the same pools.
    /// </summary>
    public void Restrict(AllocationProblem problem)
    {
        (_tasks, _k) = (problem.Tasks, Math.Min(_most, problem.Pools));
        if (_pool.Length < _tasks * _k) (_pool, _score) = (new int[_tasks * _k], new double[_tasks * _k]);
        int tiles = (_tasks + Tile - 1) / Tile;
        ulong[] lacking = Lacking(problem);
        void Walk(int tile)
        {
            int first = tile * Tile, count = Math.Min(Tile, _tasks - first);
            double[] scores = System.Buffers.ArrayPool<double>.Shared.Rent(problem.Pools * Tile);
            _model.Score(problem, first, count, scores, Tile);
            for (int t = 0; t < count; t++) Choose(problem, lacking, first + t, scores.AsSpan(t));
            System.Buffers.ArrayPool<double>.Shared.Return(scores);
        }
        if (_threads > 1) Parallel.For(0, tiles, new ParallelOptions { MaxDegreeOfParallelism = _threads }, Walk);
        else for (int tile = 0; tile < tiles; tile++) Walk(tile);
    }

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        ThrowIfOther(problem);
        for (int j = 0; j < problem.Pools; j++) scores.Slice(j * stride, count).Clear();
        for (int t = 0; t < count; t++)
            for (int c = (first + t) * _k; c < (first + t + 1) * _k && _pool[c] >= 0; c++) scores[_pool[c] * stride + t] = _score[c];
    }

    /// <inheritdoc/>
    public void Pass(AllocationProblem problem, ReadOnlySpan<double> price, double temperature, AttentionPass result)
    {
        ThrowIfOther(problem);
        if (_k * Sparse > problem.Pools)
        {
            _dense.Pass(problem, price, temperature, result);
            return;
        }
        int perChunk = Math.Max(1, (_tasks + Chunks - 1) / Chunks), chunks = (_tasks + perChunk - 1) / perChunk;
        double[] prices = price.ToArray();
        if (_partials.Length < chunks || _partials[0].Sums.Unknowns != result.Unknowns || _partials[0].Sums.Pools != result.Pools
            || _partials[0].Sums.Curvature.Length != result.Curvature.Length)
            _partials = [.. Enumerable.Range(0, Math.Max(1, chunks)).Select(_ => new SparsePass(problem.Pools, problem.Resources, result.Curvature.Length > 0))];
        void Walk(int chunk)
        {
            SparsePass partial = _partials[chunk];
            partial.Clear(_k);
            int end = (int)Math.Min((long)_tasks, (chunk + 1L) * perChunk);
            for (int i = chunk * perChunk; i < end; i++)
                partial.Add(_pool.AsSpan(i * _k, _k), _score.AsSpan(i * _k, _k), problem.Demand(i), prices, temperature);
        }
        if (_threads > 1) Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = _threads }, Walk);
        else for (int chunk = 0; chunk < chunks; chunk++) Walk(chunk);

        result.Load.AsSpan().Clear();
        result.Curvature.AsSpan().Clear();
        result.Surplus = result.ScoreSum = 0.0;
        for (int chunk = 0; chunk < chunks; chunk++) _partials[chunk].AddTo(result);
    }

    private void Choose(AllocationProblem problem, ulong[] lacking, int task, ReadOnlySpan<double> scores)
    {
        Span<int> pool = _pool.AsSpan(task * _k, _k);
        Span<double> best = _score.AsSpan(task * _k, _k);
        ulong needs = 0;
        for (int k = 0; k < problem.Resources; k++) needs |= (problem.Demand(task)[k] > 0 ? 1UL : 0UL) << k;
        int held = 0;
        for (int j = 0; j < problem.Pools; j++)
        {
            double score = scores[j * Tile];
            if (!problem.MayServe(task, j) || (lacking[j] & needs) != 0 || (held == _k && !(score > best[held - 1]))) continue;
            int at = held == _k ? held - 1 : held++;
            for (; at > 0 && score > best[at - 1]; at--) (best[at], pool[at]) = (best[at - 1], pool[at - 1]);
            (best[at], pool[at]) = (score, j);
        }
        pool[..held].Sort(best[..held]);
        pool[held..].Fill(-1);
        Span<ulong> mask = problem.Eligible.AsSpan(task * problem.EligibleWords, problem.EligibleWords);
        mask.Clear();
        foreach (int j in pool[..held]) mask[j >> 6] |= 1UL << (j & 63);
    }

    /// <summary>[m] bit k = the pool has nothing of resource k.</summary>
    private static ulong[] Lacking(AllocationProblem problem)
    {
        var lacking = new ulong[problem.Pools];
        for (int u = 0; u < problem.CapacityMilli.Length; u++)
            if (problem.CapacityMilli[u] == 0) lacking[u / problem.Resources] |= 1UL << (u % problem.Resources);
        return lacking;
    }

    private void ThrowIfOther(AllocationProblem problem)
    {
        if (problem.Tasks != _tasks || _k != Math.Min(_most, problem.Pools)) throw new InvalidOperationException("the problem was not restricted to its best pools");
    }

    private sealed class Kept(TopKAttention attention) : IScoreModel
    {
        public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride) =>
            attention.Score(problem, first, count, scores, stride);
    }
}
