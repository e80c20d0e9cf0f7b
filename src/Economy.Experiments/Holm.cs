namespace Economy.Experiments;

/// <summary>
/// Holm's step-down adjustment of p-values for several tests at once: rejecting where the adjusted value is at most α keeps the
/// probability of any false rejection at α, whatever the tests have to do with each other.
/// Source: Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979) 65–70;
/// adjusted values as in Wright, Biometrics 48 (1992) 1005–1013.
/// </summary>
public static class Holm
{
    /// <summary>
    /// Adjusts: with the values in ascending order, p̃_i = max_{j ≤ i} min(1, (n − j + 1)·p_j), j from 1. Not-a-number is no test and
    /// stays.
    /// </summary>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        var adjusted = p.ToArray();
        var tests = Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i]).ToList();
        var most = 0.0;
        for (var rank = 0; rank < tests.Count; rank++)
            adjusted[tests[rank]] = most = Math.Max(most, Math.Min(1, (tests.Count - rank) * p[tests[rank]]));
        return adjusted;
    }
}
