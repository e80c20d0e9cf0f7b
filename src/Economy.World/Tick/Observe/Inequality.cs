namespace Economy.World.Tick.Observe;

/// <summary>How unequally something is held.</summary>
/// <param name="Gini">Gini coefficient, 0…1; not a number where there is nothing to hold.</param>
/// <param name="TopOnePercent">Share of the top 1 % of holders, by the Lorenz curve.</param>
/// <param name="TopTenPercent">Share of the top 10 %.</param>
public readonly record struct Inequality(double Gini, double TopOnePercent, double TopTenPercent)
{
    /// <summary>Measures holdings. Sorts them in place.</summary>
    public static Inequality Of(Span<long> holdings)
    {
        holdings.Sort();
        return OfSorted(holdings);
    }

    /// <summary>What the richest hold together: a part of the holder on whom the boundary falls counts with that part of its holdings.</summary>
    /// <param name="ascending">Holdings, sorted.</param>
    /// <param name="percent">The richest so many of a hundred, 0…100.</param>
    public static double HeldByTop(ReadOnlySpan<long> ascending, int percent)
    {
        var (whole, part) = Math.DivRem((long)ascending.Length * percent, 100);
        Int128 sum = 0;
        foreach (var x in ascending[^(int)whole..]) sum += x;
        return part == 0 ? (double)sum : (double)sum + part / 100.0 * ascending[^((int)whole + 1)];
    }

    /// <summary>Measures holdings sorted ascending, exactly in integers up to the last division. The Lorenz curve is linear between holders.</summary>
    /// <remarks>G = 2·Σ i·x_(i) / (n·Σ x) − (n + 1)/n with x ascending and i from 1; Σ i·x_(i) is the sum of the sums of the k largest.</remarks>
    internal static Inequality OfSorted(ReadOnlySpan<long> holdings)
    {
        var n = holdings.Length;
        Int128 total = 0, ranked = 0;
        for (var i = n - 1; i >= 0; i--)
        {
            total += holdings[i];
            ranked += total;
        }

        if (total <= 0) return new(double.NaN, double.NaN, double.NaN);
        var gini = (double)(2 * ranked - total * (n + 1)) / ((double)total * n);
        return new(gini, HeldByTop(holdings, 1) / (double)total, HeldByTop(holdings, 10) / (double)total);
    }
}
