using Economy.Simulation.Experiments;
using Economy.Simulation.Randomness;

namespace Economy.Tests.Experiments;

public sealed class StatisticsTests
{
    /// <summary>Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, to three digits; further digits from closed forms (1, 2) and R's qt.</summary>
    [Theory]
    [InlineData(0.95, 1, 12.7062047362)]
    [InlineData(0.95, 2, 4.3026527297)]
    [InlineData(0.95, 3, 3.1824463053)]
    [InlineData(0.95, 4, 2.7764451052)]
    [InlineData(0.95, 5, 2.5705818356)]
    [InlineData(0.95, 10, 2.2281388520)]
    [InlineData(0.95, 29, 2.0452296421)]
    [InlineData(0.95, 30, 2.0422724563)]
    [InlineData(0.95, 100, 1.9839715185)]
    [InlineData(0.95, 1000, 1.9623390808)]
    [InlineData(0.99, 10, 3.1692726726)]
    [InlineData(0.50, 1, 1.0)]
    public void Quantiles_of_t_are_those_of_the_tables(double confidence, int degreesOfFreedom, double expected) =>
        Assert.Equal(expected, StudentT.TwoSided(confidence, degreesOfFreedom), 8);

    [Fact]
    public void A_quantile_undoes_the_probability()
    {
        for (var degrees = 1; degrees <= 60; degrees++)
            foreach (var t in new[] { 0.01, 0.5, 2, 4 })
                Assert.Equal(t, StudentT.TwoSided(StudentT.Within(t, degrees), degrees), 6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(30)]
    public void The_band_holds_the_mean_in_19_of_20_samples_of_normals(int size)
    {
        const int Samples = 4_000;
        var held = 0;
        var random = new PhiloxStream(7, Purpose.Quality, size, 0);
        var sample = new double[size];
        for (var s = 0; s < Samples; s++)
        {
            for (var i = 0; i < size; i++) sample[i] = 3 + 2 * random.Normal();
            if (Estimate.Of(sample) is var band && band.Low <= 3 && 3 <= band.High) held++;
        }

        Assert.InRange(held / (double)Samples, 0.95 - 0.014, 0.95 + 0.014); // four standard errors
    }

    [Fact]
    public void A_mean_leaves_out_what_is_not_a_number()
    {
        Assert.Equal(new Estimate(2, StudentT.TwoSided(0.95, 1), 2), Estimate.Of([1, double.NaN, 3]));
        Assert.Equal(new Estimate(5, double.NaN, 1), Estimate.Of([5]));
        Assert.Equal(new Estimate(double.NaN, double.NaN, 0), Estimate.Of([double.NaN]));
    }

    [Theory]
    [InlineData(14_209.4, 1308.2, "14,209 ± 1,308")]
    [InlineData(0.7360, 0.0518, "0.7360 ± 0.0518")]
    [InlineData(0, 0, "0.000 ± 0.000")]
    [InlineData(5.5, double.NaN, "5.500 ± –")]
    public void A_table_shows_four_digits(double mean, double halfWidth, string expected) =>
        Assert.Equal(expected, StudyTable.Text(new Estimate(mean, halfWidth, 2)));
}
