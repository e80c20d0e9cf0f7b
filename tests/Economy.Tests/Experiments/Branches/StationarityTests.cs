using Economy.Experiments.Branches;
using Economy.Reporting.Diagnoses;
using Economy.World.Randomness;

namespace Economy.Tests.Experiments.Branches;

/// <summary>The heuristics of burn-in and stationarity on series with known answers. Tolerances were fixed before the tests were run.</summary>
public sealed class StationarityTests
{
    /// <summary>5 % of 1,000 tests of white noise are rejected, give or take three standard errors of 0.69 %.</summary>
    [Fact]
    public void White_noise_is_rejected_as_often_as_the_level_says() =>
        Assert.InRange(Enumerable.Range(0, 1000).Count(i => Kpss.Level(Noise(i, 200)) > Kpss.CriticalAtFivePercent), 29, 71);

    [Fact]
    public void A_random_walk_is_rejected_in_at_least_four_cases_of_five() =>
        Assert.InRange(Enumerable.Range(0, 200).Count(i => Kpss.Level(Walk(i, 500)) > Kpss.CriticalAtFivePercent), 160, 200);

    [Fact]
    public void The_beginning_of_a_series_that_settles_is_found()
    {
        double[] settles = [.. Enumerable.Repeat(10.0, 50), .. Noise(1, 200)];
        Assert.InRange(Stationarity.Mser5(settles)!.Value, 45, 55);
    }

    [Fact]
    public void A_trend_does_not_settle() => Assert.Null(Stationarity.Mser5([.. Enumerable.Range(0, 200).Select(t => (double)t)]));

    [Fact]
    public void An_ensemble_of_settled_series_is_tested_after_its_burn_in()
    {
        var runs = Enumerable.Range(1, 20).Select(i => (double[])[.. Enumerable.Repeat(10.0, 50), .. Noise(i, 200)]).ToList();
        var judged = Stationarity.Of(Enumerable.Range(0, 250).Select(t => runs.Average(r => r[t])), runs);
        Assert.InRange(judged.BurnIn!.Value, 45, 55);
        Assert.Equal(20, judged.Tested);
        Assert.InRange(judged.Stationary, 16, 20);
    }

    private static double[] Noise(int number, int length)
    {
        var random = new PhiloxStream(7, Purpose.Misreport, number, 0);
        var values = new double[length];
        for (var i = 0; i < length; i++) values[i] = random.Normal();
        return values;
    }

    private static double[] Walk(int number, int length)
    {
        var values = Noise(number, length);
        for (var i = 1; i < length; i++) values[i] += values[i - 1];
        return values;
    }
}
