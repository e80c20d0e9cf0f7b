using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// The Bernoulli quasi-likelihood of fractional responses (Papke and Wooldridge, Journal of Applied Econometrics 1996):
/// l(a, y) = log(1 + e^a) − y·a. It is convex in the logit, and least in expectation where σ(a) = E[y], whatever the noise; so
/// qualities may exceed 1 as long as their mean does not.
/// </summary>
public static class QuasiLikelihood
{
    /// <summary>l(a, y).</summary>
    public static double Loss(double logit, double quality) =>
        Math.Max(logit, 0.0) + DeterministicMath.Log(1.0 + DeterministicMath.Exp(-Math.Abs(logit))) - quality * logit;

    /// <summary>∂l/∂a = σ(a) − y.</summary>
    public static double Slope(double logit, double quality) => DeterministicMath.Sigmoid(logit) - quality;
}
