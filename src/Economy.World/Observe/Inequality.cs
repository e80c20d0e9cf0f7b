namespace Economy.World.Observe;

/// <summary>How unequally something is held.</summary>
/// <param name="Gini">Gini coefficient, 0…1; not a number where there is nothing to hold.</param>
/// <param name="TopOnePercent">Share of the top 1 % of holders (at least one).</param>
/// <param name="TopTenPercent">Share of the top 10 %.</param>
public readonly record struct Inequality(double Gini, double TopOnePercent, double TopTenPercent)
{
    /// <summary>Measures the holdings, exactly in integers up to the last division. Sorts them in place.</summary>
    /// <remarks>G = 2·Σ i·x_(i) / (n·Σ x) − (n + 1)/n with x ascending and i from 1.</remarks>
    public static Inequality Of(Span<long> holdings)
    {
        holdings.Sort();
        var n = holdings.Length;
        Int128 total = 0, ranked = 0, topOne = 0, topTen = 0;
        var (one, ten) = (n - Math.Max(1, n / 100), n - Math.Max(1, n / 10));
        for (var i = 0; i < n; i++)
        {
            var x = holdings[i];
            total += x;
            ranked += (Int128)x * (i + 1);
            if (i >= one) topOne += x;
            if (i >= ten) topTen += x;
        }

        if (total <= 0) return new(double.NaN, double.NaN, double.NaN);
        var gini = (double)(2 * ranked - total * (n + 1)) / ((double)total * n);
        return new(gini, (double)topOne / (double)total, (double)topTen / (double)total);
    }
}
