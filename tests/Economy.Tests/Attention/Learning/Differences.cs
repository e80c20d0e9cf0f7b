namespace Economy.Tests.Attention.Learning;

/// <summary>Central finite differences, the oracle of hand-derived gradients.</summary>
internal static class Differences
{
    /// <summary>Asserts each entry to 1e-6 of it or of the largest, with fourth-order differences.</summary>
    internal static void Check(double[] at, double[] gradient, Func<double[], double> loss)
    {
        const double h = 1e-3;
        double largest = gradient.Max(Math.Abs);
        double At(int i, double step)
        {
            double[] moved = [.. at];
            moved[i] += step;
            return loss(moved);
        }
        for (int i = 0; i < at.Length; i++)
        {
            double difference = (8.0 * (At(i, h) - At(i, -h)) - (At(i, 2.0 * h) - At(i, -2.0 * h))) / (12.0 * h);
            Assert.True(Math.Abs(difference - gradient[i]) <= 1e-6 * Math.Max(Math.Abs(gradient[i]), 1e-2 * largest), $"entry {i}: {gradient[i]:R} against {difference:R}");
        }
    }
}
