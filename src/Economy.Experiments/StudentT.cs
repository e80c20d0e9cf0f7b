namespace Economy.Experiments;

/// <summary>Student's t distribution, two-sided.</summary>
public static class StudentT
{
    /// <summary>The t that a variable exceeds in absolute value with probability 1 − <paramref name="confidence"/>.</summary>
    /// <param name="confidence">In (0, 1): 0.95 for a 95 % band.</param>
    /// <param name="degreesOfFreedom">≥ 1.</param>
    public static double TwoSided(double confidence, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        if (!(confidence is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies in (0, 1).");
        return MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, degreesOfFreedom, (1 + confidence) / 2);
    }

    /// <summary>P(|T| ≤ t), t ≥ 0.</summary>
    public static double Within(double t, int degreesOfFreedom) =>
        1 - 2 * MathNet.Numerics.Distributions.StudentT.CDF(0, 1, degreesOfFreedom, -t);
}
