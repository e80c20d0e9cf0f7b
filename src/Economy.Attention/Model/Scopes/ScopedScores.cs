using System.Buffers;
using Economy.Attention.Numerics;

namespace Economy.Attention.Model.Scopes;

/// <summary>
/// The scores of a model where regions know little of one another (design section 3, scopes). Each tick, once the features are
/// refilled and the scores refreshed, call <see cref="Exchange"/>; and <see cref="Restrict"/> what tasks are eligible for.
/// </summary>
public sealed class ScopedScores : IScoreModel
{
    private readonly AttentionScores _scores;
    private readonly ScopeOptions _options;
    private readonly int _regions;
    private readonly bool[] _far;        // [R × R] region of the task × region of the pool: beyond the window
    private readonly double[] _told;     // [R × R] region of the pool × region of the task: 1 beyond the window, else 0
    private readonly int[] _poolToken;   // [m] row among all tokens
    private readonly long[] _sent;       // [R]
    private RegionBoard[] _boards = [];
    private double[] _tokens = [];

    /// <summary>Reads <see cref="Features.PoolRegion"/>; regions of pools stay.</summary>
    /// <param name="scores">The scores of all pools.</param>
    /// <param name="options">The scope.</param>
    /// <param name="regions">R.</param>
    public ScopedScores(AttentionScores scores, ScopeOptions options, int regions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Tokens, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Period, 1, nameof(options));
        if (options.Distance.Count > 0)
            ArgumentOutOfRangeException.ThrowIfNotEqual(options.Distance.Count, regions * regions, nameof(options));
        (_scores, _options, _regions) = (scores, options, regions);
        (_far, _told) = (new bool[regions * regions], new double[regions * regions]);
        for (int x = 0; x < _far.Length; x++)
        {
            double distance = options.Distance.Count > 0 ? options.Distance[x] : Math.Abs(x / regions - x % regions);
            _far[x] = options.Scope != Scope.Global && x / regions != x % regions && !(distance <= options.Window);
            _told[x % regions * regions + x / regions] = _far[x] ? 1.0 : 0.0;
        }
        (_poolToken, _sent) = (new int[scores.Features.Pools], new long[regions]);
    }

    /// <summary>Lets regions tell one another what the scope wants, and says what it cost.</summary>
    /// <param name="tick">Not lower than the time before.</param>
    public ScopeTraffic Exchange(int tick)
    {
        Features features = _scores.Features;
        bool first = _boards.Length == 0;
        if (first) Open(features);
        long bytes = 0, repeated = 0, age = 0, pairs = 0;
        foreach (var (region, board) in _boards.Index())
        {
            long before = bytes;
            (long sent, long same) = board.Tell(features);
            (bytes, repeated, pairs) = (bytes + sent, repeated + same, pairs + (long)board.Near * board.Pools.Length);
            _sent[region] = bytes - before;
            if (_options.Scope != Scope.Distributed) continue;
            if (first || tick - board.Published >= _options.Period)
            {
                (sent, same) = board.Publish(features, _scores.Model.PoolScale.InverseScale, _options.Tokens, tick);
                (bytes, repeated) = (bytes + sent, repeated + same);
                _sent[region] = bytes - before;
            }
            (age, pairs) = (age + (long)(tick - board.Published) * board.Far * board.Pools.Length,
                pairs + (long)board.Far * board.Pools.Length);
        }
        if (_options.Scope == Scope.Distributed) EmbedTokens();
        return new ScopeTraffic(bytes, repeated, pairs > 0 ? (double)age / pairs : 0.0);
    }

    /// <summary>[R] Bytes that each region sent in the last exchange.</summary>
    public ReadOnlySpan<long> Sent => _sent;

    /// <summary>Takes the pools that tasks do not see out of their rows; none but where the scope is local.</summary>
    /// <param name="problem">The tasks.</param>
    /// <param name="eligible">[n × words] Rows as in <see cref="AllocationProblem.Eligible"/>.</param>
    /// <returns>Whether the scope takes any away.</returns>
    public bool Restrict(AllocationProblem problem, Span<ulong> eligible)
    {
        if (_options.Scope != Scope.Local) return false;
        for (int i = 0; i < problem.Tasks; i++)
            for (int j = 0; j < _poolToken.Length; j++)
                if (IsFar(i, j)) eligible[i * problem.EligibleWords + (j >> 6)] &= ~(1UL << (j & 63));
        return true;
    }

    /// <summary>Writes what regions have told one another, from which the next tick goes on.</summary>
    public void Save(BinaryWriter state)
    {
        state.Write(_boards.Length);
        foreach (RegionBoard board in _boards) board.Save(state);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader state)
    {
        if (state.ReadInt32() == 0) return;
        Open(_scores.Features);
        foreach (RegionBoard board in _boards) board.Restore(state);
    }

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        if (_options.Scope != Scope.Distributed)
        {
            _scores.Score(problem, first, count, scores, stride);
            return;
        }
        int tokens = _tokens.Length / Math.Max(1, _scores.Stride);
        double[] summary = ArrayPool<double>.Shared.Rent(Math.Max(1, tokens * count));
        _scores.Logits(first, count, scores, stride);
        _scores.Logits(first, count, summary, count, new EmbeddedPools(_tokens, tokens));
        ReadOnlySpan<double> bid = problem.Bid.AsSpan(first, count);
        ReadOnlySpan<int> home = _scores.Features.TaskRegion.AsSpan(first, count);
        bool biased = _scores.Model.Network.Biased;
        for (int j = 0; j < _poolToken.Length; j++)
        {
            Span<double> row = scores.Slice(j * stride, count);
            ReadOnlySpan<double> told = summary.AsSpan(_poolToken[j] * count, count);
            ReadOnlySpan<double> far = _told.AsSpan(_scores.Features.PoolRegion[j] * _regions, _regions);
            // A factor of 0 or 1 in place of a branch that no processor could guess.
            for (int t = 0; t < row.Length; t++)
                row[t] = far[home[t]] * (biased ? told[t] + _scores.Bias(first + t, j) : told[t]) + (1.0 - far[home[t]]) * row[t];
            VectorMath.Logistic(row, bid);
        }
        ArrayPool<double>.Shared.Return(summary);
    }

    private bool IsFar(int task, int pool) => _far[_scores.Features.TaskRegion[task] * _regions + _scores.Features.PoolRegion[pool]];

    private void Open(Features features)
    {
        _boards = new RegionBoard[_regions];
        for (int r = 0; r < _regions; r++)
        {
            int far = 0;
            for (int other = 0; other < _regions; other++)
                if (_far[other * _regions + r]) far++;
            _boards[r] = new RegionBoard
            {
                Pools = [.. Enumerable.Range(0, features.Pools).Where(j => features.PoolRegion[j] == r)],
                Far = far, Near = _regions - 1 - far, Deduplicated = _options.Deduplicated,
            };
        }
    }

    /// <summary>Embeds the tokens of all regions by the model of the tick.</summary>
    private void EmbedTokens()
    {
        var rows = new List<double>();
        foreach (RegionBoard board in _boards)
        {
            for (int i = 0; i < board.Pools.Length; i++)
                _poolToken[board.Pools[i]] = rows.Count / _scores.Features.PoolWidth + board.Token[i];
            rows.AddRange(board.Tokens);
        }
        _tokens = _scores.EmbedPools(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows), _tokens);
    }
}
