using Economy.Experiments.Learn;

namespace Economy.Tests.Experiments.Learn;

public sealed class ErrorRatioTests
{
    [Fact]
    public void It_is_the_ratio_of_mean_errors()
    {
        double[] one = [1, 2, 3, 2], other = [2, 4, 6, 4];
        Assert.Equal(new ErrorRatio(0.5, 0.5, 0.5), ErrorRatio.Of(one, other, 2, isSquared: false));
        Assert.Equal(Math.Sqrt(0.5), ErrorRatio.Of(one, other, 2, isSquared: true).Value, 1e-15);
    }

    /// <summary>
    /// Both errors independent and alike, 400 steps, blocks of 10: the band holds the true ratio 1 in 95 of 100 worlds; of 200 worlds at least
    /// 176, which is four standard errors (√(0.95·0.05/200) = 1.5 %) below.
    /// </summary>
    [Fact]
    public void Its_band_holds_the_truth_as_often_as_it_says()
    {
        var (random, held) = (new Random(3), 0);
        for (var world = 0; world < 200; world++)
        {
            double[] Losses() => [.. Enumerable.Range(0, 400).Select(_ => -Math.Log(1 - random.NextDouble()))];
            var ratio = ErrorRatio.Of(Losses(), Losses(), 10, isSquared: false, resamplings: 400);
            if (ratio.Low <= 1 && ratio.High >= 1) held++;
        }

        Assert.InRange(held, 176, 200);
    }
}
