using Economy.Attention.Learning;
using Economy.Attention.Model;
using static TorchSharp.torch;

namespace Economy.Learning;

/// <summary>Training on libtorch: gradients by automatic differentiation, parameters and Adam on the device.</summary>
/// <param name="device">Where.</param>
/// <param name="precision">With <see cref="Precision.BF16"/> logits and their gradients are found in bfloat16, losses and steps in
/// float32.</param>
/// <param name="most">
/// Samples whose gradient is found at once, to bound memory; the gradient of a larger batch is accumulated before the step. Batches
/// of models whose tasks attend to one another are rounds, and go whole.
/// </param>
public sealed class TorchLearning(Device device, Precision precision = Precision.Float64, int most = int.MaxValue) : ILearningBackend
{
    /// <inheritdoc />
    public ITrainState Begin(AttentionModel model, Adam adam)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        precision.Use();
        return new TorchTrainState(model, adam, device, precision, most);
    }
}
