using Economy.Attention.Model;

namespace Economy.Attention.Learning;

/// <summary>The engine of learning: gradients of the loss of a model and steps against them.</summary>
public interface ILearningBackend
{
    /// <summary>
    /// Starts from the parameters of a model and a state of Adam, which are the engine's until the result is disposed of.
    /// </summary>
    ITrainState Begin(AttentionModel model, Adam adam);
}

/// <summary>
/// The parameters of a model and the state of its optimiser while it is trained, wherever the engine keeps them. A loss is the
/// <see cref="QuasiLikelihood"/> of the samples of a batch, weighted; results give its weighted sum and the sum of weights.
/// </summary>
public interface ITrainState : IDisposable
{
    /// <summary>The loss as it is.</summary>
    (double Sum, double Weight) Loss(Batch batch);

    /// <summary>
    /// Overwrites <paramref name="gradient"/>, laid out as the parameters, with that of the weighted mean loss; zero where no sample has
    /// weight.
    /// </summary>
    (double Sum, double Weight) Gradient(Batch batch, Span<double> gradient);

    /// <summary>One step of Adam against that gradient, none where no sample has weight. Returns the loss before it.</summary>
    (double Sum, double Weight) Step(Batch batch, TrainingOptions options);

    /// <summary>Writes parameters and optimiser as they are now to the model and the state of Adam that it began with.</summary>
    void Fetch();
}
