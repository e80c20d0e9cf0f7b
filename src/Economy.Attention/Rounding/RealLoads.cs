using Economy.Attention.Numerics;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>What the real shares of a rule would take, in fixed order.</summary>
internal sealed class RealLoads
{
    /// <summary>[m × K] Σ z_ij·d_ik over divisible tasks, milli-units.</summary>
    internal double[] Divisible { get; }

    /// <summary>[m × K] the same over indivisible tasks.</summary>
    internal double[] Whole { get; }

    /// <summary>[m] Σ z_ij·max_k d_ik/C_jk over indivisible tasks.</summary>
    internal double[] WholeDominant { get; }

    internal RealLoads(AllocationProblem problem, TileSweep sweep, IShareRule rule)
    {
        int m = problem.Pools, resources = problem.Resources, unknowns = m * resources;
        var partial = new double[Math.Max(1, sweep.Chunks)][];
        for (int c = 0; c < partial.Length; c++) partial[c] = new double[2 * unknowns + m];
        double[] inverse = problem.InverseCapacity();
        sweep.Parallel((chunk, tile) =>
        {
            rule.Share(tile);
            AddWhole(problem, tile, inverse, partial[chunk].AsSpan(unknowns));
            for (int j = 0; j < m; j++)
                for (int k = 0; k < resources; k++)
                    partial[chunk][j * resources + k] += Reduction.Dot(
                        tile.Share.AsSpan(j * TaskTile.Length, TaskTile.Length), tile.Demand.AsSpan(k * TaskTile.Length, TaskTile.Length));
        });
        for (int c = 1; c < partial.Length; c++)
            for (int x = 0; x < partial[0].Length; x++) partial[0][x] += partial[c][x];
        Divisible = partial[0][..unknowns];
        Whole = partial[0][unknowns..(2 * unknowns)];
        WholeDominant = partial[0][(2 * unknowns)..];
    }

    /// <summary>[m × K] of all tasks.</summary>
    internal double[] Total()
    {
        var total = new double[Divisible.Length];
        for (int u = 0; u < total.Length; u++) total[u] = Divisible[u] + Whole[u];
        return total;
    }

    /// <summary>Adds the indivisible tasks of the tile and takes their shares out of it.</summary>
    private static void AddWhole(AllocationProblem problem, TaskTile tile, double[] inverse, Span<double> into)
    {
        if (!problem.Indivisible.AsSpan(tile.First, tile.Count).Contains(true)) return;
        int m = problem.Pools, resources = problem.Resources;
        for (int t = 0; t < tile.Count; t++)
        {
            if (!problem.Indivisible[tile.First + t]) continue;
            for (int j = 0; j < m; j++)
            {
                ref double z = ref tile.Share[j * TaskTile.Length + t];
                for (int k = 0; k < resources; k++)
                    into[j * resources + k] = Math.FusedMultiplyAdd(z, tile.Demand[k * TaskTile.Length + t], into[j * resources + k]);
                into[m * resources + j] += z * WholeTaskOrder.DominantShare(problem, inverse, tile.First + t, j);
                z = 0.0;
            }
        }
    }
}
