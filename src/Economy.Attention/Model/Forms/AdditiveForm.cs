using Economy.Attention.Numerics;

namespace Economy.Attention.Model.Forms;

/// <summary>
/// Additive attention, part_h = v_hᵀ·softmax(A_h·[x; y]): an additive score (Bahdanau et al. 2015) with a softmax over the d_h
/// hidden units in place of tanh. With A·[x; y] = A_x·x + A_y·y the exponentials factor, so that
/// part_h = Σ_r v_r·e^(A_x x)_r·e^(A_y y)_r / Σ_r e^(A_x x)_r·e^(A_y y)_r, two inner products a pair and no exponential.
/// </summary>
internal sealed class AdditiveForm(Parameters parameters, int taskWidth, int poolWidth, ModelOptions options)
    : ScoreForm(taskWidth, poolWidth, options.Heads)
{
    private readonly int _width = options.Width;
    private readonly ParameterShape _task = parameters.Shape("task"), _pool = parameters.Shape("pool"), _value = parameters.Shape("value");

    private int All => Heads * _width;

    internal static IEnumerable<(string, int, int)> Declare(int taskWidth, int poolWidth, ModelOptions o) =>
        [("task", o.Heads * o.Width, taskWidth), ("pool", o.Heads * o.Width, poolWidth), ("value", o.Heads, o.Width)];

    internal override int Embedding => All;

    internal override int Ratios => Heads;

    internal override ParameterShape TaskProjection => _task;

    internal override ParameterShape PoolProjection => _pool;

    internal override void Parts(ReadOnlySpan<double> p, in Pair pair, Span<double> parts)
    {
        Span<double> attention = stackalloc double[All];
        Attend(p, pair, attention);
        for (int h = 0; h < Heads; h++)
            parts[h] = Reduction.Dot(attention.Slice(h * _width, _width), _value.Of(p).Slice(h * _width, _width));
    }

    internal override void Backward(ReadOnlySpan<double> p, in Pair pair, ReadOnlySpan<double> parts, Span<double> gradient,
        in PairGradient inputs)
    {
        Span<double> attention = stackalloc double[All], logit = stackalloc double[All];
        Attend(p, pair, attention);
        for (int h = 0; h < Heads; h++)
        {
            ReadOnlySpan<double> a = attention.Slice(h * _width, _width), v = _value.Of(p).Slice(h * _width, _width);
            if (!gradient.IsEmpty) Linear.AddScaled(parts[h], a, _value.Of(gradient).Slice(h * _width, _width));
            Span<double> g = logit.Slice(h * _width, _width);
            for (int r = 0; r < _width; r++) g[r] = parts[h] * v[r];
            Linear.SoftmaxGradient(a, g);
        }
        if (!gradient.IsEmpty)
        {
            Linear.AddOuter(logit, pair.Task, _task.Of(gradient));
            Linear.AddOuter(logit, pair.Pool, _pool.Of(gradient));
        }
        if (!inputs.Task.IsEmpty) Linear.AddTransposed(_task.Of(p), logit, inputs.Task);
        if (!inputs.Pool.IsEmpty) Linear.AddTransposed(_pool.Of(p), logit, inputs.Pool);
    }

    internal override void EmbedTask(ReadOnlySpan<double> p, Span<double> projected, ReadOnlySpan<double> context, Span<double> phi)
    {
        projected.CopyTo(phi);
        for (int h = 0; h < Heads; h++) Exponentiate(phi.Slice(h * _width, _width));
    }

    internal override void EmbedPool(ReadOnlySpan<double> p, ReadOnlySpan<double> y, Span<double> psi)
    {
        Span<double> denominator = psi[All..];
        Linear.Apply(_pool.Of(p), y, denominator);
        for (int h = 0; h < Heads; h++) Exponentiate(denominator.Slice(h * _width, _width));
        for (int r = 0; r < All; r++) psi[r] = denominator[r] * _value.Of(p)[r];
    }

    private void Attend(ReadOnlySpan<double> p, in Pair pair, Span<double> attention)
    {
        Span<double> pool = stackalloc double[All];
        Linear.Apply(_task.Of(p), pair.Task, attention);
        Linear.Apply(_pool.Of(p), pair.Pool, pool);
        Linear.AddScaled(1.0, pool, attention);
        for (int h = 0; h < Heads; h++) Linear.Softmax(attention.Slice(h * _width, _width));
    }

    /// <summary>e^(x − max x), cut at e^−300, so that the product of two never vanishes.</summary>
    private static void Exponentiate(Span<double> x)
    {
        double most = double.NegativeInfinity;
        foreach (double v in x) most = Math.Max(most, v);
        foreach (ref double v in x) v = DeterministicMath.Exp(Math.Max(v - most, -300.0));
    }
}
