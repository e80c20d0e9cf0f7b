using Economy.Experiments;
using Economy.World.Randomness;
using FsCheck;
using FsCheck.Fluent;

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

    /// <summary>Source: Student, The probable error of a mean, Biometrika 6 (1908): ten patients, two drugs; t = 4.0621, p = 0.002833 (R's t.test).</summary>
    [Fact]
    public void The_paired_test_gives_students_own_answer()
    {
        double[] one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        var difference = Estimate.Of(other.Zip(one, (b, a) => b - a));
        Assert.Equal(0.002833, difference.PValue, 6);
        Assert.Equal(0.7001142, difference.Low, 7);
        Assert.Equal(2.4598858, difference.High, 7);
    }

    [Theory]
    [InlineData(new double[] { 0, 0, 0 }, 1)]
    [InlineData(new double[] { 2, 2, 2 }, double.NaN)]
    [InlineData(new double[] { 2, 2 }, double.NaN)]
    [InlineData(new double[] { 0.1 + 0.2, 0.3 }, double.NaN)]
    [InlineData(new double[] { -1, 1 }, 1)]
    [InlineData(new double[] { 3 }, double.NaN)]
    public void A_p_value_is_defined_where_runs_differ_and_where_they_do_not(double[] differences, double p) => Assert.Equal(p, Estimate.Of(differences).PValue, 12);

    [Theory]
    [InlineData(new[] { 0.01, 0.04, 0.03, 0.005 }, new[] { 0.03, 0.06, 0.06, 0.02 })] // the usual textbook example
    [InlineData(new[] { 0.01, 0.02, 0.03, 0.04, 0.05 }, new[] { 0.05, 0.08, 0.09, 0.09, 0.09 })] // R's p.adjust
    [InlineData(new[] { 0.6, double.NaN, 0.02 }, new[] { 0.6, double.NaN, 0.04 })]
    [InlineData(new[] { 0.9, 0.8 }, new[] { 1.0, 1.0 })]
    [InlineData(new double[0], new double[0])]
    public void Holms_adjusted_values_are_those_of_the_books(double[] p, double[] expected) => Assert.Equal(expected, Holm.Adjust(p).Select(x => Math.Round(x, 12)));

    /// <summary>Source: the fifteen values of Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995), 4.1: at 5 % stepping down rejects three.</summary>
    [Fact]
    public void Holm_rejects_three_of_the_fifteen_hypotheses_of_benjamini_and_hochberg()
    {
        double[] p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1];
        Assert.Equal(3, Holm.Adjust(p).Count(x => x <= 0.05));
    }

    [Fact]
    public void Holm_lies_between_the_value_and_bonferroni_and_keeps_the_order() => Prop.ForAll(Gen.Choose(0, 1000).Select(x => x / 1000.0).ArrayOf().ToArbitrary(), p =>
    {
        var adjusted = Holm.Adjust(p);
        for (var i = 0; i < p.Length; i++)
        {
            Assert.InRange(adjusted[i], p[i], Math.Min(1, p.Length * p[i]) + 1e-12);
            for (var j = 0; j < p.Length; j++) Assert.True(p[i] > p[j] || adjusted[i] <= adjusted[j]);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(14_209.4, 1308.2, "14,209 ± 1,308")]
    [InlineData(0.7360, 0.0518, "0.7360 ± 0.0518")]
    [InlineData(0, 0, "0.000 ± 0.000")]
    [InlineData(5.5, double.NaN, "5.500 ± –")]
    public void A_table_shows_four_digits(double mean, double halfWidth, string expected) =>
        Assert.Equal(expected, StudyTable.Text(new Estimate(mean, halfWidth, 2)));

    [Fact]
    public void A_band_ends_at_what_is_possible()
    {
        var cut = new Estimate(0.98, 0.05, 9) { Least = 0, Most = 1 };
        Assert.Equal((0.93, 1.0), (Math.Round(cut.Low, 12), cut.High));
        Assert.Equal("0.9800 [0.9300, 1.000]", StudyTable.Text(cut).Replace("1.0000", "1.000", StringComparison.Ordinal));
        Assert.Equal("0.5000 ± 0.0500", StudyTable.Text(new Estimate(0.5, 0.05, 9) { Least = 0, Most = 1 }));
        Assert.Equal((0, 1), (new Measure("served_share", _ => 0).Least, new Measure("wealth_gini", _ => 0).Most));
        Assert.Equal(double.PositiveInfinity, new Measure("coins_per_tick", _ => 0).Most);
    }
}
