namespace Economy.Tests.World.Subsystems;

/// <summary>A birth–death process on 0…n, for known answers and for how exactly a run of a given length can tell them.</summary>
internal sealed class BirthDeath
{
    private readonly double[] share, births;

    /// <param name="arrivals">Rate upwards, in every state.</param>
    /// <param name="deaths">Rate downwards from each state.</param>
    /// <param name="states">States that are looked at: the rest must be too rare to matter.</param>
    public BirthDeath(double arrivals, Func<int, double> deaths, int states = 2000)
    {
        share = new double[states];
        births = [.. Enumerable.Repeat(arrivals, states)];
        share[0] = 1;
        for (var n = 1; n < states && share[n - 1] > 1e-300; n++) share[n] = share[n - 1] * arrivals / deaths(n);
        var sum = share.Sum();
        for (var n = 0; n < states; n++) share[n] /= sum;
    }

    /// <summary>Its mean in the long run.</summary>
    public double Mean(Func<int, double> of) => Enumerable.Range(0, share.Length).Sum(n => share[n] * of(n));

    /// <summary>
    /// The asymptotic variance of a time average: T times its variance in a run of length T, as T grows, 2·Σ_j (Σ_{i≤j} π_i (f_i − f̄))² / (λ_j π_j)
    /// (Burman 1981; Whitt 1992, "Asymptotic formulas for Markov processes with applications to simulation", Operations Research 40).
    /// </summary>
    public double Variance(Func<int, double> of)
    {
        var (mean, below, sum) = (Mean(of), 0.0, 0.0);
        for (var j = 0; j < share.Length && share[j] > 1e-14; j++)
        {
            below += share[j] * (of(j) - mean);
            sum += below * below / (births[j] * share[j]);
        }

        return 2 * sum;
    }
}
