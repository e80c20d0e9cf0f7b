using Economy.Attention.Learning;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;
using static TorchSharp.torch;

namespace Economy.Learning.Forecasting;

/// <summary>
/// A forecaster of demand that reads a long history, segment after segment. Parameters and the state of the optimiser are kept in float32
/// or better and products are found in the precision asked for (mixed precision, Micikevicius et al. 2018); gradients are added up over
/// parts of the streams. Forecasts are made in the precision that is kept.
/// </summary>
public sealed class LongMemory : IDisposable
{
    private const int Day = 86_400, Week = 7 * Day;

    private readonly LongMemoryOptions options;
    private readonly LongMemoryNetwork network;
    private readonly Device device;
    private readonly Precision precision;
    private readonly Parameters shapes;
    private readonly TorchSharp.Modules.Parameter parameters;
    private readonly double[] reach;   // [ahead] deviation of changes so many steps ahead, in which they are forecast

    /// <param name="options">Sizes, and how it is trained.</param>
    /// <param name="device">Where.</param>
    /// <param name="precision">Of products in training.</param>
    public LongMemory(LongMemoryOptions options, Device device, Precision precision)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.Width % options.Heads, 0, nameof(options));
        (this.options, this.device, this.precision, network) = (options, device, precision, new LongMemoryNetwork(options, Inputs));
        shapes = network.Start();
        reach = [.. options.Ahead.Select(_ => 1.0)];
        using var scope = NewDisposeScope();
        parameters = new(TorchData.Put(shapes.Values, precision.Kept(), device).DetachFromDisposeScope());
    }

    /// <summary>Numbers that a step is read as: the level, time of day and of the week as points on circles, 1.</summary>
    internal static int Inputs => 6;

    /// <summary>Trains on a series, whose last part tells when to stop; the best parameters are kept.</summary>
    /// <param name="series">The series.</param>
    /// <param name="training">Steps learnt from.</param>
    /// <param name="heldOut">Steps after them that tell when to stop.</param>
    public TrainingReport Fit(LevelSeries series, int training, int heldOut)
    {
        Measure(series.Level.AsSpan(0, training));
        using var optimizer = optim.AdamW([parameters], options.Rate, weight_decay: options.Decay);
        var (kept, losses, best) = (shapes.Values, new List<double>(), 0);
        var held = new List<double> { HeldOutLoss() };
        for (var epoch = 1; epoch <= options.Epochs && epoch - 1 - best < options.Patience; epoch++)
        {
            losses.Add(Epoch(series, training, optimizer, epoch));
            held.Add(HeldOutLoss());
            if (held[^1] < held[best]) (best, kept) = (epoch, TorchData.Of(parameters));
        }

        Restore(kept);
        return new TrainingReport
        {
            Epochs = losses.Count, BestEpoch = best, TrainingLoss = losses, HeldOutLoss = held,
            StoppedEarly = losses.Count < options.Epochs,
        };

        double HeldOutLoss()
        {
            var (forecast, error, count) = (Forecast(series.To(training + heldOut)), 0.0, 0);
            for (var h = 0; h < options.Ahead.Count; h++)
                for (var t = training; t < training + heldOut; t++, count++)
                    error += (forecast[h][t] - series.Level[t]) * (forecast[h][t] - series.Level[t]) / (reach[h] * reach[h]);
            return count == 0 ? double.NaN : error / count / 2;
        }
    }

    /// <summary>
    /// Forecasts every step from those up to <see cref="LongMemoryOptions.Ahead"/> before it, [ahead][steps], standardised; the first
    /// steps, which nothing that far comes before, as step 0.
    /// </summary>
    public double[][] Forecast(LevelSeries series)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        double[][] forecast = [.. options.Ahead.Select(_ => new double[series.Count])];
        Array.ForEach(forecast, f => f.AsSpan().Fill(series.Level[0]));
        Tensor[] memory = [];
        for (var first = 0; first < series.Count; first += options.Segment)
        {
            using var inner = NewDisposeScope();
            var count = Math.Min(options.Segment, series.Count - first);
            (var changes, memory) = network.Read(parameters, shapes, Steps([(series, first)], count, precision.Kept()), memory);
            memory = [.. memory.Select(m => m.MoveToOuterDisposeScope())];
            var values = TorchData.Of(changes);
            for (var s = 0; s < count; s++)
                for (var h = 0; h < options.Ahead.Count; h++)
                    if (first + s + options.Ahead[h] is var t && t < series.Count)
                        forecast[h][t] = series.Level[first + s] + reach[h] * values[s * options.Ahead.Count + h];
        }

        return forecast;
    }

    /// <summary>
    /// Gradient of the mean loss, half the squared error in units of how far levels move, over the next segment of some streams, added up
    /// over parts of them. Memory, one a part, goes on.
    /// </summary>
    internal double Accumulate((LevelSeries Series, int First)[] streams, int until, int parts, Tensor[][] memory)
    {
        var (perPart, sum) = ((streams.Length + parts - 1) / parts, 0.0);
        var count = streams.Sum(s => options.Ahead.Sum(h => Math.Clamp(until - s.First - h, 0, options.Segment)));
        if (count == 0) return 0;
        for (var part = 0; part * perPart < streams.Length; part++)
        {
            using var scope = NewDisposeScope();
            var own = streams.AsSpan(part * perPart, Math.Min(perPart, streams.Length - part * perPart)).ToArray();
            var type = precision.Computed();
            var (changes, read) = network.Read(parameters.to(type), shapes, Steps(own, options.Segment, type), memory[part]);
            Array.ForEach(memory[part], m => m.Dispose());
            memory[part] = [.. read.Select(m => m.clone().DetachFromDisposeScope())];
            var (wanted, counts) = Targets(own, until);
            var loss = ((changes.to(precision.Kept()) - wanted).square() * counts).sum() / (2.0 * count);
            loss.backward();
            sum += loss.Number();
        }

        return sum;
    }

    /// <summary>The gradient added up so far.</summary>
    internal double[] Gradient => TorchData.Of(parameters.grad!);

    /// <summary>The parameters, to read and write.</summary>
    internal void Restore(double[] values)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        parameters.copy_(TorchData.Put(values, precision.Kept(), device));
    }

    /// <summary>How many parameters there are.</summary>
    internal int Length => shapes.Values.Length;

    /// <inheritdoc />
    public void Dispose()
    {
        parameters.grad?.Dispose();
        parameters.Dispose();
    }

    /// <summary>Finds how far a level moves in as many steps as are forecast, so that each counts alike.</summary>
    private void Measure(ReadOnlySpan<double> level)
    {
        for (var h = 0; h < reach.Length; h++)
        {
            var (sum, count) = (0.0, 0);
            for (var t = options.Ahead[h]; t < level.Length; t++, count++)
                sum += (level[t] - level[t - options.Ahead[h]]) * (level[t] - level[t - options.Ahead[h]]);
            reach[h] = sum > 0 ? Math.Sqrt(sum / count) : 1;
        }
    }

    /// <summary>One pass over the part to learn from: streams side by side, each from another step on in every epoch.</summary>
    private double Epoch(LevelSeries series, int training, optim.Optimizer optimizer, int epoch)
    {
        var streams = Math.Max(1, Math.Min(options.Streams, training / (2 * options.Segment)));
        var length = training / streams;
        var offset = (int)(new CounterRandom(options.Seed).Fork((ulong)epoch).Uniform(0) * Math.Min(options.Segment, length));
        var (parts, loss, steps) = (Math.Min(options.Parts, streams), 0.0, 0);
        var memory = Enumerable.Range(0, parts).Select(_ => Array.Empty<Tensor>()).ToArray();
        for (var first = offset; first + options.Segment <= length; first += options.Segment)
        {
            optimizer.zero_grad();
            loss += Accumulate([.. Enumerable.Range(0, streams).Select(s => (series, s * length + first))], training, parts, memory);
            optimizer.step();
            steps++;
        }

        foreach (var part in memory) Array.ForEach(part, m => m.Dispose());
        return steps == 0 ? 0 : loss / steps;
    }

    /// <summary>[B × count × inputs].</summary>
    private Tensor Steps((LevelSeries Series, int First)[] streams, int count, ScalarType type)
    {
        var values = new List<double>(streams.Length * count * Inputs);
        foreach (var (series, first) in streams)
        {
            for (var t = first; t < first + count; t++)
            {
                double day = 2 * Math.PI * (series.Second[t] % Day) / Day, week = 2 * Math.PI * (series.Second[t] % Week) / Week;
                values.AddRange([series.Level[t], Math.Sin(day), Math.Cos(day), Math.Sin(week), Math.Cos(week), 1]);
            }
        }

        return TorchData.Put(values.ToArray(), Inputs, type, device).reshape(streams.Length, count, Inputs);
    }

    /// <summary>Changes that came [B × S × ahead], and 1 where one is known before <paramref name="until"/>.</summary>
    private (Tensor Wanted, Tensor Known) Targets((LevelSeries Series, int First)[] streams, int until)
    {
        var ahead = options.Ahead.Count;
        double[] wanted = new double[streams.Length * options.Segment * ahead], known = new double[wanted.Length];
        for (var at = 0; at < wanted.Length; at++)
        {
            var (series, first) = streams[at / (options.Segment * ahead)];
            var now = first + at / ahead % options.Segment;
            if (now + options.Ahead[at % ahead] is var t && t < until)
                (wanted[at], known[at]) = ((series.Level[t] - series.Level[now]) / reach[at % ahead], 1);
        }

        Tensor Put(double[] values) =>
            TorchData.Put(values, ahead, precision.Kept(), device).reshape(streams.Length, options.Segment, ahead);
        return (Put(wanted), Put(known));
    }
}

/// <summary>A series as a forecaster reads it.</summary>
/// <param name="Level">[steps] standardised.</param>
/// <param name="Second">[steps] time of each step in seconds, for the day and the week.</param>
public sealed record LevelSeries(double[] Level, long[] Second)
{
    /// <summary>Steps.</summary>
    public int Count => Level.Length;

    /// <summary>Its first steps.</summary>
    public LevelSeries To(int count) => new(Level[..count], Second[..count]);
}
