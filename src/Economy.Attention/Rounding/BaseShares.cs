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
            Span<double> share = tile.Share.AsSpan(j * TaskTile.Length, TaskTile.Length);
            for (int t = 0; t < share.Length; t++) share[t] *= factor[j] * Share.Whole;
        }
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
            if (load[u] > room.Fraction(u)) factor[u / problem.Resources] = Math.Min(factor[u / problem.Resources], room.Fraction(u) / load[u] * (1.0 - 1e-9));
        return factor;
    }

    /// <summary>
    /// Takes the room of all base shares and notes what each task still lacks. Returns the welfare that flooring gave up.
    /// </summary>
    internal double Take(TileSweep sweep, PoolRoom room, Increments increments)
    {
        int resources = problem.Resources, unknowns = problem.Pools * resources;
        var load = new Int128[Math.Max(1, sweep.Chunks)][];
        var lost = new double[load.Length];
        for (int c = 0; c < load.Length; c++) load[c] = new Int128[unknowns];
        sweep.Parallel((chunk, tile) =>
        {
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

    private double Floor(TaskTile tile, Int128[] load, int[] remaining)
    {
        int resources = problem.Resources;
        double lost = 0.0;
        for (int t = 0; t < tile.Count; t++)
        {
            ReadOnlySpan<int> demand = problem.Demand(tile.First + t);
            int served = 0;
            for (int j = 0; j < factor.Length; j++)
            {
                double share = tile.Share[j * TaskTile.Length + t];
                if (share == 0.0) continue;
                int q = Ppm(tile, j, t);
                lost += (share - q) * tile.ScoreAt(j, t);
                if (q == 0) continue;
                served += q;
                for (int k = 0; k < demand.Length; k++) load[j * resources + k] += (long)q * demand[k];
            }
            remaining[tile.First + t] -= served;
        }
        return lost / Share.Whole;
    }
}
