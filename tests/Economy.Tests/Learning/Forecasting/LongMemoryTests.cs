using Economy.Learning;
using Economy.Learning.Forecasting;
using Economy.Tests.Engines;
using TorchSharp;

namespace Economy.Tests.Learning.Forecasting;

/// <summary>A forecaster that reads its series by segments, on the processor, in float64 unless it says otherwise. Tolerances were stated before the first run.</summary>
[NeedsLibtorch]
[Collection("torch")] // One at a time: tensors are counted.
public sealed class LongMemoryTests
{
    private static readonly LongMemoryOptions Small = new() { Segment = 4, Memory = 2, Layers = 2, Heads = 2, Width = 8, Ahead = [1, 3], Epochs = 3, Streams = 3 };

    /// <summary>
    /// L·M·S = 16 steps before the present, whatever its place in its segment: one step earlier changes no bit, and that step itself does
    /// (gradients through two softmaxes are small, not 0: above 1e-12).
    /// </summary>
    [ContractFact]
    public void A_forecast_depends_on_exactly_the_stated_horizon()
    {
        using var memory = Random(Small);
        Assert.Equal(16, Small.Horizon);
        var series = Series(60);
        var before = memory.Forecast(series)[0];
        foreach (var changed in (int[])[20, 21, 23])
        {
            var other = Series(60);
            other.Level[changed] += 1;
            var after = memory.Forecast(other)[0];
            // Entry t + 1 is made at step t.
            Assert.All(Enumerable.Range(0, 60), t => Assert.True(t - 1 >= changed && t - 1 <= changed + Small.Horizon || before[t].Equals(after[t]), $"{changed} → {t}"));
            Assert.True(Math.Abs(after[changed + Small.Horizon + 1] - before[changed + Small.Horizon + 1]) > 1e-12);
        }
    }

    /// <summary>Where the memory holds all, segments of 4, of 5 and the whole at once are one: 1e-12 of sums in float64.</summary>
    [ContractFact]
    public void Reading_by_segments_is_reading_the_whole_at_once()
    {
        var whole = Forecast(Small with { Segment = 40, Memory = 1 });
        foreach (var by in (LongMemoryOptions[])[Small with { Segment = 4, Memory = 10 }, Small with { Segment = 5, Memory = 8 }, Small with { Segment = 8, Memory = 5 }])
            Assert.Equal(whole, Forecast(by), (a, b) => Math.Abs(a - b) <= 1e-12);
        // And with a window that does not reach back to the start, too.
        Assert.Equal(Forecast(Small with { Segment = 4, Memory = 3 }), Forecast(Small with { Segment = 12, Memory = 1 }), (a, b) => Math.Abs(a - b) <= 1e-12);

        double[] Forecast(LongMemoryOptions options)
        {
            using var memory = Random(options);
            return [.. memory.Forecast(Series(40)).SelectMany(f => f)];
        }
    }

    /// <summary>Sums of the same numbers in another order: 1e-13 of numbers below 1.</summary>
    [ContractFact]
    public void Gradients_added_up_over_parts_of_the_streams_are_those_of_all()
    {
        var (whole, parts) = (Gradient(1), Gradient(3));
        Assert.Contains(whole, g => Math.Abs(g) > 1e-4);
        Assert.Equal(whole, parts, (a, b) => Math.Abs(a - b) <= 1e-13);

        double[] Gradient(int parts)
        {
            using var memory = Random(Small);
            var states = Enumerable.Range(0, parts).Select(_ => Array.Empty<torch.Tensor>()).ToArray();
            foreach (var first in (int[])[0, 4]) memory.Accumulate([.. Enumerable.Range(0, 6).Select(s => (Series(100), s * 15 + first))], 95, parts, states);
            foreach (var state in states) Array.ForEach(state, s => s.Dispose());
            return memory.Gradient;
        }
    }

    /// <summary>
    /// bfloat16 rounds each of some thirty products in a row by 2^-9: 2 % together, a cosine of 1 − 0.0002 with the gradient of float64; 0.99
    /// allows for sums that cancel.
    /// </summary>
    [ContractFact]
    public void Gradients_in_mixed_precision_point_where_exact_ones_do()
    {
        double[] exact = Gradient(Precision.Float64), mixed = Gradient(Precision.BF16);
        double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
        Assert.NotEqual(exact, mixed);
        Assert.InRange(Dot(exact, mixed) / Math.Sqrt(Dot(exact, exact) * Dot(mixed, mixed)), 0.99, 1);

        double[] Gradient(Precision precision)
        {
            using var memory = Random(Small, precision);
            torch.Tensor[][] states = [[]];
            memory.Accumulate([.. Enumerable.Range(0, 6).Select(s => (Series(100), s * 15))], 95, 1, states);
            Array.ForEach(states[0], s => s.Dispose());
            return memory.Gradient;
        }
    }

    /// <summary>
    /// The held-out loss of the pass that is kept is that of the forecasts made afterwards: half the squared error in units of the mean squared
    /// change that was learnt from. 1e-9.
    /// </summary>
    [ContractFact]
    public void The_best_pass_is_kept()
    {
        using var memory = new LongMemory(Small with { Ahead = [2], Epochs = 2 }, TorchDevices.Of("cpu"), Precision.Float64);
        var series = Series(70);
        var report = memory.Fit(series, 50, 20);
        Assert.Equal((2, 3, report.HeldOutLoss.Min()), (report.Epochs, report.HeldOutLoss.Count, report.HeldOutLoss[report.BestEpoch]));
        double Square(double x) => x * x;
        var change = Enumerable.Range(2, 48).Average(t => Square(series.Level[t] - series.Level[t - 2]));
        var forecast = memory.Forecast(series)[0];
        Assert.Equal(report.HeldOutLoss[report.BestEpoch], Enumerable.Range(50, 20).Average(t => Square(forecast[t] - series.Level[t])) / change / 2, 1e-9);
    }

    /// <summary>A series of which nothing is special.</summary>
    private static LevelSeries Series(int steps) =>
        new([.. Enumerable.Range(0, steps).Select(t => Math.Sin(t * 0.7) + 0.3 * Math.Cos(t * t))], [.. Enumerable.Range(0, steps).Select(t => t * 900L)]);

    /// <summary>One whose parameters all differ from 0.</summary>
    private static LongMemory Random(LongMemoryOptions options, Precision precision = Precision.Float64)
    {
        var memory = new LongMemory(options, TorchDevices.Of("cpu"), precision);
        var random = new Random(7);
        memory.Restore([.. Enumerable.Range(0, memory.Length).Select(_ => 0.8 * (random.NextDouble() - 0.5))]);
        return memory;
    }
}
