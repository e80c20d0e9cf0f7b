using Economy.Attention.Learning;
using Economy.Attention.Model;
using static TorchSharp.torch;

namespace Economy.Learning;

/// <summary>A model in training on a device.</summary>
internal sealed class TorchTrainState : ITrainState
{
    private readonly AttentionModel model;
    private readonly Adam adam;
    private readonly Device device;
    private readonly Precision precision;
    private readonly int most;
    private readonly Tensor parameters;
    private readonly Tensor mean;
    private readonly Tensor square;
    private long steps;

    public TorchTrainState(AttentionModel model, Adam adam, Device device, Precision precision, int most)
    {
        (this.model, this.adam, this.device, this.precision, this.most, steps) = (model, adam, device, precision, most, adam.Steps);
        using var scope = NewDisposeScope();
        (parameters, mean, square) = (Keep(model.Parameters.Values), Keep(adam.Mean), Keep(adam.Square));
        parameters.requires_grad_();
    }

    public (double Sum, double Weight) Loss(Batch batch)
    {
        using var none = no_grad();
        return Walk(batch, weight: 1, loss => { });
    }

    public (double Sum, double Weight) Gradient(Batch batch, Span<double> gradient)
    {
        using var scope = NewDisposeScope();
        var found = Differentiate(batch);
        gradient.Clear();
        if (found.Weight > 0) TorchData.Of(parameters.grad!).CopyTo(gradient);
        parameters.grad?.zero_();
        return found;
    }

    public (double Sum, double Weight) Step(Batch batch, TrainingOptions options)
    {
        using var scope = NewDisposeScope();
        var found = Differentiate(batch);
        if (found.Weight == 0) return found;
        using var none = no_grad();
        var gradient = parameters.grad!;
        steps++;
        mean.mul_(options.Beta1).add_(gradient * (1 - options.Beta1));
        square.mul_(options.Beta2).add_(gradient.square() * (1 - options.Beta2));
        var root = (square / (1 - Math.Pow(options.Beta2, steps))).sqrt_().add_(options.Epsilon);
        var step = (mean / (1 - Math.Pow(options.Beta1, steps))).div_(root).add_(parameters * options.WeightDecay);
        parameters.sub_(step.mul_(options.LearningRate));
        gradient.zero_();
        return found;
    }

    public void Fetch()
    {
        using var scope = NewDisposeScope();
        TorchData.Of(parameters.detach()).CopyTo(model.Parameters.Values, 0);
        TorchData.Of(mean).CopyTo(adam.Mean, 0);
        TorchData.Of(square).CopyTo(adam.Square, 0);
        adam.Steps = steps;
    }

    public void Dispose()
    {
        parameters.grad?.Dispose();
        parameters.Dispose();
        mean.Dispose();
        square.Dispose();
    }

    private Tensor Keep(double[] values) => TorchData.Put(values, precision.Kept(), device).DetachFromDisposeScope();

    /// <summary>Adds the gradient of the weighted mean loss to that of the parameters.</summary>
    private (double Sum, double Weight) Differentiate(Batch batch)
    {
        var weight = 0.0;
        for (var b = 0; b < batch.Count; b++) weight += batch.Weight(b);
        return weight > 0 ? Walk(batch, weight, loss => loss.backward()) : (0, 0);
    }

    /// <summary>Calls visit with Σ w·l over weight, for parts of a batch.</summary>
    private (double Sum, double Weight) Walk(Batch batch, double weight, Action<Tensor> visit)
    {
        var (sum, of) = (0.0, 0.0);
        var part = new DeviceNetwork(model, parameters).IsContextual ? int.MaxValue : most;
        for (var first = 0; first < batch.Count; first += Math.Min(part, batch.Count))
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(part, batch.Count - first);
            var weights = Column(first, count, batch.Weight);
            var (logits, quality) = (Logits(batch, first, count), Column(first, count, batch.Quality));
            var loss = (weights * (-nn.functional.logsigmoid(-logits) - quality * logits)).sum() / weight;
            visit(loss);
            sum += loss.Number() * weight;
            for (var b = first; b < first + count; b++) of += batch.Weight(b);
        }

        return (sum, of);
    }

    private Tensor Logits(Batch batch, int first, int count)
    {
        var type = precision.Computed();
        var network = new DeviceNetwork(model, parameters.to(type));
        var tasks = TorchData.Put(batch.TaskRows.Slice(first * batch.TaskWidth, count * batch.TaskWidth), batch.TaskWidth, type, device);
        var pools = TorchData.Put(batch.PoolRows.Slice(first * batch.PoolWidth, count * batch.PoolWidth), batch.PoolWidth, type, device);
        var encoded = network.Encode(tasks, model.Options.InducingTokens > 0 ? network.States(tasks) : null);
        var logits = network.Pairs(network.Tasks(encoded, network.Context(encoded)), network.Pools(pools));
        if (network.IsBiased)
        {
            var place = new long[count];
            for (var b = 0; b < count; b++) place[b] = network.Place(batch.TaskClass(first + b), batch.PoolName(first + b));
            logits += network.Bias(tensor(place).to(device));
        }

        return logits.to(precision.Kept());
    }

    private Tensor Column(int first, int count, Func<int, double> of)
    {
        var values = new double[count];
        for (var b = 0; b < count; b++) values[b] = of(first + b);
        return TorchData.Put(values, precision.Kept(), device);
    }
}
