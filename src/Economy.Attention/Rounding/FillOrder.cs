using System.Runtime.Intrinsics;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>Who is served first when room is filled entry by entry.</summary>
internal abstract class FillOrder
{
    /// <summary>Ranks run from 0 (first) to this less one.</summary>
    internal const int Ranks = 1 << 19;

    /// <summary>Called once for every tile before its entries are ranked. Thread-safe.</summary>
    internal virtual void Enter(TaskTile tile) { }

    /// <summary>
    /// Writes the ranks of serving the tile's tasks at the pool, −1 for never, as where the score is −∞. Equal ranks go by
    /// task id, then pool. Thread-safe.
    /// </summary>
    internal abstract void Rank(TaskTile tile, int pool, Span<int> rank);

    /// <summary>Whether <see cref="Admits"/> says yes to whatever it is asked.</summary>
    internal virtual bool AdmitsAll => true;

    /// <summary>A last word when an entry's turn has come.</summary>
    internal virtual bool Admits(int task, int pool) => true;

    /// <summary>Larger keys first; keys that agree to eleven binary digits are equal. The key is ≥ 0.</summary>
    protected static int Descending(double key) => Ranks - 1 - (int)(BitConverter.SingleToUInt32Bits((float)key) >> 12);
}

/// <summary>
/// By (s_ij − λ_j·d_i) over the dominant share max_k d_ik/C_jk; never at a loss. At λ = 0 this is greedy by bid over normalised demand.
/// </summary>
internal sealed class SurplusOrder(AllocationProblem problem, double[] price) : FillOrder
{
    private readonly double[] _inverse = problem.InverseCapacity();
    private readonly double[] _price = price;
    private readonly int _resources = problem.Resources;

    internal override void Rank(TaskTile tile, int pool, Span<int> rank)
    {
        ref double score = ref tile.Score[pool * TaskTile.Length], demand = ref tile.Demand[0];
        for (int t = 0; t < rank.Length; t += 16)
        {
            Vector512<float> key =
                Vector512.Narrow(Key(ref score, ref demand, pool, (nuint)t), Key(ref score, ref demand, pool, (nuint)(t + 8)));
            Vector512<int> first = Vector512.Create(Ranks - 1) - Vector512.ShiftRightLogical(key.AsInt32(), 12);
            Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(key, default).AsInt32(), first, Vector512<int>.AllBitsSet)
                .StoreUnsafe(ref rank[0], (nuint)t);
        }
    }

    /// <summary>Surplus over dominant share; −∞ at a loss, ∞ for tasks that need nothing.</summary>
    private Vector512<double> Key(ref double score, ref double demand, int pool, nuint t)
    {
        Vector512<double> surplus = Vector512.LoadUnsafe(ref score, t), dominant = default;
        for (int k = 0, u = pool * _resources; k < _resources; k++, u++)
        {
            Vector512<double> d = Vector512.LoadUnsafe(ref demand, (nuint)(k * TaskTile.Length) + t);
            surplus = Vector512.FusedMultiplyAdd(Vector512.Create(-_price[u]), d, surplus);
            dominant = Vector512.Max(dominant, d * Vector512.Create(_inverse[u]));
        }
        Vector512<double> key = Vector512.ConditionalSelect(
            Vector512.GreaterThan(dominant, default), surplus / dominant, Vector512.Create(double.PositiveInfinity));
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(surplus, default), Vector512.Abs(key),
            Vector512.Create(double.NegativeInfinity));
    }
}

/// <summary>First come, first served, at the first pool that has room.</summary>
internal sealed class QueueOrder(AllocationProblem problem) : FillOrder
{
    internal override void Rank(TaskTile tile, int pool, Span<int> rank)
    {
        for (int t = 0; t < tile.Count; t++)
            rank[t] = double.IsNegativeInfinity(tile.ScoreAt(pool, t)) ? -1
                : Ranks - 1 - Math.Clamp(problem.WaitTicks[tile.First + t], 0, Ranks - 1);
    }
}

/// <summary>
/// Whole tasks by their real share, until the dominant shares placed at a pool come to what the real shares would have
/// taken there: rounding of indivisible tasks that follows the policy. What the divisible tasks' real shares take stays
/// reserved for them, so that rounding is never at their expense.
/// </summary>
internal sealed class WholeTaskOrder(AllocationProblem problem, IShareRule rule, double[] expected, double[] reserved,
    PoolRoom room) : FillOrder
{
    private readonly double[] _inverse = problem.InverseCapacity();
    private readonly double[] _placed = new double[problem.Pools];

    internal override void Enter(TaskTile tile) => rule.Share(tile);

    internal override void Rank(TaskTile tile, int pool, Span<int> rank)
    {
        for (int t = 0; t < tile.Count; t++)
        {
            double share = tile.Share[pool * TaskTile.Length + t];
            rank[t] = problem.Indivisible[tile.First + t] && share > 0.0 ? Descending(share) : -1;
        }
    }

    internal override bool AdmitsAll => false;

    internal override bool Admits(int task, int pool)
    {
        double size = DominantShare(problem, _inverse, task, pool);
        if (_placed[pool] + 0.5 * size > expected[pool]) return false;
        ReadOnlySpan<int> demand = problem.Demand(task);
        for (int k = 0, u = pool * demand.Length; k < demand.Length; k++, u++)
            if (demand[k] > 0 && room.Fraction(u) - demand[k] < reserved[u]) return false;
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
