namespace Economy.Reporting.Checks;

/// <summary>Measures of inequality over ascending amounts.</summary>
internal static class Inequalities
{
    /// <summary>Gini coefficient, Σ(2i − n − 1)·x_i / (n·Σx) with i from 1; not a number where there is nothing to share.</summary>
    internal static double Gini(ReadOnlySpan<double> ascending)
    {
        var (weighted, total, n) = (0.0, 0.0, ascending.Length);
        for (var i = 0; i < n; i++)
        {
            weighted += (2.0 * (i + 1) - n - 1) * ascending[i];
            total += ascending[i];
        }

        return total == 0 ? double.NaN : weighted / (n * total);
    }

    /// <summary>Share of the richest, by the Lorenz curve.</summary>
    internal static double TopShare(ReadOnlySpan<double> ascending, double share)
    {
        var (total, top, left) = (0.0, 0.0, share * ascending.Length);
        for (var i = ascending.Length - 1; i >= 0; i--)
        {
            total += ascending[i];
            top += Math.Clamp(left, 0, 1) * ascending[i];
            left--;
        }

        return total == 0 ? double.NaN : top / total;
    }

    /// <summary>
    /// The Lorenz curve at <paramref name="points"/> + 1 equidistant shares of the population, from 0 to 1; linear between participants.
    /// </summary>
    internal static double[] Lorenz(ReadOnlySpan<double> ascending, int points)
    {
        var curve = new double[points + 1];
        var (total, below, i) = (0.0, 0.0, 0);
        foreach (var x in ascending) total += x;
        if (!(total > 0)) return curve;
        for (var point = 1; point <= points; point++)
        {
            var people = (double)point / points * ascending.Length;
            for (; i + 1 <= people; i++) below += ascending[i];
            curve[point] = point == points ? 1 : (below + (people - i) * ascending[i]) / total;
        }

        return curve;
    }
}

/// <summary>Comparison of real numbers that were computed twice.</summary>
internal static class Numbers
{
    /// <summary>Equal but for a relative error; two NaN agree.</summary>
    internal static bool Agree(double a, double b, double tolerance = 1e-9) =>
        double.IsNaN(a) ? double.IsNaN(b) : Math.Abs(a - b) <= tolerance * Math.Max(1e-9, Math.Max(Math.Abs(a), Math.Abs(b)));
}
