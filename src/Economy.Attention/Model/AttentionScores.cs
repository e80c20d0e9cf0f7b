using System.Buffers;
using Economy.Attention.Model.Forms;
using Economy.Attention.Scores;

namespace Economy.Attention.Model;

/// <summary>
/// The scores s_ij = b_i·σ(a_ij) of a model for the tasks and pools of one round. Pools are embedded once, tasks as their tile
/// is asked for, so there is never an n × m matrix. Scores may be asked for by several threads; <see cref="Refresh"/> may not run meanwhile.
/// </summary>
public sealed class AttentionScores : IScoreModel
{
    private const int Tile = 256;

    private readonly Features _features;
    private readonly int _threads;
    private AttentionModel _model = null!;
    private RoundContext _round = null!;
    private double[] _pools = [];
    private int _poolStride;

    internal AttentionScores(Features features, int threads) => (_features, _threads) = (features, threads);

    /// <summary>What the scores are of.</summary>
    public AttentionModel Model => _model;

    /// <summary>The tasks and pools.</summary>
    public Features Features => _features;

    /// <summary>Takes over a model and whatever the features hold now: to be called after either changed.</summary>
    /// <exception cref="ArgumentException">The features have another schema.</exception>
    public void Refresh(AttentionModel model)
    {
        model.ThrowIfForeign(_features.Schema);
        _model = model;
        _round = RoundContext.Of(model, _features, _threads);
        ScoreForm form = model.Network.Form;
        _poolStride = form.Ratio ? 2 * form.Embedding : form.Embedding;
        if (_pools.Length != _features.Pools * _poolStride) _pools = new double[_features.Pools * _poolStride];
        Span<double> y = stackalloc double[form.PoolWidth];
        for (int j = 0; j < _features.Pools; j++)
        {
            model.PoolScale.Apply(_features.PoolRow(j), y);
            form.EmbedPool(model.Parameters.Values, y, _pools.AsSpan(j * _poolStride, _poolStride));
        }
    }

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        Logits(first, count, scores, stride);
        ReadOnlySpan<double> bid = problem.Bid.AsSpan(first, count);
        for (int j = 0; j < _features.Pools; j++)
        {
            Span<double> row = scores.Slice(j * stride, count);
            LogitKernel.Sigmoid(row);
            for (int t = 0; t < row.Length; t++) row[t] *= bid[t];
        }
    }

    /// <summary>Writes a_ij of tasks first … first + count − 1, for every pool, to logits[j·stride + (i − first)].</summary>
    public void Logits(int first, int count, Span<double> logits, int stride)
    {
        ScoreForm form = _model.Network.Form;
        double[] phi = ArrayPool<double>.Shared.Rent(form.Embedding * Tile), ratio = form.Ratio ? ArrayPool<double>.Shared.Rent(2 * Tile) : [];
        for (int at = 0; at < count; at += Tile)
        {
            int tasks = Math.Min(Tile, count - at);
            Embed(first + at, tasks, phi);
            if (form.Ratio) Ratios(form, phi, tasks, ratio, logits[at..], stride);
            else LogitKernel.Multiply(phi, Tile, form.Embedding, _pools, _poolStride, _features.Pools, tasks, logits[at..], stride);
            if (_model.Network.Biased) AddBias(first + at, tasks, logits[at..], stride);
        }
        ArrayPool<double>.Shared.Return(phi);
        if (form.Ratio) ArrayPool<double>.Shared.Return(ratio);
    }

    /// <summary>The row of a task that the form sees, [F + 1].</summary>
    internal void TaskRow(int task, Span<double> x, Span<double> encoded) => RoundContext.Encode(_model, _round.States, _features.TaskRow(task), x, encoded);

    internal RoundContext Round => _round;

    /// <summary>[m × P] (or [m × 2P]) embeddings of the pools.</summary>
    internal ReadOnlySpan<double> PoolEmbeddings => _pools;

    /// <summary>Fills columns φ[c·256 + t].</summary>
    internal void Embed(int first, int count, Span<double> phi)
    {
        ScoreForm form = _model.Network.Form;
        Span<double> x = stackalloc double[form.TaskWidth], encoded = stackalloc double[form.TaskWidth], row = stackalloc double[form.Embedding];
        for (int t = 0; t < count; t++)
        {
            TaskRow(first + t, x, encoded);
            form.EmbedTask(_model.Parameters.Values, encoded, _round.Shared, row);
            for (int c = 0; c < row.Length; c++) phi[c * Tile + t] = row[c];
        }
    }

    private void Ratios(ScoreForm form, double[] phi, int tasks, double[] ratio, Span<double> logits, int stride)
    {
        int width = form.Embedding / form.Heads;
        Span<double> above = ratio.AsSpan(0, tasks), below = ratio.AsSpan(Tile, tasks);
        for (int j = 0; j < _features.Pools; j++)
        {
            Span<double> row = logits.Slice(j * stride, tasks);
            row.Clear();
            for (int h = 0; h < form.Heads; h++)
            {
                ReadOnlySpan<double> pool = _pools.AsSpan(j * _poolStride), head = phi.AsSpan(h * width * Tile);
                LogitKernel.Multiply(head, Tile, width, pool[(h * width)..], _poolStride, 1, tasks, above, Tile);
                LogitKernel.Multiply(head, Tile, width, pool[(form.Embedding + h * width)..], _poolStride, 1, tasks, below, Tile);
                for (int t = 0; t < tasks; t++) row[t] += above[t] / below[t];
            }
        }
    }

    private void AddBias(int first, int tasks, Span<double> logits, int stride)
    {
        for (int j = 0; j < _features.Pools; j++)
            for (int t = 0; t < tasks; t++)
                logits[j * stride + t] += _model.Network.Bias(_model.Parameters.Values, _features.TaskClass[first + t], _features.PoolName[j]);
    }
}
