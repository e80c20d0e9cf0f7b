using Economy.Experiments.Designs;
using Economy.Experiments.Sensitivity;

namespace Economy.Tests.Experiments.Sensitivity;

public sealed class SensitivityTests
{
    /// <summary>
    /// Ishigami's function on [−π, π]³ with a = 7 and b = 0.1: the variances are V₁ = ½(1 + bπ⁴/5)², V₂ = a²/8, V₁₃ = b²π⁸(1/18 − 1/50), so
    /// that S = 0.3139, 0.4424, 0 and S_T = 0.5576, 0.4424, 0.2437.
    /// </summary>
    [Fact]
    public void Sobol_indices_of_the_Ishigami_function_are_the_analytic_ones_within_their_bands()
    {
        double[] first = [0.3139, 0.4424, 0], total = [0.5576, 0.4424, 0.2437];
        var indices = SobolIndices.Of([.. new SobolDesign { Points = 1024, Seed = 1 }.Sample(3).Select(Ishigami)], 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.InRange(first[i], indices.First[i].Low, indices.First[i].High);
            Assert.InRange(total[i], indices.Total[i].Low, indices.Total[i].High);
            Assert.InRange(indices.First[i].High - indices.First[i].Low, 0, 0.2);
            Assert.InRange(indices.Total[i].High - indices.Total[i].Low, 0, 0.2);
        }
    }

    /// <summary>
    /// f = 2x₁ − 3x₂ + 0·x₃ + 4x₁x₄ on the unit cube: effects are 2 + 4x₄, −3, 0 and 4x₁, which on the four levels with steps of ⅔ take
    /// values of mean 2 + 4·½ = 4, −3, 0 and 2 whatever the trajectory's other factors, and spread 0 for the second and third.
    /// </summary>
    [Fact]
    public void Elementary_effects_of_a_known_function_are_known()
    {
        var design = new MorrisDesign { Trajectories = 2000 };
        var effects = MorrisEffects.Of([.. design.Sample(4).SelectMany(t => t.Places).Select(x => 2 * x[0] - 3 * x[1] + 4 * x[0] * x[3])],
            design, 4);
        Assert.Equal(-3, effects[1].Mean, 9);
        Assert.Equal(3, effects[1].Absolute.Mean, 9);
        Assert.Equal(0, effects[1].Spread, 6);
        Assert.Equal(0, effects[2].Absolute.Mean, 9);
        Assert.InRange(4, effects[0].Absolute.Low - 0.05, effects[0].Absolute.High + 0.05);
        Assert.InRange(2, effects[3].Absolute.Low - 0.05, effects[3].Absolute.High + 0.05);
        // The other factor lies on 0, ⅓, ⅔, 1 as likely: the spread of four times that is 4·√(5/36).
        Assert.InRange(effects[0].Spread, 4 * Math.Sqrt(5 / 36.0) - 0.1, 4 * Math.Sqrt(5 / 36.0) + 0.1);
    }

    [Fact]
    public void A_function_that_does_not_vary_has_no_indices_but_zeros() =>
        Assert.All(SobolIndices.Of([.. Enumerable.Repeat(3.0, 40)], 3).Total, t => Assert.Equal(0, t.Value));

    private static double Ishigami(double[] u)
    {
        double[] x = [.. u.Select(p => Math.PI * (2 * p - 1))];
        return Math.Sin(x[0]) + 7 * Math.Pow(Math.Sin(x[1]), 2) + 0.1 * Math.Pow(x[2], 4) * Math.Sin(x[0]);
    }
}
