using Economy.Attention.Model;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// Improves a model by outcomes, minimising the weighted mean <see cref="QuasiLikelihood"/> by mini-batch <see cref="Adam"/>. Which
/// samples are held out, which form a batch and when to stop is decided here, by seed alone; the default engine is one thread, and
/// the same bits wherever it runs.
/// </summary>
public sealed class Trainer
{
    private readonly AttentionModel _model;
    private readonly ILearningBackend _backend;
    private readonly Batch _batch;

    /// <summary>Starts from a model, which is left as it is, and a state of Adam to go on from, if any.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How to train it.</param>
    /// <param name="adam">What an earlier trainer left; null to begin at rest.</param>
    /// <param name="backend">The engine; null is <see cref="HandDerivedLearning"/>.</param>
    public Trainer(AttentionModel model, TrainingOptions options, Adam? adam = null, ILearningBackend? backend = null)
    {
        _model = model with { Parameters = model.Parameters.Copy() };
        _backend = backend ?? HandDerivedLearning.Instance;
        Options = options;
        Adam = adam ?? new Adam(Values.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Adam.Mean.Length, Values.Length, nameof(adam));
        _batch = new Batch(_model);
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
        using ITrainState state = _backend.Begin(_model, Adam);
        var batches = new Batches(samples, _model.Network.Contextual, Options);
        bool held = batches.HeldOut.Length > 0;
        List<ArraySegment<int>> heldOut = batches.Cut(batches.HeldOut, null);
        var stopping = new EarlyStopping(Options.Patience);
        var training = new List<double>();
        bool more = !held || stopping.Continue(Loss(state, samples, heldOut), Values);
        for (int epoch = 0; epoch < Options.MaxEpochs && more && batches.Training.Length > 0; epoch++)
        {
            double loss = 0.0, weight = 0.0;
            foreach (ArraySegment<int> members in batches.Cut(batches.Training, new CounterRandom(Options.Seed).Fork((ulong)epoch)))
            {
                (double sum, double of) = state.Step(Load(samples, members), Options);
                (loss, weight) = (loss + sum, weight + of);
            }
            state.Fetch();
            training.Add(weight > 0.0 ? loss / weight : 0.0);
            if (held) more = stopping.Continue(Loss(state, samples, heldOut), Values);
        }
        if (held) stopping.Restore(Values);
        return new TrainingReport
        {
            Epochs = training.Count, BestEpoch = held ? stopping.Best : training.Count, TrainingLoss = training,
            HeldOutLoss = stopping.Losses, StoppedEarly = !more,
        };
    }

    /// <summary>
    /// One pass over fresh samples, in batches and in their order, nothing held out: the update of an online learner. Returns the mean loss
    /// met.
    /// </summary>
    public double Step(OutcomeSamples samples)
    {
        _model.ThrowIfForeign(samples.Schema);
        using ITrainState state = _backend.Begin(_model, Adam);
        double loss = 0.0, weight = 0.0;
        var batches = new Batches(samples, _model.Network.Contextual, Options with { HeldOut = 0.0 });
        Array.Sort(batches.Training);
        foreach (ArraySegment<int> members in batches.Cut(batches.Training, null))
        {
            (double sum, double of) = state.Step(Load(samples, members), Options);
            (loss, weight) = (loss + sum, weight + of);
        }
        state.Fetch();
        return weight > 0.0 ? loss / weight : 0.0;
    }

    /// <summary>Weighted mean loss of the model as it is now.</summary>
    public double Loss(OutcomeSamples samples)
    {
        using ITrainState state = _backend.Begin(_model, Adam);
        var batches = new Batches(samples, _model.Network.Contextual, Options with { HeldOut = 0.0 });
        return Loss(state, samples, batches.Cut(batches.Training, null));
    }

    /// <summary>Gradient of the weighted mean loss over the batch [parameters]; returns its weighted sum and weight.</summary>
    internal (double Sum, double Weight) Gradient(OutcomeSamples samples, ReadOnlySpan<int> members, Span<double> gradient)
    {
        using ITrainState state = _backend.Begin(_model, Adam);
        return state.Gradient(Load(samples, members), gradient);
    }

    private double Loss(ITrainState state, OutcomeSamples samples, List<ArraySegment<int>> batches)
    {
        double loss = 0.0, weight = 0.0;
        foreach (ArraySegment<int> members in batches)
        {
            (double sum, double of) = state.Loss(Load(samples, members));
            (loss, weight) = (loss + sum, weight + of);
        }
        return weight > 0.0 ? loss / weight : 0.0;
    }

    private Batch Load(OutcomeSamples samples, ReadOnlySpan<int> members)
    {
        _batch.Load(samples, members);
        return _batch;
    }
}
