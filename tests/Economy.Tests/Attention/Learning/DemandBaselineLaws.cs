using Economy.Attention.Learning;

namespace Economy.Tests.Attention.Learning;

/// <summary>Forecasts from demand alone, on series of which the best one is known. Tolerances were stated before the first run.</summary>
public sealed class DemandBaselineLaws
{
    private static readonly double[] Some = [5, 9, 2, 7, 7, 1, 12, 3];

    [Fact]
    public void Each_forecast_is_what_its_name_says()
    {
        Assert.Equal([5, 5, 9, 2, 7, 7, 1, 12], DemandBaselines.Persistence(Some));
        Assert.Equal([5, 5, 9, 5, 9, 2, 7, 7], DemandBaselines.SeasonalNaive(Some, 3));
        Assert.Equal(DemandBaselines.Persistence(Some), DemandBaselines.Smoothing(Some, 1));
        Assert.All(DemandBaselines.Smoothing(Some, 0), f => Assert.Equal(5, f, 1e-12));
        Assert.Equal(Math.Sqrt(6 * 10) - 1, DemandBaselines.Smoothing(Some, 0.5)[2], 1e-12);
        Assert.Empty(DemandBaselines.Persistence([]));
        Assert.Equal([5, 5, 5, 9, 2, 7, 7, 1], DemandBaselines.Persistence(Some, ahead: 2));
        Assert.Equal([5, 5, 5, 5, 5, 9, 5, 9], DemandBaselines.SeasonalNaive(Some, 3, ahead: 4));
        Assert.Equal(DemandBaselines.Persistence(Some, 3), DemandBaselines.Smoothing(Some, 1, 3));
        Assert.All(Enumerable.Range(2, 6), t => Assert.Equal(DemandBaselines.Smoothing(Some, 0.3)[t - 1], DemandBaselines.Smoothing(Some, 0.3, ahead: 2)[t], 1e-12));
    }

    [Fact]
    public void A_periodic_series_is_forecast_without_error_from_its_second_period_on()
    {
        double[] periodic = [.. Enumerable.Range(0, 60).Select(t => 10.0 + t % 12)];
        var quality = ForecastQuality.Of(DemandBaselines.SeasonalNaive(periodic, 12), periodic, 12, Scale(periodic));
        Assert.Equal((0, 1.0, 1.0), (quality.LogError, quality.Classes.Accuracy, quality.Classes.MacroF1));
        var persistence = ForecastQuality.Of(DemandBaselines.Persistence(periodic), periodic, 12, Scale(periodic));
        Assert.Equal(1, quality.Skill(persistence));
        Assert.Equal(0, persistence.Skill(persistence));
        Assert.True(double.IsNaN(persistence.Skill(quality)));
    }

    /// <summary>
    /// log(1 + demand) is an ARIMA(0,1,1) with parameter θ = 0.6: the best gain is 1 − θ (Muth 1960). The estimate has a standard error of
    /// √((1 − θ²)/n) = 0.011 over 5,000 rounds; four of them.
    /// </summary>
    [Fact]
    public void The_best_gain_is_that_of_the_process()
    {
        var random = new System.Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (series, level, before) = (new double[5000], 5.0, 0.0);
        for (var t = 0; t < series.Length; t++)
        {
            var shock = 0.02 * Normal();
            level += shock - 0.6 * before;
            before = shock;
            series[t] = Math.Exp(level) - 1;
        }

        Assert.InRange(DemandBaselines.BestGain(series), 0.4 - 0.045, 0.4 + 0.045);
        double[] noise = [.. Enumerable.Range(0, 2000).Select(_ => Math.Exp(5 + 0.1 * Normal()) - 1)];
        Assert.InRange(DemandBaselines.BestGain(noise), 0, 0.1);
    }

    private static DemandScale Scale(double[] demands) => DemandScale.Of(demands);
}
