using Economy.Attention.Model;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// Improves a model by outcomes, minimising the weighted mean <see cref="QuasiLikelihood"/> by mini-batch <see cref="Adam"/>. One thread,
/// and the same bits wherever it runs.
/// </summary>
public sealed class Trainer
{
    private readonly AttentionModel _model;
    private readonly double[] _gradient;
    private readonly Batch _batch;
    private readonly Backpropagation _back;
    private double[] _logit = [], _slope = [];

    /// <summary>Starts from a model, which is left as it is, and a state of Adam to go on from, if any.</summary>
    public Trainer(AttentionModel model, TrainingOptions options, Adam? adam = null)
    {
        _model = model with { Parameters = model.Parameters.Copy() };
        Options = options;
        Adam = adam ?? new Adam(Values.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Adam.Mean.Length, Values.Length, nameof(adam));
        _gradient = new double[Values.Length];
        _batch = new Batch(_model);
        _back = new Backpropagation(_model.Network, _batch);
    }

    /// <summary>May be changed between calls.</summary>
    public TrainingOptions Options { get; set; }

    /// <summary>The optimiser's state, for saving.</summary>
    public Adam Adam { get; }

    private double[] Values => _model.Parameters.Values;

    /// <summary>The model as it is now; later training does not change it.</summary>
    public AttentionModel Model => _model with { Parameters = _model.Parameters.Copy() };

    /// <summary>Epochs over the samples, until the held-out loss no longer falls; the best parameters are kept.</summary>
    public TrainingReport Fit(OutcomeSamples samples)
    {
        _model.ThrowIfForeign(samples.Schema);
        var batches = new Batches(samples, _model.Network.Contextual, Options);
        bool held = batches.HeldOut.Length > 0;
        List<ArraySegment<int>> heldOut = batches.Cut(batches.HeldOut, null);
        var stopping = new EarlyStopping(Options.Patience);
        var training = new List<double>();
        bool more = !held || stopping.Continue(Loss(samples, heldOut), Values);
        for (int epoch = 0; epoch < Options.MaxEpochs && more && batches.Training.Length > 0; epoch++)
        {
            double loss = 0.0, weight = 0.0;
            foreach (ArraySegment<int> members in batches.Cut(batches.Training, new CounterRandom(Options.Seed).Fork((ulong)epoch)))
            {
                (double sum, double of) = Update(samples, members);
                (loss, weight) = (loss + sum, weight + of);
            }
            training.Add(weight > 0.0 ? loss / weight : 0.0);
            if (held) more = stopping.Continue(Loss(samples, heldOut), Values);
        }
        if (held) stopping.Restore(Values);
        return new TrainingReport
        {
            Epochs = training.Count, BestEpoch = held ? stopping.Best : training.Count, TrainingLoss = training,
            HeldOutLoss = stopping.Losses, StoppedEarly = !more,
        };
    }

    /// <summary>One pass over fresh samples, in batches and in their order, nothing held out: the update of an online learner. Returns the mean loss met.</summary>
    public double Step(OutcomeSamples samples)
    {
        _model.ThrowIfForeign(samples.Schema);
        double loss = 0.0, weight = 0.0;
        var batches = new Batches(samples, _model.Network.Contextual, Options with { HeldOut = 0.0 });
        Array.Sort(batches.Training);
        foreach (ArraySegment<int> members in batches.Cut(batches.Training, null))
        {
            (double sum, double of) = Update(samples, members);
            (loss, weight) = (loss + sum, weight + of);
        }
        return weight > 0.0 ? loss / weight : 0.0;
    }

    /// <summary>Weighted mean loss of the model as it is now.</summary>
    public double Loss(OutcomeSamples samples)
    {
        var batches = new Batches(samples, _model.Network.Contextual, Options with { HeldOut = 0.0 });
        return Loss(samples, batches.Cut(batches.Training, null));
    }

    /// <summary>Gradient of the weighted mean loss over the batch [parameters]; returns its weighted sum and weight.</summary>
    internal (double Sum, double Weight) Gradient(OutcomeSamples samples, ReadOnlySpan<int> members, Span<double> gradient)
    {
        (double loss, double weight) = Forward(samples, members);
        gradient.Clear();
        if (weight == 0.0) return (0.0, 0.0);
        for (int b = 0; b < _batch.Count; b++) _slope[b] = _batch.Weight(b) / weight * QuasiLikelihood.Slope(_logit[b], _batch.Quality(b));
        _back.Backward(Values, _slope.AsSpan(0, _batch.Count), gradient);
        return (loss, weight);
    }

    private (double Sum, double Weight) Update(OutcomeSamples samples, ReadOnlySpan<int> members)
    {
        (double loss, double weight) = Gradient(samples, members, _gradient);
        if (weight > 0.0) Adam.Step(Values, _gradient, Options);
        return (loss, weight);
    }

    private double Loss(OutcomeSamples samples, List<ArraySegment<int>> batches)
    {
        double loss = 0.0, weight = 0.0;
        foreach (ArraySegment<int> members in batches)
        {
            (double sum, double of) = Forward(samples, members);
            (loss, weight) = (loss + sum, weight + of);
        }
        return weight > 0.0 ? loss / weight : 0.0;
    }

    private (double Sum, double Weight) Forward(OutcomeSamples samples, ReadOnlySpan<int> members)
    {
        _batch.Load(samples, members);
        if (_logit.Length < members.Length) (_logit, _slope) = (new double[members.Length], new double[members.Length]);
        _back.Logits(Values, _logit);
        double loss = 0.0, weight = 0.0;
        for (int b = 0; b < members.Length; b++)
        {
            weight += _batch.Weight(b);
            loss = Math.FusedMultiplyAdd(_batch.Weight(b), QuasiLikelihood.Loss(_logit[b], _batch.Quality(b)), loss);
        }
        return (loss, weight);
    }
}
