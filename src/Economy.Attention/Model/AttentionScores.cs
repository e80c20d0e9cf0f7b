using System.Buffers;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;
using Economy.Attention.Scores;

namespace Economy.Attention.Model;

/// <summary>
/// The scores s_ij = b_i·σ(a_ij) of a model for the tasks and pools of one round. Pools are embedded once, tasks as their tile
/// is asked for, so there is never an n × m matrix. Scores may be asked for by several threads; <see cref="Refresh"/> may not run meanwhile.
/// </summary>
public sealed class AttentionScores : IScoreModel
{
    private const int Tile = 256;
    private const int PoolBlock = 16;    // pools whose numerators and denominators are held at once

    private readonly Features _features;
    private readonly int _threads;
    private AttentionModel _model = null!;
    private RoundContext _round = null!;
    private double[] _pools = [];

    internal AttentionScores(Features features, int threads) => (_features, _threads) = (features, threads);

    /// <summary>What the scores are of.</summary>
    public AttentionModel Model => _model;

    /// <summary>The tasks and pools.</summary>
    public Features Features => _features;

    /// <summary>What the tasks tell one another.</summary>
    internal RoundContext Round => _round;

    /// <summary>[groups × m × P/groups] embeddings; a group is a head's numerators or denominators, and there is one group for plain products.</summary>
    internal ReadOnlySpan<double> PoolEmbeddings => _pools;

    private ScoreForm Form => _model.Network.Form;

    private int Heads => Form.Ratio ? Form.Heads : 1;

    private int Width => Form.Embedding / Heads;

    /// <summary>Takes over a model and whatever the features hold now: to be called after either changed.</summary>
    /// <exception cref="ArgumentException">The features have another schema.</exception>
    public void Refresh(AttentionModel model)
    {
        model.ThrowIfForeign(_features.Schema);
        _model = model;
        _round = RoundContext.Of(model, _features, _threads);
        int m = _features.Pools, width = Width;
        double[] row = new double[Form.Ratio ? 2 * Form.Embedding : Form.Embedding], y = new double[Form.PoolWidth];
        if (_pools.Length != m * row.Length) _pools = new double[m * row.Length];
        for (int j = 0; j < m; j++)
        {
            model.PoolScale.Apply(_features.PoolRow(j), y);
            Form.EmbedPool(model.Parameters.Values, y, row);
            for (int group = 0; group * width < row.Length; group++) row.AsSpan(group * width, width).CopyTo(_pools.AsSpan((group * m + j) * width));
        }
    }

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(problem.Pools, _features.Pools, nameof(problem));
        Logits(first, count, scores, stride);
        ReadOnlySpan<double> bid = problem.Bid.AsSpan(first, count);
        for (int j = 0; j < _features.Pools; j++) Logistic.Score(scores.Slice(j * stride, count), bid);
    }

    /// <summary>Writes a_ij of tasks first … first + count − 1, for every pool, to logits[j·stride + (i − first)].</summary>
    public void Logits(int first, int count, Span<double> logits, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, _features.Tasks, nameof(count));
        double[] phi = ArrayPool<double>.Shared.Rent(Form.Embedding * Tile);
        for (int at = 0; at < count; at += Tile)
        {
            int tasks = Math.Min(Tile, count - at);
            Embed(first + at, tasks, phi);
            if (Form.Ratio) Ratios(phi, tasks, logits[at..], stride);
            else ScoreKernel.Multiply(phi.AsSpan(0, tasks * Width), _pools, Width, logits[at..], stride);
            if (_model.Network.Biased) AddBias(first + at, tasks, logits[at..], stride);
        }
        ArrayPool<double>.Shared.Return(phi);
    }

    /// <summary>The row of a task that the form sees, [F + 1].</summary>
    internal void TaskRow(int task, Span<double> x, Span<double> encoded) => RoundContext.Encode(_model, _round.States, _features.TaskRow(task), x, encoded);

    /// <summary>Fills φ [heads × count × P/heads] for up to 256 tasks; one head for plain products.</summary>
    internal void Embed(int first, int count, Span<double> phi)
    {
        Span<double> x = stackalloc double[Form.TaskWidth], encoded = stackalloc double[Form.TaskWidth], row = stackalloc double[Form.Embedding];
        for (int t = 0; t < count; t++)
        {
            TaskRow(first + t, x, encoded);
            Form.EmbedTask(_model.Parameters.Values, encoded, _round.Shared, row);
            for (int h = 0; h < Heads; h++) row.Slice(h * Width, Width).CopyTo(phi[((h * count + t) * Width)..]);
        }
    }

    private void Ratios(ReadOnlySpan<double> phi, int tasks, Span<double> logits, int stride)
    {
        int m = _features.Pools, width = Width;
        double[] ratio = ArrayPool<double>.Shared.Rent(2 * PoolBlock * Tile);
        Span<double> above = ratio.AsSpan(0, PoolBlock * Tile), below = ratio.AsSpan(PoolBlock * Tile, PoolBlock * Tile);
        for (int first = 0; first < m; first += PoolBlock)
            for (int h = 0; h < Heads; h++)
            {
                int pools = Math.Min(PoolBlock, m - first);
                ReadOnlySpan<double> head = phi.Slice(h * tasks * width, tasks * width);
                ScoreKernel.Multiply(head, _pools.AsSpan((h * m + first) * width, pools * width), width, above, Tile);
                ScoreKernel.Multiply(head, _pools.AsSpan(((Heads + h) * m + first) * width, pools * width), width, below, Tile);
                for (int j = 0; j < pools; j++)
                {
                    Span<double> row = logits.Slice((first + j) * stride, tasks);
                    if (h == 0) row.Clear();
                    for (int t = 0; t < tasks; t++) row[t] += above[j * Tile + t] / below[j * Tile + t];
                }
            }
        ArrayPool<double>.Shared.Return(ratio);
    }

    private void AddBias(int first, int tasks, Span<double> logits, int stride)
    {
        for (int j = 0; j < _features.Pools; j++)
            for (int t = 0; t < tasks; t++)
                logits[j * stride + t] += _model.Network.Bias(_model.Parameters.Values, _features.TaskClass[first + t], _features.PoolName[j]);
    }
}
