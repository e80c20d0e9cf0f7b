using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>The parameters of a model and those that only pre-training has, and where their gradients are added.</summary>
internal readonly ref struct PretrainingParameters(Learned model, Parameters own, Parameters ownGradient)
{
    internal readonly Learned Model = model;
    internal readonly Parameters OwnGradient = ownGradient;

    /// <summary>A matrix of the model.</summary>
    internal Learned Of(ParameterShape shape) => new(shape.Of(Model.Value), shape.Of(Model.Gradient));

    /// <summary>A matrix of pre-training's own.</summary>
    internal Learned Own(string name) => new(own[name], OwnGradient[name]);
}

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
        return new Parameters([("decoder.task", form.TaskWidth - 1, form.TaskProjection.Rows + 1),
            ("decoder.pool", form.PoolWidth - 1, form.PoolProjection.Rows + 1),
            ("forecast", ForecastHead.Rows, form.TaskProjection.Rows + ForecastHead.Context)]);
    }

    /// <summary>Adds the reconstruction loss of the round's tasks and pools, and its gradients.</summary>
    internal double Reconstruct(in PretrainingParameters p, RoundLog.Round round, CounterRandom random)
    {
        ScoreForm form = _network.Form;
        double loss = 0.0;
        _batch.LoadTasks(round.Task);
        double[] target = _batch.Tasks.ToArray();
        var hidden = new bool[target.Length];
        int count = MaskedReconstruction.Hide(_batch.Tasks, form.TaskWidth, hidden, random.Fork(0));
        if (count > 0)
        {
            _back.Encode(p.Model.Value);
            double[] encoded = Encoded(), rowGradient = new double[_network.Encoder is null ? 0 : target.Length];
            var masked = new MaskedRows(target, hidden, count, form.TaskWidth);
            loss += MaskedReconstruction.Loss(encoded, masked, p.Of(form.TaskProjection), p.Own("decoder.task"), rowGradient);
            _back.EncodeBackward(p.Model.Value, rowGradient, p.Model.Gradient);
        }
        int pools = round.Pool.Length / (form.PoolWidth - 1);
        var rows = new double[pools * form.PoolWidth];
        for (int j = 0; j < pools; j++)
            _model.PoolScale.Apply(round.Pool.AsSpan(j * (form.PoolWidth - 1), form.PoolWidth - 1),
                rows.AsSpan(j * form.PoolWidth, form.PoolWidth));
        double[] pool = [.. rows];
        hidden = new bool[rows.Length];
        count = MaskedReconstruction.Hide(rows, form.PoolWidth, hidden, random.Fork(1));
        if (count > 0)
            loss += MaskedReconstruction.Loss(rows, new MaskedRows(pool, hidden, count, form.PoolWidth), p.Of(form.PoolProjection),
                p.Own("decoder.pool"), []);
        return loss;
    }

    /// <summary>Adds the loss of forecasting <paramref name="next"/>, the demand of the next round, and its gradients.</summary>
    internal double Forecast(in PretrainingParameters p, RoundLog.Round round, double before, double next)
    {
        ScoreForm form = _network.Form;
        int d = form.TaskProjection.Rows;
        Learned head = p.Own("forecast"), projection = p.Of(form.TaskProjection);
        var (output, mean, input) = Outputs(p.Model.Value, head.Value, round, before);
        var inputGradient = new double[input.Length];
        double loss = ForecastHead.Loss(output, _scale.Class(next), _scale.Level(next));
        Linear.AddOuter(output, input, head.Gradient);
        Linear.AddTransposed(head.Value, output, inputGradient);
        Linear.AddOuter(inputGradient.AsSpan(0, d), mean, projection.Gradient);
        if (_network.Encoder is null || _batch.Count == 0) return loss;
        double[] meanGradient = new double[form.TaskWidth], rowGradient = new double[_batch.Count * form.TaskWidth];
        Linear.AddTransposed(projection.Value, inputGradient.AsSpan(0, d), meanGradient);
        for (int b = 0; b < _batch.Count; b++) Linear.AddScaled(1.0 / _batch.Count, meanGradient, rowGradient.AsSpan(b * form.TaskWidth));
        _back.EncodeBackward(p.Model.Value, rowGradient, p.Model.Gradient);
        return loss;
    }

    /// <summary>The outputs of the head, [4].</summary>
    internal double[] Forecast(ReadOnlySpan<double> p, ReadOnlySpan<double> head, RoundLog.Round round, double before) =>
        Outputs(p, head, round, before).Output;

    private (double[] Output, double[] Mean, double[] Input) Outputs(ReadOnlySpan<double> p, ReadOnlySpan<double> head,
        RoundLog.Round round, double before)
    {
        ScoreForm form = _network.Form;
        int d = form.TaskProjection.Rows;
        var (mean, input) = (new double[form.TaskWidth], new double[d + ForecastHead.Context]);
        double[] code = new double[d], output = new double[ForecastHead.Rows];
        _batch.LoadTasks(round.Task);
        if (_batch.Count > 0) _back.Encode(p);
        for (int b = 0; b < _batch.Count; b++) Linear.AddScaled(1.0 / _batch.Count, _back.Encoded(b), mean);
        Linear.Apply(form.TaskProjection.Of(p), mean, code);
        ReadOnlySpan<double> context = [_scale.Level(round.Demand), _scale.Level(before), DeterministicMath.Log(1.0 + round.Tasks) / 8.0,
            1.0];
        ForecastHead.Apply(head, code, context, input, output);
        return (output, mean, input);
    }

    private double[] Encoded()
    {
        var rows = new double[_batch.Tasks.Length];
        for (int b = 0; b < _batch.Count; b++) _back.Encoded(b).CopyTo(rows.AsSpan(b * _batch.TaskWidth));
        return rows;
    }
}
