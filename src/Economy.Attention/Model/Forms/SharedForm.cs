using Economy.Attention.Numerics;

namespace Economy.Attention.Model.Forms;

/// <summary>
/// Shared attention, softmax(QKᵀ + add(Q,Q))·A·V: tasks read a matrix A that all share.
/// With d = H·d_h, queries q_i = W_q x_i, d slots with learned keys K [d × d], and pool values v_j = W_v y_j [d]:
/// a_ij = Σ_rs p_ir·A_rs·v_js, p_i = softmax_r(q_i·K_r/√d + u_r·tanh(q_i + q̄)).
/// </summary>
/// <remarks>
/// add(Q,Q) is additive attention (Bahdanau et al. 2015) of a query with the mean q̄ of all queries of the round, which stands
/// in for all pairs of tasks (as the global query does in Fastformer, Wu et al. 2021): so a round costs O(n), not O(n²).
/// A is a parameter like the others: a model that learns tick by tick carries it from round to round, each round moving it by
/// the gradient of that round's outcomes; a model that only scores leaves it as it is.
/// </remarks>
internal sealed class SharedForm(Parameters parameters, int taskWidth, int poolWidth, ModelOptions options)
    : ScoreForm(taskWidth, poolWidth, heads: 1)
{
    private readonly int _width = options.Heads * options.Width;
    private readonly double _scale = 1.0 / Math.Sqrt(options.Heads * options.Width);
    private readonly ParameterShape _query = parameters.Shape("query"), _key = parameters.Shape("slot.key"),
        _add = parameters.Shape("slot.add");
    private readonly ParameterShape _shared = parameters.Shape("shared"), _value = parameters.Shape("value");

    internal static IEnumerable<(string, int, int)> Declare(int taskWidth, int poolWidth, ModelOptions o)
    {
        int d = o.Heads * o.Width;
        return [("query", d, taskWidth), ("slot.key", d, d), ("slot.add", d, d), ("shared", d, d), ("value", d, poolWidth)];
    }

    internal override int Embedding => _width;

    internal override int ContextWidth => _width;

    internal override ParameterShape TaskProjection => _query;

    internal override ParameterShape PoolProjection => _value;

    internal override void Parts(ReadOnlySpan<double> p, in Pair pair, Span<double> parts)
    {
        Span<double> slots = stackalloc double[_width], psi = stackalloc double[_width];
        Span<double> q = stackalloc double[_width], tanh = stackalloc double[_width];
        Linear.Apply(_query.Of(p), pair.Task, q);
        Attend(p, q, pair.Context, tanh, slots);
        EmbedPool(p, pair.Pool, psi);
        parts[0] = Reduction.Dot(slots, psi);
    }

    internal override void Backward(ReadOnlySpan<double> p, in Pair pair, ReadOnlySpan<double> parts, Span<double> gradient,
        in PairGradient inputs)
    {
        int d = _width;
        Span<double> q = stackalloc double[d], tanh = stackalloc double[d], slots = stackalloc double[d];
        Span<double> value = stackalloc double[d], psi = stackalloc double[d], slotGradient = stackalloc double[d],
            valueGradient = stackalloc double[d];
        Linear.Apply(_query.Of(p), pair.Task, q);
        Attend(p, q, pair.Context, tanh, slots);
        Linear.Apply(_value.Of(p), pair.Pool, value);
        Linear.Apply(_shared.Of(p), value, psi);
        Span<double> query = stackalloc double[d], sum = stackalloc double[d];
        for (int r = 0; r < d; r++) (slotGradient[r], sum[r]) = (parts[0] * psi[r], parts[0] * slots[r]);
        if (!gradient.IsEmpty) Linear.AddOuter(sum, value, _shared.Of(gradient));
        valueGradient.Clear();
        Linear.AddTransposed(_shared.Of(p), sum, valueGradient);
        if (!gradient.IsEmpty) Linear.AddOuter(valueGradient, pair.Pool, _value.Of(gradient));
        if (!inputs.Pool.IsEmpty) Linear.AddTransposed(_value.Of(p), valueGradient, inputs.Pool);

        Linear.SoftmaxGradient(slots, slotGradient);
        query.Clear();
        sum.Clear();
        if (!gradient.IsEmpty) Linear.AddOuter(slotGradient, tanh, _add.Of(gradient));
        Linear.AddTransposed(_add.Of(p), slotGradient, sum);
        for (int r = 0; r < d; r++)
        {
            sum[r] *= 1.0 - tanh[r] * tanh[r];
            slotGradient[r] *= _scale;
        }
        if (!gradient.IsEmpty) Linear.AddOuter(slotGradient, q, _key.Of(gradient));
        Linear.AddTransposed(_key.Of(p), slotGradient, query);
        Linear.AddScaled(1.0, sum, query);
        if (!inputs.Context.IsEmpty) Linear.AddScaled(1.0, sum, inputs.Context);
        if (!gradient.IsEmpty) Linear.AddOuter(query, pair.Task, _query.Of(gradient));
        if (!inputs.Task.IsEmpty) Linear.AddTransposed(_query.Of(p), query, inputs.Task);
    }

    /// <summary>q̄: queries are linear in tasks, so it is the query of the mean task.</summary>
    internal override void Context(ReadOnlySpan<double> p, ReadOnlySpan<double> meanTask, Span<double> context) =>
        Linear.Apply(_query.Of(p), meanTask, context);

    internal override void ContextBackward(
        ReadOnlySpan<double> p, ReadOnlySpan<double> meanTask, ReadOnlySpan<double> context, Span<double> gradient, Span<double> mean)
    {
        Linear.AddOuter(context, meanTask, _query.Of(gradient));
        Linear.AddTransposed(_query.Of(p), context, mean);
    }

    /// <summary>p_i, the weights of the slots.</summary>
    internal override void EmbedTask(ReadOnlySpan<double> p, Span<double> projected, ReadOnlySpan<double> context, Span<double> phi)
    {
        Span<double> tanh = stackalloc double[_width];
        Attend(p, projected, context, tanh, phi);
    }

    /// <summary>A·v_j.</summary>
    internal override void EmbedPool(ReadOnlySpan<double> p, ReadOnlySpan<double> y, Span<double> psi)
    {
        Span<double> value = stackalloc double[_width];
        Linear.Apply(_value.Of(p), y, value);
        Linear.Apply(_shared.Of(p), value, psi);
    }

    private void Attend(ReadOnlySpan<double> p, ReadOnlySpan<double> q, ReadOnlySpan<double> context, Span<double> tanh, Span<double> slots)
    {
        for (int r = 0; r < _width; r++) tanh[r] = DeterministicMath.Tanh(q[r] + context[r]);
        for (int r = 0; r < _width; r++)
            slots[r] = _scale * Reduction.Dot(_key.Of(p).Slice(r * _width, _width), q)
                + Reduction.Dot(_add.Of(p).Slice(r * _width, _width), tanh);
        Linear.Softmax(slots);
    }
}
