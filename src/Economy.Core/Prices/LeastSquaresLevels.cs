namespace Economy.Core.Prices;

/// <summary>
/// Levels x that fit comparisons d of pairs best: min Σ w_st (d_st − (x_s − x_t))², one of them fixed at 0. With equal weights between all
/// pairs x_s − x_t is the mean of d_su − d_tu over all u, which is GEKS on logarithms.
/// </summary>
/// <param name="most">Levels there may be.</param>
internal sealed class LeastSquaresLevels(int most)
{
    /// <summary>A weight of less is none: beside others it would be lost in rounding, and leave a level without a link.</summary>
    private const double Least = 1e-9;

    private readonly double[] matrix = new double[most * most], right = new double[most], level = new double[most];
    private readonly int[] linked = new int[most];
    private readonly bool[] isLinked = new bool[most];

    /// <summary>
    /// Finds them by Gaussian elimination of the normal equations, a weighted Laplacian without the row of the fixed level.
    /// </summary>
    /// <param name="origin">The level that is 0.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="difference">[most × most] comparisons, d_st = −d_ts.</param>
    /// <param name="weight">[most × most] their weights, symmetric; 0 where there is none.</param>
    /// <returns>[count] levels; not a number for those that no chain of comparisons links to the origin. Valid until the next
    /// call.</returns>
    internal ReadOnlySpan<double> Of(int origin, int count, ReadOnlySpan<double> difference, ReadOnlySpan<double> weight)
    {
        var n = Reach(origin, count, weight);
        for (var r = 1; r < n; r++)
        {
            var (s, row) = (linked[r], r * most);
            (right[r], matrix[row + r]) = (0, 0);
            for (var c = 0; c < n; c++)
            {
                var t = linked[c];
                if (c == r) continue;
                var between = weight[s * most + t] > Least ? weight[s * most + t] : 0;
                matrix[row + r] += between;
                right[r] += between == 0 ? 0 : between * difference[s * most + t];
                matrix[row + c] = -between;
            }
        }

        Solve(n);
        level.AsSpan(0, count).Fill(double.NaN);
        level[origin] = 0;
        for (var r = 1; r < n; r++) level[linked[r]] = right[r];
        return level.AsSpan(0, count);
    }

    /// <summary>Lists the levels that are linked to the origin, which comes first.</summary>
    private int Reach(int origin, int count, ReadOnlySpan<double> weight)
    {
        isLinked.AsSpan().Clear();
        (linked[0], isLinked[origin]) = (origin, true);
        var n = 1;
        for (var i = 0; i < n; i++)
        {
            for (var t = 0; t < count; t++)
            {
                if (isLinked[t] || !(weight[linked[i] * most + t] > Least)) continue;
                (linked[n++], isLinked[t]) = (t, true);
            }
        }

        return n;
    }

    /// <summary>The matrix is symmetric and positive definite, so no row has to be exchanged.</summary>
    private void Solve(int n)
    {
        for (var k = 1; k < n; k++)
        {
            for (var r = k + 1; r < n; r++)
            {
                var factor = matrix[r * most + k] / matrix[k * most + k];
                if (factor == 0) continue;
                for (var c = k + 1; c < n; c++) matrix[r * most + c] -= factor * matrix[k * most + c];
                right[r] -= factor * right[k];
            }
        }

        for (var k = n - 1; k >= 1; k--)
        {
            for (var c = k + 1; c < n; c++) right[k] -= matrix[k * most + c] * right[c];
            right[k] /= matrix[k * most + k];
        }
    }
}
