namespace Economy.Attention.Learning;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2) over a vector of
/// parameters. Its state outlives calls and can be saved.
/// </summary>
public sealed class Adam
{
    /// <summary>At rest, for so many parameters.</summary>
    public Adam(int length) => (Mean, Square) = (new double[length], new double[length]);

    /// <summary>Updates so far.</summary>
    public long Steps { get; set; }

    /// <summary>[length] decayed mean of gradients.</summary>
    public double[] Mean { get; }

    /// <summary>[length] decayed mean of squared gradients.</summary>
    public double[] Square { get; }

    /// <summary>One update of <paramref name="values"/> against <paramref name="gradient"/>.</summary>
    public void Step(Span<double> values, ReadOnlySpan<double> gradient, TrainingOptions options)
    {
        Steps++;
        double mean = 1.0 - Numerics.DeterministicMath.Pow(options.Beta1, Steps),
            square = 1.0 - Numerics.DeterministicMath.Pow(options.Beta2, Steps);
        for (int i = 0; i < values.Length; i++)
        {
            double g = gradient[i];
            Mean[i] = Math.FusedMultiplyAdd(1.0 - options.Beta1, g - Mean[i], Mean[i]);
            Square[i] = Math.FusedMultiplyAdd(1.0 - options.Beta2, g * g - Square[i], Square[i]);
            double step = Mean[i] / mean / (Math.Sqrt(Square[i] / square) + options.Epsilon);
            values[i] -= options.LearningRate * Math.FusedMultiplyAdd(options.WeightDecay, values[i], step);
        }
    }
}
