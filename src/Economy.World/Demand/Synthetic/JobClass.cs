using Economy.Attention.Numerics;

namespace Economy.World.Demand.Synthetic;

/// <summary>A joint request and how often it was seen.</summary>
internal readonly record struct RequestShape(int Weight, QosClass Qos, long CpuMilli, long GpuMilli, long MemoryMib);

/// <summary>Jobs of like run time: how often they come, what they ask for, how long they run.</summary>
/// <param name="Weight">Jobs of the class in the trace.</param>
/// <param name="Quantiles">Run time in seconds at <see cref="Probabilities"/>.</param>
internal sealed record JobClass(int Weight, RequestShape[] Shapes, int[] Quantiles)
{
    /// <summary>Where run-time quantiles were taken: dense in the tail, in which most of the work lies.</summary>
    public static readonly double[] Probabilities = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98,
        0.99, 0.995, 0.998, 1];

    public int ShapeWeight { get; } = Shapes.Sum(shape => shape.Weight);

    /// <summary>The run time at probability p in [0, 1), with the logarithm linear between the quantiles.</summary>
    public long Seconds(double p)
    {
        var i = 0;
        while (Probabilities[i + 1] <= p) i++;
        var part = (p - Probabilities[i]) / (Probabilities[i + 1] - Probabilities[i]);
        return (long)Math.Round(Quantiles[i] * DeterministicMath.Pow((double)Quantiles[i + 1] / Quantiles[i], part));
    }
}
