using Economy.Attention.Numerics;
using Economy.World.Randomness;

namespace Economy.World.Demand.Synthetic;

/// <summary>
/// Bursty arrivals with a daily rhythm: a log-Gaussian Cox process (Møller, Syversveen and Waagepetersen 1998). The log-intensity
/// of a minute is its hour's rhythm plus one independent Gaussian for each block of time around it. The variances make the dispersion
/// indices of the openb arrivals over 1 min, 10 min, 1 h, 6 h and 1 d those of the trace (1.35, 2.22, 5.79, 20.8 and 34.6).
/// The intensity of any minute follows from the seed and the minute alone.
/// </summary>
internal sealed class ArrivalProcess(ulong seed, double arrivalsPerHour)
{
    /// <summary>Blocks of time and the relative variance of intensity that each adds.</summary>
    private static readonly (int Minutes, double RelativeVariance)[] Blocks = [(1, 0.9517), (10, 0.1066), (60, 0.0591), (360, 0.0920),
        (1440, 0.1078)];

    /// <summary>Intensity by hour of the trace's clock, relative to the mean: three harmonics of the day.</summary>
    private static readonly double[] Rhythm = Normalised(
        [1.39, 1.40, 1.35, 1.24, 1.10, 0.97, 0.88, 0.82, 0.77, 0.69, 0.58, 0.47, 0.40, 0.42, 0.55, 0.77, 1.01, 1.21, 1.33, 1.35, 1.33, 1.30,
            1.31, 1.35]);

    private static readonly double[] LogVariances = [.. Blocks.Select(block => DeterministicMath.Log(1 + block.RelativeVariance))];
    private static readonly double[] Deviations = [.. LogVariances.Select(Math.Sqrt)];

    /// <summary>Appends the seconds of a minute, 0…59, at which jobs arrive, in order.</summary>
    public void Minute(long minute, List<int> seconds)
    {
        var perMinute = PerMinute(minute);
        if (perMinute <= 0) return;
        var stream = Stream(actor: 0, minute);
        for (var time = stream.Exponential() / perMinute; time < 1; time += stream.Exponential() / perMinute)
            seconds.Add((int)(60 * time));
    }

    private double PerMinute(long minute)
    {
        double log = 0;
        for (var i = 0; i < Blocks.Length; i++)
        {
            var stream = Stream(actor: i + 1, minute / Blocks[i].Minutes);
            log += Deviations[i] * stream.Normal() - LogVariances[i] / 2; // so that each factor has mean 1
        }
        return arrivalsPerHour / 60 * Rhythm[minute / 60 % 24] * DeterministicMath.Exp(log);
    }

    /// <summary>Time takes the place of the tick. It wraps after 8,000 years.</summary>
    private PhiloxStream Stream(int actor, long time) => new(seed, Purpose.Arrivals, actor, unchecked((int)time));

    private static double[] Normalised(double[] weights)
    {
        var mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }
}
