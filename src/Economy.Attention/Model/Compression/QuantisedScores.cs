using System.Buffers;
using System.Runtime.InteropServices;
using Economy.Attention.Numerics;
using Economy.Attention.Scores;

namespace Economy.Attention.Model.Compression;

/// <summary>
/// The scores of a model from 8-bit keys: each pool's embedding is rounded to whole multiples, −127 to 127, of a scale of its
/// own, each task's to 16 bits, and their products are summed in integers, so the order of sums cannot matter.
/// The logit is off by at most Σ_c |φ_ic|·scale_j/2 and a share below 2^−14 of that for the rounding of the task.
/// </summary>
public sealed class QuantisedScores : IScoreModel
{
    private const int Tile = 256;
    private const int KeyLimit = 127;
    private const double Shifter = 6755399441055744.0;   // 1.5·2^52: adding it leaves the nearest integer in the low bits

    private readonly AttentionScores _scores;
    private readonly short[] _keys;     // [m × 2·pairs]
    private readonly double[] _scale;   // [m]
    private readonly int _pairs, _taskLimit;

    /// <summary>Rounds the pool embeddings that <paramref name="scores"/> has now.</summary>
    /// <exception cref="ArgumentException">The form is <c>additive</c>, whose embeddings are ratios' parts and spread too far for 8 bits.</exception>
    public QuantisedScores(AttentionScores scores)
    {
        if (scores.Model.Network.Form.Ratio) throw new ArgumentException("the form 'additive' has no keys to quantise", nameof(scores));
        _scores = scores;
        int width = scores.Model.Network.Form.Embedding, pools = scores.Features.Pools;
        _pairs = (width + 1) / 2;
        _taskLimit = (int)Math.Min(short.MaxValue, int.MaxValue / ((long)KeyLimit * 2 * _pairs));   // the sum fits in 32 bits
        (_keys, _scale) = (new short[pools * 2 * _pairs], new double[pools]);
        for (int j = 0; j < pools; j++)
            _scale[j] = Round(scores.PoolEmbeddings.Slice(j * width, width), KeyLimit, _keys.AsSpan(j * 2 * _pairs, width));
    }

    /// <summary>[m] the scale of each pool's key: the largest entry over 127.</summary>
    public ReadOnlySpan<double> Scale => _scale;

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        Logits(first, count, scores, stride);
        ReadOnlySpan<double> bid = problem.Bid.AsSpan(first, count);
        for (int j = 0; j < _scale.Length; j++) VectorMath.Logistic(scores.Slice(j * stride, count), bid);
    }

    /// <summary>As <see cref="AttentionScores.Logits"/>.</summary>
    public void Logits(int first, int count, Span<double> logits, int stride)
    {
        int width = _scores.Model.Network.Form.Embedding;
        double[] phi = ArrayPool<double>.Shared.Rent(width * Tile);
        int[] packed = ArrayPool<int>.Shared.Rent(_pairs * Tile);
        Span<double> scale = stackalloc double[Tile];
        Span<short> row = stackalloc short[2 * _pairs];
        row.Clear();
        for (int at = 0; at < count; at += Tile)
        {
            int tasks = Math.Min(Tile, count - at);
            _scores.Embed(first + at, tasks, phi);
            for (int t = 0; t < tasks; t++)
            {
                scale[t] = Round(phi.AsSpan(t * width, width), _taskLimit, row);
                ReadOnlySpan<int> pairs = MemoryMarshal.Cast<short, int>(row);
                for (int c = 0; c < pairs.Length; c++) packed[c * Tile + t] = pairs[c];
            }
            IntegerKernel.Multiply(packed, Tile, MemoryMarshal.Cast<short, int>(_keys), _scale, scale[..tasks], logits[at..], stride);
        }
        ArrayPool<double>.Shared.Return(phi);
        ArrayPool<int>.Shared.Return(packed);
        if (!_scores.Model.Network.Biased) return;
        for (int j = 0; j < _scale.Length; j++)
            for (int t = 0; t < count; t++) logits[j * stride + t] += _scores.Bias(first + t, j);
    }

    /// <summary>Writes x/scale, rounded, and returns the scale that makes its largest entry the limit.</summary>
    private static double Round(ReadOnlySpan<double> x, int limit, Span<short> rounded)
    {
        double most = 0.0;
        foreach (double v in x) most = Math.Max(most, Math.Abs(v));
        double inverse = most > 0.0 ? limit / most : 0.0;
        for (int c = 0; c < x.Length; c++) rounded[c] = unchecked((short)BitConverter.DoubleToInt64Bits(Math.FusedMultiplyAdd(x[c], inverse, Shifter)));
        return most / limit;
    }
}
