using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// Forecasts the demand class of each task before it is posed: a multinomial logit of what was known of it (McFadden 1974), which also
/// forecasts the demand itself. Learnt by <see cref="Adam"/> on the cross-entropy plus half the squared error.
/// </summary>
public sealed class TaskDemandForecaster
{
    private readonly Standardiser inputs;
    private readonly double[] head;

    private TaskDemandForecaster(Standardiser inputs, DemandScale scale, double[] head) =>
        (this.inputs, Scale, this.head) = (inputs, scale, head);

    /// <summary>The borders of the classes: thirds of the tasks learnt from.</summary>
    public DemandScale Scale { get; }

    /// <summary>Learns from tasks; the last part of them is held out to tell when to stop. At least one.</summary>
    public static TaskDemandForecaster Fit(IReadOnlyList<Case> cases, TrainingOptions options)
    {
        var width = cases[0].Input.Length - 1;
        var moments = new Moments(width);
        foreach (var one in cases) moments.Add(one.Input.AsSpan(0, width));
        var inputs = Standardiser.Fit([.. Enumerable.Range(0, width).Select(_ => new Feature("input"))], moments);
        var scale = DemandScale.Of([.. cases.Select(c => c.Demand)]);
        var found = new TaskDemandForecaster(inputs, scale, new double[ForecastHead.Rows * (width + 1)]);
        found.Learn(cases, options);
        return found;
    }

    /// <summary>The class forecast.</summary>
    public DemandClass Forecast(Case one)
    {
        Span<double> output = stackalloc double[ForecastHead.Rows];
        Apply(one, new double[one.Input.Length], output);
        return output[2] > output[0] && output[2] > output[1] ? DemandClass.High
            : output[1] > output[0] ? DemandClass.Medium : DemandClass.Low;
    }

    /// <summary>Mean loss of some tasks, and its gradient by the head [4 × width].</summary>
    internal double Loss(IReadOnlyList<Case> cases, ReadOnlySpan<int> members, Span<double> gradient)
    {
        gradient.Clear();
        var (loss, input, output) = (0.0, new double[cases[0].Input.Length], new double[ForecastHead.Rows]);
        foreach (var member in members)
        {
            Apply(cases[member], input, output);
            loss += ForecastHead.Loss(output, Scale.Class(cases[member].Demand), Scale.Level(cases[member].Demand)) / members.Length;
            foreach (ref var slope in output.AsSpan()) slope /= members.Length;
            Linear.AddOuter(output, input, gradient);
        }

        return loss;
    }

    /// <summary>The head, to read or write in place.</summary>
    internal Span<double> Head => head;

    private void Apply(Case one, Span<double> input, Span<double> output)
    {
        inputs.Apply(one.Input.AsSpan(0, one.Input.Length - 1), input);
        Linear.Apply(head, input, output);
    }

    private void Learn(IReadOnlyList<Case> cases, TrainingOptions options)
    {
        var held = (int)(options.HeldOut * cases.Count);
        int[] order = [.. Enumerable.Range(0, cases.Count - held)], heldOut = [.. Enumerable.Range(cases.Count - held, held)];
        var (adam, stopping, gradient) = (new Adam(head.Length), new EarlyStopping(options.Patience), new double[head.Length]);
        for (var epoch = 0; epoch < options.MaxEpochs; epoch++)
        {
            if (held > 0 && !stopping.Continue(Loss(cases, heldOut, gradient), head)) break;
            new CounterRandom(options.Seed).Fork((ulong)epoch).Shuffle(order);
            for (var at = 0; at < order.Length; at += options.BatchSize)
            {
                Loss(cases, order.AsSpan(at, Math.Min(options.BatchSize, order.Length - at)), gradient);
                adam.Step(head, gradient, options);
            }
        }

        if (held > 0) stopping.Restore(head);
    }
}
