using System.Runtime.Intrinsics;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>q_ij = ⌊10⁶·f_j·z_ij⌋ of the divisible tasks, with one factor f_j ≤ 1 a pool that makes the loads feasible.</summary>
internal sealed class BaseShares(AllocationProblem problem, IShareRule rule, double[] factor)
{
    /// <summary>Fills the tile's shares with f_j·z_ij·10⁶, 0 for indivisible tasks; <see cref="Ppm"/> reads them.</summary>
    internal void Enter(TaskTile tile)
    {
        rule.Share(tile);
        for (int j = 0; j < factor.Length; j++)
        {
            ref double share = ref tile.Share[j * TaskTile.Length];
            Vector512<double> whole = Vector512.Create(factor[j] * Share.Whole);
            for (nuint t = 0; t < TaskTile.Length; t += 8) (Vector512.LoadUnsafe(ref share, t) * whole).StoreUnsafe(ref share, t);
        }
        if (!problem.Indivisible.AsSpan(tile.First, tile.Count).Contains(true)) return;
        for (int t = 0; t < tile.Count; t++)
            if (problem.Indivisible[tile.First + t])
                for (int j = 0; j < factor.Length; j++) tile.Share[j * TaskTile.Length + t] = 0.0;
    }

    internal static int Ppm(TaskTile tile, int pool, int t) => (int)Math.Min(tile.Share[pool * TaskTile.Length + t], Share.Whole);

    /// <summary>f_j = min_k of what is free over what is wanted, a hair below it where it binds.</summary>
    internal static double[] Factors(AllocationProblem problem, double[] load, PoolRoom room)
    {
        var factor = new double[problem.Pools];
        Array.Fill(factor, 1.0);
        for (int u = 0; u < load.Length; u++)
            if (load[u] > room.Fraction(u))
                factor[u / problem.Resources] = Math.Min(factor[u / problem.Resources], room.Fraction(u) / load[u] * (1.0 - 1e-9));
        return factor;
    }

    /// <summary>
    /// Takes the room of all base shares and notes what each task still lacks. Returns the welfare that flooring gave up.
    /// </summary>
    /// <param name="sweep">The tasks.</param>
    /// <param name="room">What is left.</param>
    /// <param name="increments">What each task lacks.</param>
    /// <param name="beside">Called with every chunk and tile in the same sweep; null for nothing.</param>
    internal double Take(TileSweep sweep, PoolRoom room, Increments increments, Action<int, TaskTile>? beside)
    {
        int resources = problem.Resources, unknowns = problem.Pools * resources;
        var load = new Int128[Math.Max(1, sweep.Chunks)][];
        var lost = new double[load.Length];
        for (int c = 0; c < load.Length; c++) load[c] = new Int128[unknowns];
        sweep.Parallel((chunk, tile) =>
        {
            beside?.Invoke(chunk, tile);
            Enter(tile);
            lost[chunk] += Floor(tile, load[chunk], increments.Remaining);
        });
        for (int c = 1; c < load.Length; c++)
        {
            for (int u = 0; u < unknowns; u++) load[0][u] += load[c][u];
            lost[0] += lost[c];
        }
        if (!room.TryTake(load[0])) throw new InvalidOperationException("scaled shares exceed capacity");
        return lost[0];
    }

    /// <summary>Floors the shares of a tile, adds their loads in micro-units, and returns 10⁻⁶ of what flooring took.</summary>
    private double Floor(TaskTile tile, Int128[] load, int[] remaining)
    {
        int resources = problem.Resources;
        double lost = 0.0;
        Span<long> sum = stackalloc long[resources];
        for (int j = 0; j < factor.Length; j++)
        {
            sum.Clear();
            ReadOnlySpan<double> shares = tile.Share.AsSpan(j * TaskTile.Length, tile.Count),
                scores = tile.Score.AsSpan(j * TaskTile.Length, tile.Count);
            for (int t = 0; t < shares.Length; t++)
            {
                if (shares[t] == 0.0) continue;
                int q = (int)Math.Min(shares[t], Share.Whole);
                lost += (shares[t] - q) * scores[t];
                if (q == 0) continue;
                remaining[tile.First + t] -= q;
                ReadOnlySpan<int> demand = problem.DemandMilli.AsSpan((tile.First + t) * resources, resources);
                for (int k = 0; k < demand.Length; k++) sum[k] += (long)q * demand[k];   // below 2^59: 2^8 tasks of 2^20 · 2^31
            }
            for (int k = 0; k < resources; k++) load[j * resources + k] += sum[k];
        }
        return lost / Share.Whole;
    }
}
