using Economy.Attention.Model;

namespace Economy.Attention.Learning;

/// <summary>The default engine: hand-derived gradients on one thread, in place, the same bits wherever it runs.</summary>
public sealed class HandDerivedLearning : ILearningBackend
{
    /// <summary>It has no state.</summary>
    public static HandDerivedLearning Instance { get; } = new();

    /// <inheritdoc />
    public ITrainState Begin(AttentionModel model, Adam adam) => new State(model, adam);

    private sealed class State(AttentionModel model, Adam adam) : ITrainState
    {
        private readonly double[] _gradient = new double[model.Parameters.Values.Length];
        private double[] _logit = [], _slope = [];
        private Backpropagation? _back;

        private double[] Values => model.Parameters.Values;

        public (double Sum, double Weight) Loss(Batch batch)
        {
            if (_logit.Length < batch.Count) (_logit, _slope) = (new double[batch.Count], new double[batch.Count]);
            _back = new Backpropagation(model.Network, batch);
            _back.Logits(Values, _logit);
            double loss = 0.0, weight = 0.0;
            for (int b = 0; b < batch.Count; b++)
            {
                weight += batch.Weight(b);
                loss = Math.FusedMultiplyAdd(batch.Weight(b), QuasiLikelihood.Loss(_logit[b], batch.Quality(b)), loss);
            }
            return (loss, weight);
        }

        public (double Sum, double Weight) Gradient(Batch batch, Span<double> gradient)
        {
            (double loss, double weight) = Loss(batch);
            gradient.Clear();
            if (weight == 0.0) return (0.0, 0.0);
            for (int b = 0; b < batch.Count; b++) _slope[b] = batch.Weight(b) / weight * QuasiLikelihood.Slope(_logit[b], batch.Quality(b));
            _back!.Backward(Values, _slope.AsSpan(0, batch.Count), gradient);
            return (loss, weight);
        }

        public (double Sum, double Weight) Step(Batch batch, TrainingOptions options)
        {
            (double loss, double weight) = Gradient(batch, _gradient);
            if (weight > 0.0) adam.Step(Values, _gradient, options);
            return (loss, weight);
        }

        public void Fetch() { }

        public void Dispose() { }
    }
}
