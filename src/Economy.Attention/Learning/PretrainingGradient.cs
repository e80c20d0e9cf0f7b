using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// Losses of one round and their gradients, by hand-derived rules: masked features of its tasks (through the encoder) and of
/// its pools, and the demand of the next round.
/// </summary>
internal sealed class PretrainingGradient
{
    private readonly Network _network;
    private readonly AttentionModel _model;
    private readonly DemandScale _scale;
    private readonly Batch _batch;
    private readonly Backpropagation _back;

    internal PretrainingGradient(AttentionModel model, DemandScale scale)
    {
        (_model, _scale, _network, _batch) = (model, scale, model.Network, new Batch(model));
        _back = new Backpropagation(_network, _batch);
    }

    /// <summary>The parameters that only pre-training has.</summary>
    internal static Parameters Declare(AttentionModel model)
    {
        ScoreForm form = model.Network.Form;
        return new Parameters([("decoder.task", form.TaskWidth - 1, form.TaskProjection.Rows + 1), ("decoder.pool", form.PoolWidth - 1, form.PoolProjection.Rows + 1),
            ("forecast", ForecastHead.Rows, form.TaskProjection.Rows + ForecastHead.Context)]);
    }

    /// <summary>Adds the reconstruction loss of the round's tasks and pools, and its gradients.</summary>
    internal double Reconstruct(ReadOnlySpan<double> p, Parameters own, RoundLog.Round round, CounterRandom random, Span<double> gradient, Parameters ownGradient)
    {
        ScoreForm form = _network.Form;
        double loss = 0.0;
        _batch.LoadTasks(round.Task);
        double[] target = _batch.Tasks.ToArray();
        var hidden = new bool[target.Length];
        int count = MaskedReconstruction.Hide(_batch.Tasks, form.TaskWidth, hidden, random.Fork(0));
        if (count > 0)
        {
            _back.Encode(p);
            double[] encoded = Encoded(), rowGradient = new double[_network.Encoder is null ? 0 : target.Length];
            loss += MaskedReconstruction.Loss(encoded, target, hidden, count, form.TaskWidth, form.TaskProjection.Of(p), own["decoder.task"],
                form.TaskProjection.Of(gradient), ownGradient["decoder.task"], rowGradient);
            _back.EncodeBackward(p, rowGradient, gradient);
        }
        int pools = round.Pool.Length / (form.PoolWidth - 1);
        var rows = new double[pools * form.PoolWidth];
        for (int j = 0; j < pools; j++)
            _model.PoolScale.Apply(round.Pool.AsSpan(j * (form.PoolWidth - 1), form.PoolWidth - 1), rows.AsSpan(j * form.PoolWidth, form.PoolWidth));
        double[] pool = [.. rows];
        hidden = new bool[rows.Length];
        count = MaskedReconstruction.Hide(rows, form.PoolWidth, hidden, random.Fork(1));
        if (count > 0)
            loss += MaskedReconstruction.Loss(rows, pool, hidden, count, form.PoolWidth, form.PoolProjection.Of(p), own["decoder.pool"],
                form.PoolProjection.Of(gradient), ownGradient["decoder.pool"], []);
        return loss;
    }

    /// <summary>Adds the loss of forecasting <paramref name="next"/>, the demand of the next round, and its gradients.</summary>
    internal double Forecast(ReadOnlySpan<double> p, Parameters own, RoundLog.Round round, double before, double next, Span<double> gradient, Parameters ownGradient)
    {
        ScoreForm form = _network.Form;
        int d = form.TaskProjection.Rows;
        double[] output = Outputs(p, own["forecast"], round, before, out double[] mean, out double[] input), inputGradient = new double[input.Length];
        double loss = ForecastHead.Loss(output, _scale.Class(next), _scale.Level(next));
        Linear.AddOuter(output, input, ownGradient["forecast"]);
        Linear.AddTransposed(own["forecast"], output, inputGradient);
        Linear.AddOuter(inputGradient.AsSpan(0, d), mean, form.TaskProjection.Of(gradient));
        if (_network.Encoder is null || _batch.Count == 0) return loss;
        double[] meanGradient = new double[form.TaskWidth], rowGradient = new double[_batch.Count * form.TaskWidth];
        Linear.AddTransposed(form.TaskProjection.Of(p), inputGradient.AsSpan(0, d), meanGradient);
        for (int b = 0; b < _batch.Count; b++) Linear.AddScaled(1.0 / _batch.Count, meanGradient, rowGradient.AsSpan(b * form.TaskWidth));
        _back.EncodeBackward(p, rowGradient, gradient);
        return loss;
    }

    /// <summary>The outputs of the head, [4].</summary>
    internal double[] Forecast(ReadOnlySpan<double> p, ReadOnlySpan<double> head, RoundLog.Round round, double before) =>
        Outputs(p, head, round, before, out _, out _);

    private double[] Outputs(ReadOnlySpan<double> p, ReadOnlySpan<double> head, RoundLog.Round round, double before, out double[] mean, out double[] input)
    {
        ScoreForm form = _network.Form;
        int d = form.TaskProjection.Rows;
        (mean, input) = (new double[form.TaskWidth], new double[d + ForecastHead.Context]);
        double[] code = new double[d], output = new double[ForecastHead.Rows];
        _batch.LoadTasks(round.Task);
        if (_batch.Count > 0) _back.Encode(p);
        for (int b = 0; b < _batch.Count; b++) Linear.AddScaled(1.0 / _batch.Count, _back.Encoded(b), mean);
        Linear.Apply(form.TaskProjection.Of(p), mean, code);
        ReadOnlySpan<double> context = [_scale.Level(round.Demand), _scale.Level(before), DeterministicMath.Log(1.0 + round.Tasks) / 8.0, 1.0];
        ForecastHead.Apply(head, code, context, input, output);
        return output;
    }

    private double[] Encoded()
    {
        var rows = new double[_batch.Tasks.Length];
        for (int b = 0; b < _batch.Count; b++) _back.Encoded(b).CopyTo(rows.AsSpan(b * _batch.TaskWidth));
        return rows;
    }
}
