using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>Who is served first when room is filled entry by entry.</summary>
internal abstract class FillOrder
{
    /// <summary>Ranks run from 0 (first) to this less one.</summary>
    internal const int Ranks = 1 << 19;

    /// <summary>Called once for every tile before its entries are ranked.</summary>
    internal virtual void Enter(TaskTile tile) { }

    /// <summary>Rank of serving the task at the pool, −1 for never. Equal ranks go by task id, then pool.</summary>
    internal abstract int Rank(TaskTile tile, int pool, int t);

    /// <summary>A last word when an entry's turn has come.</summary>
    internal virtual bool Admits(int task, int pool) => true;

    /// <summary>Larger keys first; keys that agree to eleven binary digits are equal. The key is ≥ 0.</summary>
    protected static int Descending(double key) => Ranks - 1 - (int)(BitConverter.SingleToUInt32Bits((float)key) >> 12);
}

/// <summary>By (s_ij − λ_j·d_i) over the dominant share max_k d_ik/C_jk; never at a loss. At λ = 0 this is greedy by bid over normalised demand.</summary>
internal sealed class SurplusOrder(AllocationProblem problem, double[] price) : FillOrder
{
    private readonly double[] _inverse = problem.InverseCapacity();
    private readonly int _resources = problem.Resources;

    internal override int Rank(TaskTile tile, int pool, int t)
    {
        double cost = 0.0, dominant = 0.0;
        for (int k = 0, u = pool * _resources; k < _resources; k++, u++)
        {
            double d = tile.Demand[k * TaskTile.Length + t];
            cost = Math.FusedMultiplyAdd(price[u], d, cost);
            dominant = Math.Max(dominant, d * _inverse[u]);
        }
        double surplus = tile.ScoreAt(pool, t) - cost;
        return surplus >= 0.0 ? Descending(dominant > 0.0 ? surplus / dominant : double.PositiveInfinity) : -1;
    }
}

/// <summary>First come, first served, at the first pool that has room.</summary>
internal sealed class QueueOrder(AllocationProblem problem) : FillOrder
{
    internal override int Rank(TaskTile tile, int pool, int t) => Ranks - 1 - Math.Clamp(problem.WaitTicks[tile.First + t], 0, Ranks - 1);
}

/// <summary>
/// Whole tasks by their real share, until the dominant shares placed at a pool come to what the real shares would have
/// taken there: rounding of indivisible tasks that follows the policy.
/// </summary>
internal sealed class WholeTaskOrder(AllocationProblem problem, IShareRule rule, double[] expected) : FillOrder
{
    private readonly double[] _inverse = problem.InverseCapacity();
    private readonly double[] _placed = new double[problem.Pools];

    internal override void Enter(TaskTile tile) => rule.Share(tile);

    internal override int Rank(TaskTile tile, int pool, int t)
    {
        double share = tile.Share[pool * TaskTile.Length + t];
        return problem.Indivisible[tile.First + t] && share > 0.0 ? Descending(share) : -1;
    }

    internal override bool Admits(int task, int pool)
    {
        double size = DominantShare(problem, _inverse, task, pool);
        if (_placed[pool] + 0.5 * size > expected[pool]) return false;
        _placed[pool] += size;
        return true;
    }

    internal static double DominantShare(AllocationProblem problem, double[] inverse, int task, int pool)
    {
        double dominant = 0.0;
        ReadOnlySpan<int> demand = problem.Demand(task);
        for (int k = 0; k < demand.Length; k++) dominant = Math.Max(dominant, demand[k] * inverse[pool * demand.Length + k]);
        return dominant;
    }
}
