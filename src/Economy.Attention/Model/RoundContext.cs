using Economy.Attention.Model.Forms;

namespace Economy.Attention.Model;

/// <summary>
/// What the tasks of a round tell one another: the states of inducing tokens and the context of the form. Found in two passes
/// over tasks, streaming, parallel over chunks that depend on n alone and are merged in order.
/// </summary>
internal sealed class RoundContext
{
    private const int Chunks = 16;

    /// <summary>[R × d], empty without an encoder.</summary>
    internal double[] States { get; private init; } = [];

    /// <summary>[ContextWidth].</summary>
    internal double[] Shared { get; private init; } = [];

    /// <summary>Of all tasks of <paramref name="features"/>.</summary>
    internal static RoundContext Of(AttentionModel model, Features features, int threads)
    {
        Network network = model.Network;
        double[] p = model.Parameters.Values, states = [], shared = new double[network.Form.ContextWidth];
        if (network.Encoder is { } encoder) states = encoder.States(p, Means(model, features, threads, encoder.TokenQueries(p)));
        if (shared.Length > 0)
        {
            double[] mean = Means(model, features, threads, new double[network.Form.TaskWidth], states);
            network.Form.Context(p, mean, shared);
        }
        return new RoundContext { States = states, Shared = shared };
    }

    /// <summary>The row the form sees: encoded where there is an encoder.</summary>
    internal static void Encode(AttentionModel model, ReadOnlySpan<double> states, ReadOnlySpan<double> raw, Span<double> x,
        Span<double> encoded)
    {
        model.TaskScale.Apply(raw, x);
        if (states.IsEmpty) x.CopyTo(encoded);
        else model.Network.Encoder!.Encode(model.Parameters.Values, states, x, encoded);
    }

    /// <summary>
    /// Softmax-weighted mean rows [R × (F + 1)] for queries [R × (F + 1)]; of encoded rows where states are given. Zero without tasks.
    /// </summary>
    private static double[] Means(AttentionModel model, Features features, int threads, double[] queries, double[]? states = null)
    {
        int width = model.Network.Form.TaskWidth, rows = queries.Length / width;
        int perChunk = Math.Max(1, (features.Tasks + Chunks - 1) / Chunks);
        var partials = new SoftmaxMean[(features.Tasks + perChunk - 1) / perChunk];
        void Walk(int chunk)
        {
            var partial = new SoftmaxMean(rows, width);
            Span<double> x = new double[width], encoded = new double[width];
            int end = (int)Math.Min((long)features.Tasks, (chunk + 1L) * perChunk);
            for (int i = chunk * perChunk; i < end; i++)
            {
                Encode(model, states, features.TaskRow(i), x, encoded);
                partial.Add(queries, encoded);
            }
            partials[chunk] = partial;
        }
        if (threads > 1) Parallel.For(0, partials.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, Walk);
        else for (int chunk = 0; chunk < partials.Length; chunk++) Walk(chunk);
        var total = new SoftmaxMean(rows, width);
        foreach (SoftmaxMean partial in partials) total.Add(partial);
        return total.Means();
    }
}
