using System.Runtime.Intrinsics;

namespace Economy.Attention.Tiles;

/// <summary>
/// A window of <see cref="Length"/> consecutive tasks in columns, tasks innermost, so that kernels run along tasks.
/// Rows beyond the last task have no demand and no eligible pool.
/// </summary>
internal sealed class TaskTile(int pools, int resources)
{
    internal const int Length = 256;

    private double[]? _columns;

    /// <summary>First task of the window.</summary>
    internal int First { get; private set; }

    /// <summary>Tasks in the window, at most Length.</summary>
    internal int Count { get; private set; }

    /// <summary>[K × Length] milli-units.</summary>
    internal double[] Demand { get; } = new double[resources * Length];

    /// <summary>
    /// [m × Length] s_ij; −∞ where the pool may not serve, lacks a resource, has less of one than a whole task needs, or is worth nothing
    /// to the task.
    /// </summary>
    internal double[] Score { get; } = new double[pools * Length];

    /// <summary>
    /// [Length] mean |s_ij| over the eligible pools of a task with a positive score, or half of its best score where that is more: pools
    /// that are worth hardly anything to it must not make its choice between the best one and none as good as discontinuous. 0 for the others.
    /// </summary>
    internal double[] Scale { get; } = new double[Length];

    /// <summary>[m × Length] z_ij, for rules to fill.</summary>
    internal double[] Share { get; } = new double[pools * Length];

    /// <summary>[Length] max(0, max_j(s_ij − λ_j·d_i)) at the prices of the last attention over this tile.</summary>
    internal double[] Surplus { get; } = new double[Length];

    internal bool Fits(AllocationProblem problem) => pools == problem.Pools && resources == problem.Resources;

    /// <summary>[m·K × Length] for passes to work in.</summary>
    internal double[] Columns => _columns ??= new double[pools * resources * Length];

    internal double ScoreAt(int pool, int t) => Score[pool * Length + t];

    /// <summary>λ_j·d_i.</summary>
    internal double Cost(ReadOnlySpan<double> price, int pool, int t)
    {
        double cost = 0.0;
        for (int k = 0; k < resources; k++) cost = Math.FusedMultiplyAdd(price[pool * resources + k], Demand[k * Length + t], cost);
        return cost;
    }

    /// <param name="problem">The tasks.</param>
    /// <param name="score">Fills the scores.</param>
    /// <param name="lacking">[m] bit k = the pool has nothing of resource k.</param>
    /// <param name="first">First task of the window.</param>
    internal void Load(AllocationProblem problem, ScoreTile score, ReadOnlySpan<ulong> lacking, int first)
    {
        First = first;
        Count = Math.Min(Length, problem.Tasks - first);
        if (Count < Length)
        {
            Demand.AsSpan().Clear();
            Scale.AsSpan().Clear();
            Score.AsSpan().Fill(double.NegativeInfinity);
        }
        ReadOnlySpan<int> demand = problem.DemandMilli.AsSpan(first * resources, Count * resources);
        for (int k = 0; k < resources; k++)
        {
            Span<double> column = Demand.AsSpan(k * Length, Count);
            for (int t = 0, at = k; t < column.Length; t++, at += resources) column[t] = demand[at];
        }
        score(problem, first, Count, Score, Length);
        if (problem.HasReserve) Refuse(problem.ReservePrice);
        if (Count == Length && AllMayServe(problem) && !problem.Indivisible.AsSpan(first, Count).Contains(true)) Mask(lacking);
        else
            for (int t = 0; t < Count; t++) Scale[t] = Mask(problem, lacking, t);
    }

    /// <summary>What bids less than a pool's reserve is worth nothing there.</summary>
    private void Refuse(ReadOnlySpan<double> reserve)
    {
        for (int j = 0; j < pools; j++)
            for (int t = 0; t < Count; t++)
                if (ScoreAt(j, t) < Cost(reserve, j, t)) Score[j * Length + t] = 0.0;
    }

    /// <summary>Whether every pool may serve every task of the window.</summary>
    private bool AllMayServe(AllocationProblem problem)
    {
        for (int word = 0; word < problem.EligibleWords; word++)
        {
            ulong all = ulong.MaxValue, pool = pools - 64 * word >= 64 ? ulong.MaxValue : (1UL << (pools - 64 * word)) - 1;
            ReadOnlySpan<ulong> eligible = problem.Eligible.AsSpan(First * problem.EligibleWords + word, (Count - 1) * problem.EligibleWords + 1);
            for (int at = 0; at < eligible.Length; at += problem.EligibleWords) all &= eligible[at];
            if ((all & pool) != pool) return false;
        }
        return true;
    }

    /// <summary>The common case, along tasks: only what a pool lacks stands in the way. The same numbers as task by task.</summary>
    private void Mask(ReadOnlySpan<ulong> lacking)
    {
        for (int t = 0; t < Length; t += 8)
        {
            Vector512<double> sum = default, best = default, eligible = default;
            for (int j = 0; j < pools; j++)
            {
                Vector512<double> blocked = default;
                for (int k = 0; k < resources && lacking[j] >> k != 0; k++)
                    if ((lacking[j] >> k & 1) == 1)
                        blocked |= Vector512.GreaterThan(Vector512.LoadUnsafe(ref Demand[k * Length], (nuint)t), default);
                ref double at = ref Score[j * Length + t];
                Vector512<double> s = Vector512.LoadUnsafe(ref at);
                eligible += Vector512.AndNot(Vector512<double>.One, blocked);
                sum += Vector512.AndNot(Vector512.Abs(s), blocked);
                Vector512<double> wanted = Vector512.AndNot(Vector512.GreaterThan(s, default), blocked);
                best = Vector512.ConditionalSelect(wanted, Vector512.Max(best, s), best);
                Vector512.ConditionalSelect(wanted, s, Vector512.Create(double.NegativeInfinity)).StoreUnsafe(ref at);
            }
            Vector512<double> scale = Vector512.Max(sum / eligible, best * AllocationOptions.LeastScale);
            Vector512.ConditionalSelect(Vector512.GreaterThan(best, default), scale, default).StoreUnsafe(ref Scale[t]);
        }
    }

    private double Mask(AllocationProblem problem, ReadOnlySpan<ulong> lacking, int t)
    {
        ulong needs = 0;
        for (int k = 0; k < resources; k++) needs |= (Demand[k * Length + t] > 0.0 ? 1UL : 0UL) << k;
        ReadOnlySpan<ulong> mask = problem.Eligible.AsSpan((First + t) * problem.EligibleWords, problem.EligibleWords);
        double sum = 0.0, best = 0.0;
        int eligible = 0;
        for (int j = 0; j < pools; j++)
        {
            ref double s = ref Score[j * Length + t];
            if ((mask[j >> 6] >> (j & 63) & 1) == 0 || (lacking[j] & needs) != 0 || !problem.MayHold(First + t, j))
                s = double.NegativeInfinity;
            else
            {
                eligible++;
                sum += Math.Abs(s);
                if (s > 0.0) best = Math.Max(best, s);
                else s = double.NegativeInfinity;
            }
        }
        return best > 0.0 ? Math.Max(sum / eligible, AllocationOptions.LeastScale * best) : 0.0;
    }
}

/// <summary><see cref="IScoreModel.Score"/> as a delegate.</summary>
internal delegate void ScoreTile(AllocationProblem problem, int first, int count, Span<double> scores, int stride);
