using Economy.Attention.Numerics;

namespace Economy.Attention.Model.Forms;

/// <summary>Where the gradients of an encoder are added; parameters and states may be empty.</summary>
internal readonly ref struct EncoderGradient(Span<double> parameters, Span<double> states, Span<double> tasks)
{
    internal readonly Span<double> Parameters = parameters, States = states, Tasks = tasks;
}

/// <summary>
/// The tasks of a round [n × (F + 1)] as tokens saw them: by their attention [R × n], and summed up in mean rows [R × (F + 1)].
/// </summary>
internal readonly ref struct SeenByTokens(ReadOnlySpan<double> tasks, ReadOnlySpan<double> attention, ReadOnlySpan<double> means)
{
    internal readonly ReadOnlySpan<double> Tasks = tasks, Attention = attention, Means = means;
}

/// <summary>
/// Self-attention among the tasks of a round through R ≤ 64 learned inducing tokens (the induced set attention block of Lee et
/// al., "Set Transformer", ICML 2019, with a residual and without layer norms and feed-forward parts): tokens attend to tasks,
/// H_r = t_r + W_v Σ_i softmax_i(t_r·W_in x_i/√d)·x_i, then tasks attend to tokens, x'_i = x_i + W_o Σ_r softmax_r(W_q x_i·H_r/√d)·H_r.
/// O(n·R), streaming: values are linear in tasks, so a round is summed up by R mean rows.
/// </summary>
internal sealed class TokenEncoder(Parameters parameters, int taskWidth, ModelOptions options)
{
    private readonly int _width = options.Width;
    private readonly double _scale = 1.0 / Math.Sqrt(options.Width);
    private readonly ParameterShape _token = parameters.Shape("encoder.token"), _in = parameters.Shape("encoder.in"),
        _value = parameters.Shape("encoder.value");
    private readonly ParameterShape _query = parameters.Shape("encoder.query"), _out = parameters.Shape("encoder.out");

    internal static IEnumerable<(string, int, int)> Declare(int taskWidth, ModelOptions o) =>
        [("encoder.token", o.InducingTokens, o.Width), ("encoder.in", o.Width, taskWidth), ("encoder.value", o.Width, taskWidth),
            ("encoder.query", o.Width, taskWidth), ("encoder.out", taskWidth, o.Width)];

    /// <summary>R.</summary>
    internal int Tokens { get; } = options.InducingTokens;

    /// <summary>F + 1.</summary>
    internal int TaskWidth { get; } = taskWidth;

    /// <summary>[R × (F + 1)] W_inᵀt_r/√d: what a token multiplies a task by.</summary>
    internal double[] TokenQueries(ReadOnlySpan<double> p)
    {
        var queries = new double[Tokens * TaskWidth];
        Span<double> token = stackalloc double[_width];
        for (int r = 0; r < Tokens; r++)
        {
            for (int c = 0; c < _width; c++) token[c] = _scale * _token.Of(p)[r * _width + c];
            Linear.AddTransposed(_in.Of(p), token, queries.AsSpan(r * TaskWidth, TaskWidth));
        }
        return queries;
    }

    /// <summary>H [R × d] from the mean rows [R × (F + 1)] that tokens saw.</summary>
    internal double[] States(ReadOnlySpan<double> p, ReadOnlySpan<double> means)
    {
        var states = new double[Tokens * _width];
        for (int r = 0; r < Tokens; r++)
        {
            Span<double> state = states.AsSpan(r * _width, _width);
            Linear.Apply(_value.Of(p), means.Slice(r * TaskWidth, TaskWidth), state);
            Linear.AddScaled(1.0, _token.Of(p).Slice(r * _width, _width), state);
        }
        return states;
    }

    /// <summary>x' from x, given the states.</summary>
    internal void Encode(ReadOnlySpan<double> p, ReadOnlySpan<double> states, ReadOnlySpan<double> x, Span<double> encoded)
    {
        Span<double> q = stackalloc double[_width], attention = stackalloc double[Tokens], context = stackalloc double[_width];
        Query(p, x, q);
        Attend(states, q, attention, context);
        x.CopyTo(encoded);
        for (int f = 0; f < TaskWidth; f++) encoded[f] += Reduction.Dot(_out.Of(p).Slice(f * _width, _width), context);
    }

    /// <summary>
    /// Given g = ∂L/∂x', adds ∂L/∂x, ∂L/∂H and ∂L/∂parameters to <paramref name="to"/>.
    /// </summary>
    internal void EncodeBackward(ReadOnlySpan<double> p, ReadOnlySpan<double> states, ReadOnlySpan<double> x, ReadOnlySpan<double> g,
        in EncoderGradient to)
    {
        Span<double> gradient = to.Parameters, stateGradient = to.States, task = to.Tasks;
        Span<double> q = stackalloc double[_width], attention = stackalloc double[Tokens], context = stackalloc double[_width];
        Span<double> contextGradient = stackalloc double[_width], logit = stackalloc double[Tokens], query = stackalloc double[_width];
        Query(p, x, q);
        Attend(states, q, attention, context);
        contextGradient.Clear();
        query.Clear();
        Linear.AddScaled(1.0, g, task);
        Linear.AddTransposed(_out.Of(p), g, contextGradient);
        Linear.Apply(states, contextGradient, logit);
        if (!stateGradient.IsEmpty) Linear.AddOuter(attention, contextGradient, stateGradient);
        Linear.SoftmaxGradient(attention, logit);
        for (int r = 0; r < Tokens; r++) logit[r] *= _scale;
        if (!stateGradient.IsEmpty) Linear.AddOuter(logit, q, stateGradient);
        Linear.AddTransposed(states, logit, query);
        Linear.AddTransposed(_query.Of(p), query, task);
        if (gradient.IsEmpty) return;
        Linear.AddOuter(g, context, _out.Of(gradient));
        Linear.AddOuter(query, x, _query.Of(gradient));
    }

    /// <summary>
    /// Given ∂L/∂H, the states of <paramref name="to"/>, adds to the gradients of the parameters and of all task rows [n × (F + 1)] of the
    /// round.
    /// </summary>
    internal void StatesBackward(ReadOnlySpan<double> p, in SeenByTokens seen, in EncoderGradient to)
    {
        ReadOnlySpan<double> tasks = seen.Tasks, attention = seen.Attention, means = seen.Means, stateGradient = to.States;
        Span<double> gradient = to.Parameters, taskGradient = to.Tasks;
        int n = tasks.Length / TaskWidth;
        var logit = new double[n];
        double[] queries = TokenQueries(p), mean = new double[TaskWidth], query = new double[TaskWidth], projected = new double[_width];
        for (int r = 0; r < Tokens; r++)
        {
            ReadOnlySpan<double> g = stateGradient.Slice(r * _width, _width), a = attention.Slice(r * n, n),
                token = _token.Of(p).Slice(r * _width, _width);
            Linear.AddScaled(1.0, g, _token.Of(gradient).Slice(r * _width, _width));
            Linear.AddOuter(g, means.Slice(r * TaskWidth, TaskWidth), _value.Of(gradient));
            mean.AsSpan().Clear();
            Linear.AddTransposed(_value.Of(p), g, mean);
            Linear.Apply(tasks, mean, logit);
            Linear.SoftmaxGradient(a, logit);
            query.AsSpan().Clear();
            for (int i = 0; i < n; i++)
            {
                Span<double> task = taskGradient.Slice(i * TaskWidth, TaskWidth);
                Linear.AddScaled(a[i], mean, task);
                Linear.AddScaled(logit[i], queries.AsSpan(r * TaskWidth, TaskWidth), task);
                Linear.AddScaled(logit[i] * _scale, tasks.Slice(i * TaskWidth, TaskWidth), query);   // Σ_i g_i·x_i/√d = ∂L/∂(W_inᵀt_r)
            }
            Linear.Apply(_in.Of(p), query, projected);
            Linear.AddScaled(1.0, projected, _token.Of(gradient).Slice(r * _width, _width));
            Linear.AddOuter(token, query, _in.Of(gradient));
        }
    }

    private void Query(ReadOnlySpan<double> p, ReadOnlySpan<double> x, Span<double> q) => Linear.Apply(_query.Of(p), x, q);

    private void Attend(ReadOnlySpan<double> states, ReadOnlySpan<double> q, Span<double> attention, Span<double> context)
    {
        Linear.Apply(states, q, attention);
        for (int r = 0; r < Tokens; r++) attention[r] *= _scale;
        Linear.Softmax(attention);
        context.Clear();
        Linear.AddTransposed(states, attention, context);
    }
}
