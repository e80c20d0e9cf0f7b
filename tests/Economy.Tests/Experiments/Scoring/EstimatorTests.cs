using Economy.Experiments.Scoring.Estimators;
using Economy.World.Randomness;

namespace Economy.Tests.Experiments.Scoring;

/// <summary>
/// Estimators on series with known answers. Each tolerance is three standard errors of the estimator, stated from theory before the test was
/// run.
/// </summary>
public sealed class EstimatorTests
{
    /// <summary>α = 1.5; standard error α/√k = 0.0474 with k = 1,000.</summary>
    [Fact]
    public void Hill_finds_the_exponent_of_Pareto_draws() =>
        Assert.Equal(1.5, Hill.Alpha(Draw(20_000, (ref r) => r.Pareto(1, 1.5)), 0.05), 0.142);

    /// <summary>1; standard error √(2/n) = 0.02 with n = 5,000.</summary>
    [Fact]
    public void The_dispersion_of_Poisson_arrivals_is_1() => Assert.Equal(1, Dispersion.Index(Draw(5_000, (ref r) => Poisson(ref r, 7))), 0.06);

    /// <summary>Clusters of five: E c²/E c = 5; standard error 5·√((2 + 1/7)/5,000) = 0.104.</summary>
    [Fact]
    public void The_dispersion_of_arrivals_in_clusters_of_five_is_5() =>
        Assert.Equal(5, Dispersion.Index(Draw(5_000, (ref r) => 5 * Poisson(ref r, 7))), 0.312);

    /// <summary>φ^k; Bartlett's standard errors 0.0057 at lag 1 and 0.0101 at lag 5, with φ = 0.6 and n = 20,000.</summary>
    [Fact]
    public void The_autocorrelation_of_an_AR_1_falls_by_its_coefficient()
    {
        var values = Draw(20_000, (ref r) => r.Normal());
        for (var t = 1; t < values.Length; t++) values[t] += 0.6 * values[t - 1];
        Assert.Equal(0.6, Correlation.Auto(values, 1), 0.017);
        Assert.Equal(Math.Pow(0.6, 5), Correlation.Auto(values, 5), 0.0304);
    }

    /// <summary>6/(ν − 4) = 1 with ν = 10; standard error √(720/n) = 0.085 with n = 100,000, from the moments of the distribution up to the eighth.</summary>
    [Fact]
    public void The_excess_kurtosis_of_Student_t_draws_is_that_of_the_distribution() =>
        Assert.Equal(1, Spread.ExcessKurtosis(Draw(100_000, StudentT)), 0.255);

    /// <summary>0; standard error √(24/n) = 0.0346 with n = 20,000.</summary>
    [Fact]
    public void The_excess_kurtosis_of_normal_draws_is_0() => Assert.Equal(0, Spread.ExcessKurtosis(Draw(20_000, (ref r) => r.Normal())), 0.104);

    /// <summary>½; standard error √(1/12n) = 0.0029 with n = 10,000.</summary>
    [Fact]
    public void The_Gini_coefficient_of_exponential_draws_is_a_half() =>
        Assert.Equal(0.5, Concentration.Gini(Draw(10_000, (ref r) => r.Exponential())), 0.0087);

    /// <summary>p(1 − ln p) = 0.33026; standard error 0.00284 with n = 10,000, by its influence function.</summary>
    [Fact]
    public void The_richest_tenth_of_exponential_draws_holds_a_third() =>
        Assert.Equal(0.33026, Concentration.Top(Draw(10_000, (ref r) => r.Exponential()), 0.1), 0.0085);

    /// <summary>1; standard error √(2(2q − 1)(q − 1)/(3qn)) = 0.0497 with q = 20 and n = 10,000 (Lo and MacKinlay 1988).</summary>
    [Fact]
    public void The_variance_ratio_of_white_noise_is_1() =>
        Assert.Equal(1, Spread.VarianceRatio(Draw(10_000, (ref r) => r.Normal()), 20), 0.149);

    [Fact]
    public void Gaps_are_left_out_and_nothing_is_said_of_too_little()
    {
        Assert.Equal(Correlation.Of([1, 2, 3, 5], [2, 4, 5, 9]), Correlation.Of([1, 2, double.NaN, 3, 5], [2, 4, 7, 5, 9]));
        Assert.True(double.IsNaN(Hill.Alpha([1, 2, 3], 0.05)) && double.IsNaN(Dispersion.Index([4])) && double.IsNaN(Concentration.Gini([1, 2])));
        Assert.True(double.IsNaN(Spread.ExcessKurtosis([1, 1, 1, 1, 1])) && double.IsNaN(Correlation.Of([1, 1, 1], [1, 2, 3])));
    }

    private delegate double One(ref PhiloxStream random);

    private static double[] Draw(int count, One one)
    {
        var random = new PhiloxStream(20_261, Purpose.Misreport, 0, 0);
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = one(ref random);
        return values;
    }

    private static double Poisson(ref PhiloxStream random, double rate)
    {
        var count = 0;
        for (var time = random.Exponential(); time < rate; time += random.Exponential()) count++;
        return count;
    }

    private static double StudentT(ref PhiloxStream random)
    {
        var (z, square) = (random.Normal(), 0.0);
        for (var i = 0; i < 5; i++) square += 2 * random.Exponential();
        return z / Math.Sqrt(square / 10);
    }
}
