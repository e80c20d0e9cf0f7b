using Economy.Reporting.Diagnoses;

namespace Economy.Tests.Reporting.Diagnoses;

public class KpssTests
{
    [Fact]
    public void The_statistic_is_the_one_worked_out_by_hand()
    {
        // Autocovariances ¼, −3/16, 1/8, −1/16; three lags, since there are no more.
        double[] series = [1, 2, 1, 2];
        // ω² = ¼ + 2(¾·(−3/16) + ½·(1/8) + ¼·(−1/16)) = ¼ − 9/32 + 1/8 − 1/32 = 1/16; Σ S² = ½; η = ½ / (16/16) = ½.
        Assert.Equal(0.5, Kpss.Level(series), 12);
    }

    /// <summary>
    /// Size and power at T = 200 with l12 = 14 lags: of white noise about 5 % is rejected (600 series: three standard errors are 2.7 points, and the
    /// test is known to be off by as much again), of random walks more than half (the article has about two thirds).
    /// </summary>
    [Fact]
    public void White_noise_is_rejected_once_in_twenty_and_random_walks_mostly()
    {
        var random = new Random(5);
        var (noise, walks) = (0, 0);
        for (var series = 0; series < 600; series++)
        {
            double[] steps = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble() - 0.5)];
            var at = 0.0;
            if (Kpss.Level(steps) > Kpss.CriticalAtFivePercent) noise++;
            if (Kpss.Level([.. steps.Select(s => at += s)]) > Kpss.CriticalAtFivePercent) walks++;
        }

        Assert.InRange(noise / 600.0, 0.01, 0.105);
        Assert.InRange(walks / 600.0, 0.5, 1);
    }

    [Fact]
    public void A_series_that_does_not_vary_is_stationary_and_scale_and_level_do_not_matter()
    {
        Assert.Equal(0, Kpss.Level([3, 3, 3, 3, 3]));
        Assert.Equal(0, Kpss.Level([]));
        double[] series = [.. Enumerable.Range(0, 90).Select(t => Math.Sin(t) + 0.02 * t)];
        Assert.Equal(Kpss.Level(series), Kpss.Level([.. series.Select(x => 1e6 * x - 7)]), 1e-6);
    }
}
