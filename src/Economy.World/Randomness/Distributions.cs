using Economy.Attention.Numerics;

namespace Economy.World.Randomness;

/// <summary>
/// Continuous distributions by inversion: one 53-bit uniform draw each, and monotone in it, so that common random numbers stay
/// comparable when a parameter changes.
/// </summary>
public static class Distributions
{
    /// <summary>Standard normal.</summary>
    public static double Normal(this ref PhiloxStream stream) =>
        NormalQuantile.At(Math.Min(stream.NextDouble() + 0.5 / (1UL << 53), 1 - 1.0 / (1UL << 53)));

    /// <summary>e^(mu + sigma·Z) for Z standard normal: median e^mu, mean e^(mu + sigma²/2).</summary>
    public static double LogNormal(this ref PhiloxStream stream, double mu, double sigma) =>
        DeterministicMath.Exp(mu + sigma * stream.Normal());

    /// <summary>Exponential with mean 1.</summary>
    public static double Exponential(this ref PhiloxStream stream) => -DeterministicMath.Log(1 - stream.NextDouble());

    /// <summary>P(X &gt; x) = (minimum/x)^exponent for x ≥ minimum.</summary>
    public static double Pareto(this ref PhiloxStream stream, double minimum, double exponent) =>
        minimum * DeterministicMath.Pow(1 - stream.NextDouble(), -1 / exponent);
}
