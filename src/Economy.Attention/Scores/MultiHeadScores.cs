using Economy.Attention.Numerics;

namespace Economy.Attention.Scores;

/// <summary>
/// Scaled dot-product attention of tasks over pools (Vaswani et al. 2017; design section 3):
/// a_ij = Σ_h w_h·(W_q^h x_i)·(W_k^h y_j)/√d_h + bias_ij and s_ij = b_i·σ(a_ij).
/// </summary>
/// <remarks>
/// Keys are folded back into feature space once, v_j = Σ_h w_h/√d_h·W_q^hᵀ(W_k^h y_j), so that a score costs F
/// multiply-adds whatever the number of heads; <see cref="HeadLogits"/> gives the parts for explanations.
/// </remarks>
public sealed class MultiHeadScores : IScoreModel
{
    private readonly AttentionHead[] _heads;
    private readonly double[] _taskFeatures, _poolFeatures, _folded;
    private readonly double[]? _bias;
    private readonly int _taskWidth, _poolWidth, _pools;

    /// <param name="heads">At least one.</param>
    /// <param name="taskFeatures">X [n × F], row-major; read when scores are asked for, so it may be refilled between calls.</param>
    /// <param name="taskWidth">F.</param>
    /// <param name="poolFeatures">Y [m × G], row-major; read here.</param>
    /// <param name="poolWidth">G.</param>
    /// <param name="bias">[n × m], row-major, or null for none.</param>
    public MultiHeadScores(AttentionHead[] heads, double[] taskFeatures, int taskWidth, double[] poolFeatures, int poolWidth, double[]? bias = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(heads.Length, nameof(heads));
        ArgumentOutOfRangeException.ThrowIfLessThan(taskWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(poolWidth, 1);
        foreach (AttentionHead head in heads)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(head.Query.Length, head.Width * taskWidth, nameof(heads));
            ArgumentOutOfRangeException.ThrowIfNotEqual(head.Key.Length, head.Width * poolWidth, nameof(heads));
        }
        (_heads, _taskFeatures, _taskWidth, _poolFeatures, _poolWidth, _bias) = (heads, taskFeatures, taskWidth, poolFeatures, poolWidth, bias);
        _pools = poolFeatures.Length / poolWidth;
        _folded = new double[_pools * taskWidth];
        foreach (AttentionHead head in heads)
            for (int j = 0; j < _pools; j++) Fold(head, j, _folded.AsSpan(j * taskWidth, taskWidth));
    }

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        ScoreKernel.Multiply(_taskFeatures.AsSpan(first * _taskWidth, count * _taskWidth), _folded, _taskWidth, scores, stride);
        ReadOnlySpan<double> bid = problem.Bid.AsSpan(first, count);
        for (int j = 0; j < _pools; j++)
        {
            Span<double> row = scores.Slice(j * stride, count);
            if (_bias is not null)
                for (int t = 0; t < count; t++) row[t] += _bias[(first + t) * _pools + j];
            VectorMath.Logistic(row, bid);
        }
    }

    /// <summary>Writes each head's part of a_ij, [heads]; they and the bias sum to the logit up to rounding.</summary>
    public void HeadLogits(int task, int pool, Span<double> parts)
    {
        Span<double> folded = stackalloc double[_taskWidth];
        for (int h = 0; h < _heads.Length; h++)
        {
            folded.Clear();
            Fold(_heads[h], pool, folded);
            parts[h] = Reduction.Dot(_taskFeatures.AsSpan(task * _taskWidth, _taskWidth), folded);
        }
    }

    private void Fold(AttentionHead head, int pool, Span<double> into)
    {
        double scale = head.Weight / Math.Sqrt(head.Width);
        for (int r = 0; r < head.Width; r++)
        {
            double key = scale * Reduction.Dot(head.Key.AsSpan(r * _poolWidth, _poolWidth), _poolFeatures.AsSpan(pool * _poolWidth, _poolWidth));
            for (int f = 0; f < into.Length; f++) into[f] = Math.FusedMultiplyAdd(head.Query[r * into.Length + f], key, into[f]);
        }
    }
}
