using Economy.Attention.Tiles;

namespace Economy.Attention.Whole;

/// <summary>The whole tasks of a problem that are worth something at some pool, as a small matrix.</summary>
internal sealed class WholeTasks
{
    private const int MostPairs = 1 << 14;

    private WholeTasks(AllocationProblem problem, TileSweep sweep, int[] rows)
    {
        (Row, Pools, Resources) = (rows, problem.Pools, problem.Resources);
        Score = new double[rows.Length * Pools];
        Demand = new int[rows.Length * Resources];
        sweep.Parallel((_, tile) =>
        {
            for (int t = 0; t < tile.Count; t++)
            {
                int i = Array.BinarySearch(rows, tile.First + t);
                if (i < 0) continue;
                problem.Demand(rows[i]).CopyTo(Demand.AsSpan(i * Resources));
                for (int j = 0; j < Pools; j++) Score[i * Pools + j] = tile.Scale[t] > 0.0 ? Math.Max(0.0, tile.ScoreAt(j, t)) : 0.0;
            }
        });
    }

    /// <summary>[w] their rows in the problem, ascending.</summary>
    internal int[] Row { get; }

    /// <summary>[w × m] s_ij, 0 where the pool may not or cannot serve.</summary>
    internal double[] Score { get; }

    /// <summary>[w × K] milli-units.</summary>
    internal int[] Demand { get; }

    internal int Pools { get; }

    internal int Resources { get; }

    /// <summary>Null where there are none, or too many pairs of task and pool to try them out.</summary>
    internal static WholeTasks? Of(AllocationProblem problem, TileSweep sweep)
    {
        int count = problem.Indivisible.AsSpan(0, problem.Tasks).Count(true);
        if (count == 0 || count > MostPairs / problem.Pools) return null;
        var rows = new int[count];
        for (int i = 0, at = 0; i < problem.Tasks; i++)
            if (problem.Indivisible[i]) rows[at++] = i;
        return new WholeTasks(problem, sweep, rows);
    }
}
