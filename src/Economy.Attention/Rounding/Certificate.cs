using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>Weak duality (design section 3): at any λ ≥ 0 no allocation is worth more than Σ_i max(0, max_j(s_ij − λ_j·d_i)) + Σ λC.</summary>
internal static class Certificate
{
    internal static double Bound(AllocationProblem problem, TileSweep sweep, double[] price)
    {
        var surplus = new double[Math.Max(1, sweep.Chunks)];
        sweep.Parallel((chunk, tile) =>
        {
            for (int t = 0; t < tile.Count; t++)
            {
                double best = 0.0;
                for (int j = 0; j < problem.Pools; j++) best = Math.Max(best, tile.ScoreAt(j, t) - tile.Cost(price, j, t));
                surplus[chunk] += best;
            }
        });
        double bound = 0.0;
        foreach (double s in surplus) bound += s;
        return bound + CapacityValue(problem, price);
    }

    /// <summary>Σ_jk λ_jk·C_jk.</summary>
    internal static double CapacityValue(AllocationProblem problem, ReadOnlySpan<double> price)
    {
        double value = 0.0;
        for (int u = 0; u < price.Length; u++) value = Math.FusedMultiplyAdd(price[u], problem.CapacityMilli[u], value);
        return value;
    }
}
