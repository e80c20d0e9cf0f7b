using Economy.Attention.Numerics;

namespace Economy.Attention.Model.Forms;

/// <summary>
/// Multi-head scaled dot product (Vaswani et al. 2017): part_h = w_h·(W_q^h x)·(W_k^h y)/√d_h. Embeddings are either the
/// projections, or x itself with keys folded back, ψ = Σ_h w_h/√d_h·W_q^hᵀ(W_k^h y): whichever makes a score cheaper.
/// </summary>
internal sealed class DotProductForm(Parameters parameters, int taskWidth, int poolWidth, ModelOptions options)
    : ScoreForm(taskWidth, poolWidth, options.Heads)
{
    private readonly int _width = options.Width;
    private readonly ParameterShape _query = parameters.Shape("query"), _key = parameters.Shape("key"),
        _weight = parameters.Shape("head.weight");
    private readonly double _scale = 1.0 / Math.Sqrt(options.Width);

    private int All => Heads * _width;

    /// <summary>A score costs F + 1 multiply-adds folded, and d plus its part of the projection otherwise, here of 64 pools.</summary>
    private bool Folded => TaskWidth <= All + TaskWidth * All / 64;

    internal static IEnumerable<(string, int, int)> Declare(int taskWidth, int poolWidth, ModelOptions o) =>
        [("query", o.Heads * o.Width, taskWidth), ("key", o.Heads * o.Width, poolWidth), ("head.weight", 1, o.Heads)];

    internal override int Embedding => Folded ? TaskWidth : All;

    internal override bool Projects => !Folded;

    internal override ParameterShape TaskProjection => _query;

    internal override ParameterShape PoolProjection => _key;

    internal override void Parts(ReadOnlySpan<double> p, in Pair pair, Span<double> parts)
    {
        Span<double> q = stackalloc double[All], k = stackalloc double[All];
        Project(p, pair, q, k);
        ReadOnlySpan<double> weight = _weight.Of(p);
        for (int h = 0; h < Heads; h++)
            parts[h] = weight[h] * _scale * Reduction.Dot(q.Slice(h * _width, _width), k.Slice(h * _width, _width));
    }

    internal override void Backward(ReadOnlySpan<double> p, in Pair pair, ReadOnlySpan<double> parts, Span<double> gradient,
        in PairGradient inputs)
    {
        Span<double> q = stackalloc double[All], k = stackalloc double[All];
        Project(p, pair, q, k);
        ReadOnlySpan<double> weight = _weight.Of(p);
        for (int h = 0; h < Heads; h++)
        {
            Span<double> qh = q.Slice(h * _width, _width), kh = k.Slice(h * _width, _width);
            if (!gradient.IsEmpty) _weight.Of(gradient)[h] += parts[h] * _scale * Reduction.Dot(qh, kh);
            double g = parts[h] * weight[h] * _scale;
            for (int r = 0; r < _width; r++) (qh[r], kh[r]) = (g * kh[r], g * qh[r]);   // now ∂L/∂q and ∂L/∂k
        }
        if (!gradient.IsEmpty)
        {
            Linear.AddOuter(q, pair.Task, _query.Of(gradient));
            Linear.AddOuter(k, pair.Pool, _key.Of(gradient));
        }
        if (!inputs.Task.IsEmpty) Linear.AddTransposed(_query.Of(p), q, inputs.Task);
        if (!inputs.Pool.IsEmpty) Linear.AddTransposed(_key.Of(p), k, inputs.Pool);
    }

    internal override void EmbedTask(ReadOnlySpan<double> p, Span<double> projected, ReadOnlySpan<double> context, Span<double> phi) =>
        projected.CopyTo(phi);

    internal override void EmbedPool(ReadOnlySpan<double> p, ReadOnlySpan<double> y, Span<double> psi)
    {
        Span<double> k = stackalloc double[All];
        Linear.Apply(_key.Of(p), y, k);
        ReadOnlySpan<double> weight = _weight.Of(p);
        for (int r = 0; r < All; r++) k[r] *= weight[r / _width] * _scale;
        if (!Folded)
        {
            k.CopyTo(psi);
            return;
        }
        psi.Clear();
        Linear.AddTransposed(_query.Of(p), k, psi);
    }

    private void Project(ReadOnlySpan<double> p, in Pair pair, Span<double> q, Span<double> k)
    {
        Linear.Apply(_query.Of(p), pair.Task, q);
        Linear.Apply(_key.Of(p), pair.Pool, k);
    }
}
