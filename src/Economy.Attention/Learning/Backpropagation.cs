using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// Logits of a batch and the gradient of a loss of them, by hand-derived rules. The tasks of a batch are the round that the
/// encoder and the shared form see, a sample of the real one.
/// </summary>
internal sealed class Backpropagation(Network network, Batch batch)
{
    private double[] _encoded = [], _attention = [], _means = [], _states = [], _context = [], _meanTask = [];

    /// <summary>Writes a_b, [B].</summary>
    internal void Logits(ReadOnlySpan<double> p, Span<double> logits)
    {
        Encode(p);
        Span<double> parts = stackalloc double[network.Form.Heads];
        for (int b = 0; b < batch.Count; b++)
        {
            network.Form.Parts(p, new Pair(Encoded(b), batch.Pool(b), _context), parts);
            double logit = network.Bias(p, batch.TaskClass(b), batch.PoolName(b));
            foreach (double part in parts) logit += part;
            logits[b] = logit;
        }
    }

    /// <summary>After <see cref="Logits"/>: adds ∂L/∂parameters, given g = ∂L/∂logit [B].</summary>
    internal void Backward(ReadOnlySpan<double> p, ReadOnlySpan<double> g, Span<double> gradient)
    {
        ScoreForm form = network.Form;
        var encodedGradient = new double[network.Contextual ? batch.Count * form.TaskWidth : 0];
        Span<double> parts = stackalloc double[form.Heads], contextGradient = stackalloc double[form.ContextWidth];
        contextGradient.Clear();
        for (int b = 0; b < batch.Count; b++)
        {
            parts.Fill(g[b]);
            Span<double> task = network.Contextual ? encodedGradient.AsSpan(b * form.TaskWidth, form.TaskWidth) : [];
            form.Backward(p, new Pair(Encoded(b), batch.Pool(b), _context), parts, gradient, new PairGradient(task, [], contextGradient));
            int bias = network.BiasIndex(batch.TaskClass(b), batch.PoolName(b));
            if (bias >= 0) gradient[bias] += g[b];
        }
        if (form.ContextWidth > 0) MeanBackward(p, contextGradient, gradient, encodedGradient);
        EncodeBackward(p, encodedGradient, gradient);
    }

    /// <summary>The row that the form sees, [F + 1].</summary>
    internal ReadOnlySpan<double> Encoded(int b) =>
        network.Encoder is null ? batch.Task(b) : _encoded.AsSpan(b * batch.TaskWidth, batch.TaskWidth);

    /// <summary>Finds what the tasks of the batch tell one another.</summary>
    internal void Encode(ReadOnlySpan<double> p)
    {
        if (network.Encoder is { } encoder)
        {
            Attend(encoder, p);
            _states = encoder.States(p, _means);
            if (_encoded.Length < batch.Tasks.Length) _encoded = new double[batch.Tasks.Length];
            for (int b = 0; b < batch.Count; b++)
                encoder.Encode(p, _states, batch.Task(b), _encoded.AsSpan(b * batch.TaskWidth, batch.TaskWidth));
        }
        if (network.Form.ContextWidth == 0) return;
        (_meanTask, _context) = (new double[batch.TaskWidth], new double[network.Form.ContextWidth]);
        for (int b = 0; b < batch.Count; b++) Linear.AddScaled(1.0 / batch.Count, Encoded(b), _meanTask);
        network.Form.Context(p, _meanTask, _context);
    }

    /// <summary>Given ∂L/∂encoded rows [B × (F + 1)], adds the gradient of the encoder's parameters; none without an encoder.</summary>
    internal void EncodeBackward(ReadOnlySpan<double> p, ReadOnlySpan<double> encodedGradient, Span<double> gradient)
    {
        if (network.Encoder is not { } encoder) return;
        double[] stateGradient = new double[_states.Length], taskGradient = new double[batch.Tasks.Length];
        for (int b = 0; b < batch.Count; b++)
        {
            var to = new EncoderGradient(gradient, stateGradient, taskGradient.AsSpan(b * batch.TaskWidth, batch.TaskWidth));
            encoder.EncodeBackward(p, _states, batch.Task(b), encodedGradient.Slice(b * batch.TaskWidth, batch.TaskWidth), to);
        }

        encoder.StatesBackward(p, new SeenByTokens(batch.Tasks, _attention, _means),
            new EncoderGradient(gradient, stateGradient, taskGradient));
    }

    private void Attend(TokenEncoder encoder, ReadOnlySpan<double> p)
    {
        int n = batch.Count, width = batch.TaskWidth;
        double[] queries = encoder.TokenQueries(p);
        (_attention, _means) = (new double[encoder.Tokens * n], new double[encoder.Tokens * width]);
        for (int r = 0; r < encoder.Tokens; r++)
        {
            Span<double> row = _attention.AsSpan(r * n, n);
            for (int b = 0; b < n; b++) row[b] = Reduction.Dot(queries.AsSpan(r * width, width), batch.Task(b));
            Linear.Softmax(row);
            for (int b = 0; b < n; b++) Linear.AddScaled(row[b], batch.Task(b), _means.AsSpan(r * width, width));
        }
    }

    private void MeanBackward(ReadOnlySpan<double> p, ReadOnlySpan<double> contextGradient, Span<double> gradient,
        Span<double> encodedGradient)
    {
        var mean = new double[batch.TaskWidth];
        network.Form.ContextBackward(p, _meanTask, contextGradient, gradient, mean);
        for (int b = 0; b < batch.Count; b++)
            Linear.AddScaled(1.0 / batch.Count, mean, encodedGradient.Slice(b * batch.TaskWidth, batch.TaskWidth));
    }
}
