using Economy.Attention.Tiles;

namespace Economy.Attention.Dual;

/// <summary>
/// Prices to start a cold search from: all pools merged into one, tasks sorted by value over normalised demand
/// Σ_k d_ik/C_k, and the density of the task at which the first resource runs out, as λ_k = density/C_k.
/// </summary>
internal static class StartingPrices
{
    private const int Buckets = 1 << 12;

    internal static double[] Find(AllocationProblem problem, TileSweep sweep)
    {
        int resources = problem.Resources;
        var capacity = new double[resources];
        for (int u = 0; u < problem.CapacityMilli.Length; u++) capacity[u % resources] += problem.CapacityMilli[u];
        var partial = new double[Math.Max(1, sweep.Chunks)][];
        for (int c = 0; c < partial.Length; c++) partial[c] = new double[Buckets * resources];
        sweep.Parallel((chunk, tile) =>
        {
            for (int t = 0; t < tile.Count; t++)
            {
                if (tile.Scale[t] == 0.0) continue;
                int bucket = Bucket(Density(problem.Pools, tile, t, capacity));
                for (int k = 0; k < resources; k++) partial[chunk][bucket * resources + k] += tile.Demand[k * TaskTile.Length + t];
            }
        });
        double density = Marginal(partial, capacity);
        var price = new double[problem.CapacityMilli.Length];
        for (int u = 0; u < price.Length; u++)
            if (problem.CapacityMilli[u] > 0) price[u] = density / capacity[u % resources];
        return price;
    }

    private static double Density(int pools, TaskTile tile, int t, double[] capacity)
    {
        double best = 0.0, size = 0.0;
        for (int j = 0; j < pools; j++) best = Math.Max(best, tile.ScoreAt(j, t));
        for (int k = 0; k < capacity.Length; k++)
            if (capacity[k] > 0.0) size += tile.Demand[k * TaskTile.Length + t] / capacity[k];
        return size > 0.0 ? best / size : double.MaxValue;
    }

    private static double Marginal(double[][] partial, double[] capacity)
    {
        var taken = new double[capacity.Length];
        for (int bucket = Buckets - 1; bucket >= 0; bucket--)
            for (int k = 0; k < taken.Length; k++)
            {
                foreach (double[] sums in partial) taken[k] += sums[bucket * taken.Length + k];
                if (taken[k] > capacity[k] && capacity[k] > 0.0) return BitConverter.UInt32BitsToSingle((uint)bucket << 19);
            }
        return 0.0;
    }

    /// <summary>The leading 13 bits of the number as a float: eight steps an octave.</summary>
    private static int Bucket(double density) => (int)(BitConverter.SingleToUInt32Bits((float)Math.Min(density, float.MaxValue)) >> 19);
}
