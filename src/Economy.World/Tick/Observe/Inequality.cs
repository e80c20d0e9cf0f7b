namespace Economy.World.Tick.Observe;

/// <summary>How unequally something is held.</summary>
/// <param name="Gini">Gini coefficient, 0…1; not a number where there is nothing to hold.</param>
/// <param name="TopOnePercent">Share of the top 1 % of holders (at least one).</param>
/// <param name="TopTenPercent">Share of the top 10 %.</param>
public readonly record struct Inequality(double Gini, double TopOnePercent, double TopTenPercent)
{
    /// <summary>Measures holdings. Sorts them in place.</summary>
    public static Inequality Of(Span<long> holdings)
    {
        holdings.Sort();
        return OfSorted(holdings);
    }

    /// <summary>Measures holdings sorted ascending, exactly in integers up to the last division.</summary>
    /// <remarks>G = 2·Σ i·x_(i) / (n·Σ x) − (n + 1)/n with x ascending and i from 1; Σ i·x_(i) is the sum of the sums of the k largest.</remarks>
    internal static Inequality OfSorted(ReadOnlySpan<long> holdings)
    {
        var n = holdings.Length;
        Int128 total = 0, ranked = 0, topOne = 0, topTen = 0;
        var (one, ten) = (n - Math.Max(1, n / 100), n - Math.Max(1, n / 10));
        for (var i = n - 1; i >= 0; i--)
        {
            total += holdings[i];
            ranked += total;
            if (i == one) topOne = total;
            if (i == ten) topTen = total;
        }

        if (total <= 0) return new(double.NaN, double.NaN, double.NaN);
        var gini = (double)(2 * ranked - total * (n + 1)) / ((double)total * n);
        return new(gini, (double)topOne / (double)total, (double)topTen / (double)total);
    }
}
