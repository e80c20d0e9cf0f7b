namespace Economy.Experiments.Scoring.Estimators;

/// <summary>Pearson's correlations of series with gaps: a pair counts where both values are numbers.</summary>
public static class Correlation
{
    /// <summary>Of two series, element by element. Its standard error is 1/√n where they are independent.</summary>
    /// <returns>Not a number below three pairs, or where one does not vary.</returns>
    public static double Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double[] a = [.. Paired(x, y, x)], b = [.. Paired(x, y, y)];
        if (a.Length < 3) return double.NaN;
        var (meanA, meanB) = (a.Average(), b.Average());
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (da, db) = (a[i] - meanA, b[i] - meanB);
            (ab, aa, bb) = (ab + da * db, aa + da * da, bb + db * db);
        }

        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : double.NaN;
    }

    /// <summary>Of a series with itself, so many steps later.</summary>
    public static double Auto(IReadOnlyList<double> values, int lag) =>
        values.Count <= lag ? double.NaN : Of([.. values.Take(values.Count - lag)], [.. values.Skip(lag)]);

    private static IEnumerable<double> Paired(IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double> of)
    {
        for (var i = 0; i < Math.Min(x.Count, y.Count); i++) if (double.IsFinite(x[i]) && double.IsFinite(y[i])) yield return of[i];
    }
}
