using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// Improves the projections and the encoder of a model without any outcome, by what it sees: masked features of tasks and
/// pools are to be reconstructed and the next round's demand forecast. A step of <see cref="Adam"/> a round; the last part of
/// the log is held out for early stopping. The decoders are forgotten, the forecaster remains.
/// </summary>
public sealed class Pretraining
{
    private readonly AttentionModel _model;
    private readonly TrainingOptions _options;

    /// <summary>Starts from a model, which is left as it is.</summary>
    public Pretraining(AttentionModel model, TrainingOptions options)
    {
        (_model, _options) = (model with { Parameters = model.Parameters.Copy() }, options);
        Forecaster = new DemandForecaster(_model, DemandScale.Of([]), PretrainingGradient.Declare(_model)["forecast"].ToArray());
    }

    /// <summary>The model as it is now.</summary>
    public AttentionModel Model => _model with { Parameters = _model.Parameters.Copy() };

    /// <summary>Of the last <see cref="Fit"/>.</summary>
    public DemandForecaster Forecaster { get; private set; }

    /// <summary>Epochs over the log until the loss on its held-out end no longer falls; the best parameters are kept.</summary>
    public TrainingReport Fit(RoundLog log)
    {
        _model.ThrowIfForeign(log.Schema);
        List<(RoundLog.Round Before, RoundLog.Round Now, double Next)> steps = Neighbours(log);
        int held = (int)(_options.HeldOut * steps.Count);
        var (training, heldOut) = (steps[..^held], steps[^held..]);
        DemandScale scale = DemandScale.Of([.. training.Select(s => s.Next)]);
        var gradient = new PretrainingGradient(_model, scale);
        Parameters own = Start(_model, _options.Seed), sum = _model.Parameters.Copy(), ownSum = own.Copy();
        var (adam, ownAdam) = (new Adam(sum.Values.Length), new Adam(own.Values.Length));
        double Loss((RoundLog.Round Before, RoundLog.Round Now, double Next) step, CounterRandom random)
        {
            Array.Clear(sum.Values);
            Array.Clear(ownSum.Values);
            var at = new PretrainingParameters(new Learned(_model.Parameters.Values, sum.Values), own, ownSum);
            return gradient.Reconstruct(at, step.Now, random) + gradient.Forecast(at, step.Now, step.Before.Demand, step.Next);
        }
        double HeldOutLoss() =>
            heldOut.Select((step, s) => Loss(step, new CounterRandom(~_options.Seed).Fork((ulong)s))).Sum() / Math.Max(1, held);

        var (stopping, losses, order) = (new EarlyStopping(_options.Patience), new List<double>(),
            Enumerable.Range(0, training.Count).ToArray());
        double[] All() => [.. _model.Parameters.Values, .. own.Values];
        bool more = training.Count > 0 && (held == 0 || stopping.Continue(HeldOutLoss(), All()));
        for (int epoch = 0; epoch < _options.MaxEpochs && more; epoch++)
        {
            CounterRandom random = new CounterRandom(_options.Seed).Fork((ulong)epoch);
            random.Shuffle(order);
            double loss = 0.0;
            foreach (int s in order)
            {
                loss += Loss(training[s], random.Fork((ulong)s)) / order.Length;
                adam.Step(_model.Parameters.Values, sum.Values, _options);
                ownAdam.Step(own.Values, ownSum.Values, _options);
            }
            losses.Add(loss);
            if (held > 0) more = stopping.Continue(HeldOutLoss(), All());
        }
        if (held > 0 && training.Count > 0) Restore(stopping, own);
        Forecaster = new DemandForecaster(Model, scale, own["forecast"].ToArray());
        return new TrainingReport
        {
            Epochs = losses.Count, BestEpoch = held > 0 ? stopping.Best : losses.Count, TrainingLoss = losses,
            HeldOutLoss = stopping.Losses, StoppedEarly = !more,
        };
    }

    /// <summary>Each round with the one before it (itself, for the first of a world) and the demand of the one after it.</summary>
    internal static List<(RoundLog.Round Before, RoundLog.Round Now, double Next)> Neighbours(RoundLog log)
    {
        var steps = new List<(RoundLog.Round, RoundLog.Round, double)>();
        for (int r = 0; r + 1 < log.Count; r++)
        {
            RoundLog.Round now = log.Rounds[r], next = log.Rounds[r + 1];
            if (next.World == now.World)
                steps.Add((r > 0 && log.Rounds[r - 1].World == now.World ? log.Rounds[r - 1] : now, now, next.Demand));
        }
        return steps;
    }

    /// <summary>Small decoders, a forecast that knows nothing.</summary>
    internal static Parameters Start(AttentionModel model, ulong seed)
    {
        Parameters own = PretrainingGradient.Declare(model);
        CounterRandom random = new CounterRandom(seed).Fork(ulong.MaxValue);
        for (int i = 0; i < own.Shape("forecast").Offset; i++) own.Values[i] = 0.2 * random.Uniform((ulong)i) - 0.1;
        return own;
    }

    private void Restore(EarlyStopping stopping, Parameters own)
    {
        var all = new double[_model.Parameters.Values.Length + own.Values.Length];
        stopping.Restore(all);
        all.AsSpan(0, _model.Parameters.Values.Length).CopyTo(_model.Parameters.Values);
        all.AsSpan(_model.Parameters.Values.Length).CopyTo(own.Values);
    }
}
