using Economy.Attention.Numerics;

namespace Economy.Attention.Model.Forms;

/// <summary>
/// A perceptron of one hidden layer of U = H·d_h units (Rumelhart, Hinton and Williams 1986), a = Σ_u v_u·tanh((A·[x; y])_u) + v_0: no
/// attention, a baseline. With A·[x; y] = A_x·x + A_y·y, tanh(s + t) = (e^2s·e^2t − 1)/(e^2s·e^2t + 1), a ratio of two inner products a
/// unit and no exponential a pair.
/// </summary>
internal sealed class PerceptronForm(Parameters parameters, int taskWidth, int poolWidth, ModelOptions options)
    : ScoreForm(taskWidth, poolWidth, heads: 1)
{
    private readonly int _units = options.Heads * options.Width;
    private readonly ParameterShape _task = parameters.Shape("task"), _pool = parameters.Shape("pool");
    private readonly ParameterShape _output = parameters.Shape("output");

    internal static IEnumerable<(string, int, int)> Declare(int taskWidth, int poolWidth, ModelOptions o)
    {
        int units = o.Heads * o.Width;
        return [("task", units, taskWidth), ("pool", units, poolWidth), ("output", 1, units + 1)];
    }

    internal override int Embedding => 2 * _units;

    internal override int Ratios => _units;

    internal override ParameterShape TaskProjection => _task;

    internal override ParameterShape PoolProjection => _pool;

    internal override void Parts(ReadOnlySpan<double> p, in Pair pair, Span<double> parts)
    {
        Span<double> hidden = stackalloc double[_units];
        Hide(p, pair, hidden);
        ReadOnlySpan<double> output = _output.Of(p);
        parts[0] = output[_units] + Reduction.Dot(output[.._units], hidden);
    }

    internal override void Backward(ReadOnlySpan<double> p, in Pair pair, ReadOnlySpan<double> parts, Span<double> gradient,
        in PairGradient inputs)
    {
        Span<double> hidden = stackalloc double[_units];
        Hide(p, pair, hidden);
        if (!gradient.IsEmpty)
        {
            Linear.AddScaled(parts[0], hidden, _output.Of(gradient));
            _output.Of(gradient)[_units] += parts[0];
        }

        ReadOnlySpan<double> output = _output.Of(p);
        for (int u = 0; u < _units; u++) hidden[u] = parts[0] * output[u] * (1.0 - hidden[u] * hidden[u]);   // now ∂L/∂(A·[x; y])
        if (!gradient.IsEmpty)
        {
            Linear.AddOuter(hidden, pair.Task, _task.Of(gradient));
            Linear.AddOuter(hidden, pair.Pool, _pool.Of(gradient));
        }

        if (!inputs.Task.IsEmpty) Linear.AddTransposed(_task.Of(p), hidden, inputs.Task);
        if (!inputs.Pool.IsEmpty) Linear.AddTransposed(_pool.Of(p), hidden, inputs.Pool);
    }

    /// <summary>(e^2s, 1) of every unit.</summary>
    internal override void EmbedTask(ReadOnlySpan<double> p, Span<double> projected, ReadOnlySpan<double> context, Span<double> phi)
    {
        for (int u = 0; u < _units; u++) (phi[2 * u], phi[2 * u + 1]) = Exponentials(projected[u]);
    }

    /// <summary>(v·e^2t, −v) of every unit, with its part of v_0, and (e^2t, 1).</summary>
    internal override void EmbedPool(ReadOnlySpan<double> p, ReadOnlySpan<double> y, Span<double> psi)
    {
        Span<double> projected = stackalloc double[_units];
        Linear.Apply(_pool.Of(p), y, projected);
        ReadOnlySpan<double> output = _output.Of(p);
        double constant = output[_units] / _units;
        for (int u = 0; u < _units; u++)
        {
            var (grown, one) = Exponentials(projected[u]);
            (psi[2 * u], psi[2 * u + 1]) = ((constant + output[u]) * grown, (constant - output[u]) * one);
            (psi[2 * (_units + u)], psi[2 * (_units + u) + 1]) = (grown, one);
        }
    }

    private void Hide(ReadOnlySpan<double> p, in Pair pair, Span<double> hidden)
    {
        Span<double> pool = stackalloc double[_units];
        Linear.Apply(_task.Of(p), pair.Task, hidden);
        Linear.Apply(_pool.Of(p), pair.Pool, pool);
        for (int u = 0; u < _units; u++) hidden[u] = DeterministicMath.Tanh(hidden[u] + pool[u]);
    }

    /// <summary>(e^2x, 1) over the greater of them, cut at e^−300, so that the product of two never vanishes.</summary>
    private static (double, double) Exponentials(double x) =>
        (DeterministicMath.Exp(Math.Clamp(2.0 * x, -300.0, 0.0)), DeterministicMath.Exp(Math.Clamp(-2.0 * x, -300.0, 0.0)));
}
