using System.Runtime.Intrinsics;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// Weak duality (design section 3): at any λ ≥ 0 no allocation is worth more than Σ_i max(0, max_j(s_ij − λ_j·d_i)) + Σ λC.
/// Surpluses are added up in any sweep over all tasks, by chunk.
/// </summary>
internal sealed class Certificate
{
    private readonly AllocationProblem _problem;
    private readonly double[][] _prices;
    private readonly double[][] _surplus;   // [chunks][prices]

    /// <param name="problem">The tasks and pools.</param>
    /// <param name="chunks">Those of the sweep.</param>
    /// <param name="prices">Several price vectors [m × K].</param>
    internal Certificate(AllocationProblem problem, int chunks, params double[][] prices)
    {
        (_problem, _prices) = (problem, prices);
        _surplus = new double[Math.Max(1, chunks)][];
        for (int c = 0; c < _surplus.Length; c++) _surplus[c] = new double[prices.Length];
    }

    /// <summary>The least of the bounds at several price vectors [m × K], in one sweep.</summary>
    internal static double Bound(AllocationProblem problem, TileSweep sweep, params double[][] prices)
    {
        var certificate = new Certificate(problem, sweep.Chunks, prices);
        sweep.Parallel(certificate.Add);
        return certificate.Bound();
    }

    /// <summary>Adds the surpluses of a tile; those of a chunk in order and on one thread.</summary>
    internal void Add(int chunk, TaskTile tile)
    {
        Span<double> best = stackalloc double[TaskTile.Length];
        for (int p = 0; p < _prices.Length; p++)
        {
            for (int t = 0; t < tile.Count; t += 8) Best(tile, _prices[p], t).StoreUnsafe(ref best[t]);
            double sum = _surplus[chunk][p];
            foreach (double surplus in best[..tile.Count]) sum += surplus;
            _surplus[chunk][p] = sum;
        }
    }

    /// <summary>The least bound, once all tiles are added.</summary>
    internal double Bound()
    {
        double least = double.PositiveInfinity;
        for (int p = 0; p < _prices.Length; p++)
        {
            double bound = CapacityValue(_problem, _prices[p]);
            foreach (double[] chunk in _surplus) bound += chunk[p];
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

    /// <summary>max(0, max_j(s_ij − λ_j·d_i)) of eight tasks.</summary>
    private Vector512<double> Best(TaskTile tile, double[] price, int t)
    {
        Vector512<double> best = default;
        for (int j = 0, u = 0; j < _problem.Pools; j++)
        {
            Vector512<double> cost = default;
            for (int k = 0; k < _problem.Resources; k++, u++)
                cost = Vector512.FusedMultiplyAdd(Vector512.Create(price[u]), Vector512.LoadUnsafe(ref tile.Demand[k * TaskTile.Length + t]), cost);
            best = Vector512.Max(best, Vector512.LoadUnsafe(ref tile.Score[j * TaskTile.Length + t]) - cost);
        }
        return best;
    }
}
