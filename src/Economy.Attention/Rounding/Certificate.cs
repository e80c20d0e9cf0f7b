using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// Weak duality (design section 3): at any λ ≥ 0 no allocation is worth more than Σ_i max(0, max_j(s_ij − λ_j·d_i)) + Σ λC.
/// </summary>
internal static class Certificate
{
    /// <summary>The least of the bounds at several price vectors [m × K], in one sweep.</summary>
    internal static double Bound(AllocationProblem problem, TileSweep sweep, params double[][] prices)
    {
        var surplus = new double[Math.Max(1, sweep.Chunks), prices.Length];
        sweep.Parallel((chunk, tile) =>
        {
            for (int p = 0; p < prices.Length; p++)
                for (int t = 0; t < tile.Count; t++)
                {
                    double best = 0.0;
                    for (int j = 0; j < problem.Pools; j++) best = Math.Max(best, tile.ScoreAt(j, t) - tile.Cost(prices[p], j, t));
                    surplus[chunk, p] += best;
                }
        });
        double least = double.PositiveInfinity;
        for (int p = 0; p < prices.Length; p++)
        {
            double bound = CapacityValue(problem, prices[p]);
            for (int c = 0; c < surplus.GetLength(0); c++) bound += surplus[c, p];
            least = Math.Min(least, bound);
        }
        return least;
    }

    /// <summary>Σ_jk λ_jk·C_jk.</summary>
    internal static double CapacityValue(AllocationProblem problem, ReadOnlySpan<double> price)
    {
        double value = 0.0;
        for (int u = 0; u < price.Length; u++) value = Math.FusedMultiplyAdd(price[u], problem.CapacityMilli[u], value);
        return value;
    }
}
