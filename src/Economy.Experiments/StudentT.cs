namespace Economy.Experiments;

/// <summary>Student's t distribution with a whole number of degrees of freedom.</summary>
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
        var (low, high) = (0.0, 1.0);
        while (Within(high, degreesOfFreedom) < confidence) (low, high) = (high, 2 * high);
        while ((low + high) / 2 is var middle && middle > low && middle < high)
        {
            if (Within(middle, degreesOfFreedom) < confidence) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>P(|T| ≤ t), t ≥ 0. Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.</summary>
    public static double Within(double t, int degreesOfFreedom)
    {
        var odd = degreesOfFreedom % 2 == 1;
        var radius = Math.Sqrt(degreesOfFreedom + t * t);
        var (sine, cosine) = (t / radius, Math.Sqrt(degreesOfFreedom) / radius);
        var term = odd ? cosine : 1.0;
        var sum = degreesOfFreedom == 1 ? 0 : term;
        for (var k = odd ? 3 : 2; k <= degreesOfFreedom - 2; k += 2) sum += term *= cosine * cosine * (k - 1) / k;
        return odd ? (ArcTangent(sine / cosine) + sine * sum) * 2 / Math.PI : sine * sum;
    }

    /// <summary>Halves the angle until the series converges fast: the library's arc tangent differs between machines.</summary>
    private static double ArcTangent(double x)
    {
        const int Halvings = 4;
        for (var i = 0; i < Halvings; i++) x /= 1 + Math.Sqrt(1 + x * x);
        var (sum, power) = (0.0, x);
        for (var k = 1; k < 30; k += 2, power *= -x * x) sum += power / k;
        return sum * (1 << Halvings);
    }
}
