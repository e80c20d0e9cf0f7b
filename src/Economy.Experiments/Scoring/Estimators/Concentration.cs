namespace Economy.Experiments.Scoring.Estimators;

/// <summary>How unequally a quantity is held. Only holders of some count, as in the data.</summary>
public static class Concentration
{
    /// <summary>
    /// Gini coefficient Σ(2i − n − 1)x_i / (n·Σx) of ascending values; ½ for exponential ones, where its standard error is 0.29/√n.
    /// </summary>
    /// <returns>Not a number below ten holders.</returns>
    public static double Gini(IEnumerable<double> held)
    {
        double[] sorted = [.. held.Where(v => v > 0).Order()];
        if (sorted.Length < 10) return double.NaN;
        var (weighted, total) = (0.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            weighted += (2.0 * (i + 1) - sorted.Length - 1) * sorted[i];
            total += sorted[i];
        }

        return weighted / sorted.Length / total;
    }

    /// <summary>Share of all that the largest holders have; a holder on the boundary counts in part.</summary>
    /// <param name="held">What each holds.</param>
    /// <param name="share">Share of the holders: 0.01 for the top 1 %.</param>
    public static double Top(IEnumerable<double> held, double share)
    {
        double[] sorted = [.. held.Where(v => v > 0).OrderDescending()];
        if (sorted.Length < 10) return double.NaN;
        var holders = share * sorted.Length;
        var top = 0.0;
        for (var i = 0; i < holders; i++) top += Math.Min(1, holders - i) * sorted[i];
        return top / sorted.Sum();
    }
}
