using Economy.Attention.Tiles;

namespace Economy.Attention.Dual;

/// <summary>
/// Prices to start a cold search from. Each task asks the pools that are worth at least half as much to it as its best, in proportion to
/// their size; at each pool tasks are sorted by value over normalised demand Σ_k d_ik/C_jk, and the density of the task at which the first
/// resource runs out is λ_jk·C_jk. Where tasks fit one pool and hardly another this is nearly the answer; where all pools are alike it is
/// the price of all of them merged into one, as it is where pools are too many to be told apart.
/// </summary>
internal static class StartingPrices
{
    private const int Buckets = 1 << 10, MostApart = 256;   // pools times resources of which each has its own buckets
    private const double Near = 0.5;

    internal static double[] Find(AllocationProblem problem, TileSweep sweep)
    {
        int resources = problem.Resources;
        int[] group = new int[problem.Pools];
        if (problem.CapacityMilli.Length <= MostApart)
            for (int j = 0; j < group.Length; j++) group[j] = j;
        var capacity = new double[(group[^1] + 1) * resources];
        for (int u = 0; u < problem.CapacityMilli.Length; u++)
            capacity[group[u / resources] * resources + u % resources] += problem.CapacityMilli[u];
        double[] size = Sizes(problem);
        var partial = new double[Math.Max(1, sweep.Chunks)][];
        for (int c = 0; c < partial.Length; c++) partial[c] = new double[capacity.Length * Buckets];
        sweep.Parallel((chunk, tile) =>
        {
            for (int t = 0; t < tile.Count; t++)
                if (tile.Scale[t] > 0.0) Ask(tile, t, size, group, capacity, partial[chunk]);
        });
        var price = new double[problem.CapacityMilli.Length];
        for (int g = 0; g <= group[^1]; g++)
        {
            double density = Marginal(partial, g, capacity.AsSpan(g * resources, resources));
            for (int j = 0; j < group.Length; j++)
                for (int k = 0, u = j * resources; group[j] == g && k < resources; k++, u++)
                    if (problem.CapacityMilli[u] > 0) price[u] = density / capacity[g * resources + k];
        }
        return price;
    }

    /// <summary>[m] Σ_k C_jk over the capacity of all pools.</summary>
    private static double[] Sizes(AllocationProblem problem)
    {
        var total = new double[problem.Resources];
        for (int u = 0; u < problem.CapacityMilli.Length; u++) total[u % total.Length] += problem.CapacityMilli[u];
        var size = new double[problem.Pools];
        for (int u = 0; u < problem.CapacityMilli.Length; u++)
            if (total[u % total.Length] > 0.0) size[u / total.Length] += problem.CapacityMilli[u] / total[u % total.Length];
        return size;
    }

    private static void Ask(TaskTile tile, int t, double[] size, int[] group, double[] capacity, double[] into)
    {
        int resources = tile.Demand.Length / TaskTile.Length;
        double best = 0.0, sum = 0.0;
        for (int j = 0; j < size.Length; j++) best = Math.Max(best, tile.ScoreAt(j, t));
        for (int j = 0; j < size.Length; j++)
            if (tile.ScoreAt(j, t) >= Near * best) sum += size[j];
        for (int j = 0; j < size.Length && sum > 0.0; j++)
        {
            if (!(tile.ScoreAt(j, t) >= Near * best)) continue;
            double dominant = 0.0, part = size[j] / sum;
            for (int k = 0; k < resources; k++)
                if (capacity[group[j] * resources + k] > 0.0)
                    dominant += tile.Demand[k * TaskTile.Length + t] / capacity[group[j] * resources + k];
            int bucket = Bucket(dominant > 0.0 ? best / dominant : double.MaxValue);
            for (int k = 0; k < resources; k++)
                into[(group[j] * Buckets + bucket) * resources + k] += part * tile.Demand[k * TaskTile.Length + t];
        }
    }

    private static double Marginal(double[][] partial, int group, ReadOnlySpan<double> capacity)
    {
        Span<double> taken = stackalloc double[capacity.Length];
        taken.Clear();
        for (int bucket = Buckets - 1; bucket >= 0; bucket--)
            for (int k = 0; k < taken.Length; k++)
            {
                foreach (double[] sums in partial) taken[k] += sums[(group * Buckets + bucket) * taken.Length + k];
                if (taken[k] > capacity[k] && capacity[k] > 0.0) return BitConverter.UInt32BitsToSingle((uint)bucket << 21);
            }
        return 0.0;
    }

    /// <summary>The leading 11 bits of the number as a float, of which the sign is 0: four steps an octave.</summary>
    private static int Bucket(double density) => (int)(BitConverter.SingleToUInt32Bits((float)Math.Min(density, float.MaxValue)) >> 21);
}
