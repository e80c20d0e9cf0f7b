using Economy.World.Randomness;

namespace Economy.Tests.World.Randomness;

public sealed class DistributionTests
{
    private const int Draws = 100_000;

    private delegate double Draw(ref PhiloxStream stream);

    private static double[] Sample(Draw draw)
    {
        var stream = new PhiloxStream(7, Purpose.Endowment, actorId: 0, tick: 0);
        var sample = new double[Draws];
        for (var i = 0; i < Draws; i++) sample[i] = draw(ref stream);
        Array.Sort(sample);
        return sample;
    }

    /// <summary>Kolmogorov–Smirnov distance to a distribution function; 1.95/√n is exceeded once in a thousand.</summary>
    private static void AssertFollows(double[] sorted, Func<double, double> cumulative)
    {
        var distance = sorted.Select((x, i) => Math.Max(cumulative(x) - (double)i / Draws, (i + 1.0) / Draws - cumulative(x))).Max();
        Assert.InRange(distance, 0, 1.95 / Math.Sqrt(Draws));
    }

    [Fact]
    public void Exponential_draws_follow_the_exponential_distribution() =>
        AssertFollows(Sample((ref s) => s.Exponential()), x => 1 - Math.Exp(-x));

    [Fact]
    public void Pareto_draws_follow_the_Pareto_distribution() =>
        AssertFollows(Sample((ref s) => s.Pareto(3, 1.2)), x => 1 - Math.Pow(3 / x, 1.2));

    /// <summary>Expected: Φ at whole standard deviations, from tables.</summary>
    [Fact]
    public void Normal_draws_follow_the_normal_distribution()
    {
        var sample = Sample((ref s) => s.Normal());
        foreach (var (x, p) in new[] { (-3.0, 0.0013499), (-2.0, 0.0227501), (-1.0, 0.1586553), (0.0, 0.5), (1.0, 0.8413447), (2.0, 0.9772499), (3.0, 0.9986501) })
            Assert.Equal(p, sample.Count(draw => draw <= x) / (double)Draws, 4 * Math.Sqrt(p * (1 - p) / Draws));
    }

    [Fact]
    public void Lognormal_draws_have_the_stated_median_and_mean()
    {
        var sample = Sample((ref s) => s.LogNormal(2, 0.5));
        Assert.Equal(1, sample[Draws / 2] / Math.Exp(2), 0.01);
        Assert.Equal(1, sample.Average() / Math.Exp(2.125), 0.01);
    }

    /// <summary>The last two lie in the outer branches of the approximation.</summary>
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.75, 0.6744897501960817)]
    [InlineData(0.975, 1.9599639845400536)]
    [InlineData(0.001, -3.0902323061678132)]
    [InlineData(1e-20, -9.262340089798408)]
    public void Normal_quantiles_are_right_to_fourteen_digits(double p, double expected) =>
        Assert.Equal(expected, NormalQuantile.At(p), 1e-14 * Math.Max(1, Math.Abs(expected)));
}
