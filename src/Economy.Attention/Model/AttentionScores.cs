using System.Buffers;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Model;

/// <summary>
/// The scores s_ij = b_i·σ(a_ij) of a model for the tasks and pools of one round. Pools are embedded once, tasks as their tile
/// is asked for, so there is never an n × m matrix. Scores may be asked for by several threads; <see cref="Refresh"/> may not run
/// meanwhile.
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

    /// <summary>[R × d] states of the inducing tokens after they have seen the tasks; empty without an encoder.</summary>
    public ReadOnlySpan<double> TokenStates => _round.States;

    /// <summary>What else the tasks share, [H·d_h]: q̄ of the form <c>shared</c>; empty for the others.</summary>
    public ReadOnlySpan<double> Context => _round.Shared;

    /// <summary>What the tasks tell one another.</summary>
    internal RoundContext Round => _round;

    /// <summary>
    /// [groups × m × P/groups] embeddings; a group is a head's numerators or denominators, and there is one group for plain products.
    /// </summary>
    internal ReadOnlySpan<double> PoolEmbeddings => _pools;

    private ScoreForm Form => _model.Network.Form;

    /// <summary>Numbers in the embedding of a pool.</summary>
    internal int Stride => Form.Ratios > 0 ? 2 * Form.Embedding : Form.Embedding;

    private int Heads => Math.Max(1, Form.Ratios);

    private int Width => Form.Embedding / Heads;

    /// <summary>Takes over a model and whatever the features hold now: to be called after either changed.</summary>
    /// <exception cref="ArgumentException">The features have another schema.</exception>
    public void Refresh(AttentionModel model)
    {
        model.ThrowIfForeign(_features.Schema);
        _model = model;
        _round = RoundContext.Of(model, _features, _threads);
        _pools = EmbedPools(_features.Pool, _pools);
    }

    /// <inheritdoc/>
    /// <remarks>Pools of the problem beyond those of the features are left as they are.</remarks>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(problem.Pools, _features.Pools, nameof(problem));
        Logits(first, count, scores, stride);
        ReadOnlySpan<double> bid = problem.Bid.AsSpan(first, count);
        for (int j = 0; j < _features.Pools; j++) VectorMath.Logistic(scores.Slice(j * stride, count), bid);
    }

    /// <summary>Writes a_ij of tasks first … first + count − 1, for every pool, to logits[j·stride + (i − first)].</summary>
    public void Logits(int first, int count, Span<double> logits, int stride)
    {
        Logits(first, count, logits, stride, new EmbeddedPools(_pools, _features.Pools));
        if (!_model.Network.Biased) return;
        for (int j = 0; j < _features.Pools; j++)
            for (int t = 0; t < count; t++) logits[j * stride + t] += Bias(first + t, j);
    }

    /// <summary>The same without biases, at pools embedded by <see cref="EmbedPools"/>.</summary>
    internal void Logits(int first, int count, Span<double> logits, int stride, EmbeddedPools pools)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, _features.Tasks, nameof(count));
        double[] phi = ArrayPool<double>.Shared.Rent(Form.Embedding * Tile);
        for (int at = 0; at < count; at += Tile)
        {
            int tasks = Math.Min(Tile, count - at);
            Embed(first + at, tasks, phi);
            if (Form.Ratios > 0) Ratios(phi, tasks, logits[at..], stride, pools);
            else ScoreKernel.Multiply(phi.AsSpan(0, tasks * Width), pools.Rows, Width, logits[at..], stride);
        }
        ArrayPool<double>.Shared.Return(phi);
    }

    /// <summary>The row of a task that the form sees, [F + 1].</summary>
    internal void TaskRow(int task, Span<double> x, Span<double> encoded) =>
        RoundContext.Encode(_model, _round.States, _features.TaskRow(task), x, encoded);

    /// <summary>Fills φ [heads × count × P/heads] for up to 256 tasks; one head for plain products.</summary>
    internal void Embed(int first, int count, Span<double> phi)
    {
        int width = Form.TaskWidth, projection = Form.TaskProjection.Rows;
        double[] rows = Form.Projects ? ArrayPool<double>.Shared.Rent((width + projection) * Tile) : [];
        Span<double> x = stackalloc double[width], encoded = Form.Projects ? rows.AsSpan(0, width * count) : phi;
        for (int t = 0; t < count; t++) TaskRow(first + t, x, encoded.Slice(t * width, width));
        if (!Form.Projects) return;
        Span<double> projected = rows.AsSpan(width * Tile, projection * Tile), one = stackalloc double[projection], row = stackalloc double[Form.Embedding];
        ScoreKernel.Multiply(encoded, _model.Parameters[Form.TaskProjection], width, projected, Tile);
        for (int t = 0; t < count; t++)
        {
            for (int c = 0; c < projection; c++) one[c] = projected[c * Tile + t];
            Form.EmbedTask(_model.Parameters.Values, one, _round.Shared, row);
            for (int h = 0; h < Heads; h++) row.Slice(h * Width, Width).CopyTo(phi[((h * count + t) * Width)..]);
        }
        ArrayPool<double>.Shared.Return(rows);
    }

    /// <summary>The learned bias of a pair; 0 for the forms that have none.</summary>
    internal double Bias(int task, int pool) =>
        _model.Network.Bias(_model.Parameters.Values, _features.TaskClass[task], _features.PoolName[pool]);

    /// <summary>
    /// Embeddings of raw pool rows [m × G], laid out as <see cref="PoolEmbeddings"/>, in <paramref name="memory"/> where its length fits.
    /// </summary>
    internal double[] EmbedPools(ReadOnlySpan<double> rows, double[] memory)
    {
        int given = _features.PoolWidth, m = rows.Length / given, width = Width;
        double[] row = new double[Stride], y = new double[Form.PoolWidth],
            pools = memory.Length == m * Stride ? memory : new double[m * Stride];
        for (int j = 0; j < m; j++)
        {
            _model.PoolScale.Apply(rows.Slice(j * given, given), y);
            Form.EmbedPool(_model.Parameters.Values, y, row);
            for (int group = 0; group * width < row.Length; group++)
                row.AsSpan(group * width, width).CopyTo(pools.AsSpan((group * m + j) * width));
        }
        return pools;
    }

    private void Ratios(ReadOnlySpan<double> phi, int tasks, Span<double> logits, int stride, EmbeddedPools embedded)
    {
        int width = Width, m = embedded.Count;
        double[] ratio = ArrayPool<double>.Shared.Rent(2 * PoolBlock * Tile);
        Span<double> above = ratio.AsSpan(0, PoolBlock * Tile), below = ratio.AsSpan(PoolBlock * Tile, PoolBlock * Tile);
        for (int first = 0; first < m; first += PoolBlock)
            for (int h = 0; h < Heads; h++)
            {
                int pools = Math.Min(PoolBlock, m - first);
                ReadOnlySpan<double> head = phi.Slice(h * tasks * width, tasks * width);
                ScoreKernel.Multiply(head, embedded.Rows.Slice((h * m + first) * width, pools * width), width, above, Tile);
                ScoreKernel.Multiply(head, embedded.Rows.Slice(((Heads + h) * m + first) * width, pools * width), width, below, Tile);
                for (int j = 0; j < pools; j++)
                {
                    Span<double> row = logits.Slice((first + j) * stride, tasks);
                    if (h == 0) row.Clear();
                    for (int t = 0; t < tasks; t++) row[t] += above[j * Tile + t] / below[j * Tile + t];
                }
            }
        ArrayPool<double>.Shared.Return(ratio);
    }
}

/// <summary>Pools as <see cref="AttentionScores.EmbedPools"/> embeds them.</summary>
internal readonly ref struct EmbeddedPools(ReadOnlySpan<double> rows, int count)
{
    internal readonly ReadOnlySpan<double> Rows = rows;

    /// <summary>m.</summary>
    internal readonly int Count = count;
}

/// <summary>Makes scores of models.</summary>
public static class ModelBinding
{
    /// <summary>Scores of the tasks and pools that <paramref name="features"/> holds now.</summary>
    /// <exception cref="ArgumentException">The features have another schema.</exception>
    public static AttentionScores Bind(this AttentionModel model, Features features, int threads = 1)
    {
        var scores = new AttentionScores(features, threads);
        scores.Refresh(model);
        return scores;
    }
}
