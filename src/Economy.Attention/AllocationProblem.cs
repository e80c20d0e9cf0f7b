using System.Runtime.Intrinsics;

namespace Economy.Attention;

/// <summary>
/// Tasks that bid for a share of pools, as columns that are reused from tick to tick; capacity grows and never shrinks.
/// Quantities are whole milli-units, money is minor units per tick. The columns are filled first; <see cref="Under"/> then poses the
/// problem, and whoever is given it reads it only.
/// </summary>
public sealed class AllocationProblem
{
    private readonly ulong[]? open;   // Of a posed problem: Eligible before any belief.

    private const double MostBid = 1L << 53;

    /// <summary>The largest m.</summary>
    public const int MostPools = 1 << 13;

    /// <summary>An empty problem over m pools (1 to 8,192) and K resource kinds (1 to 64).</summary>
    public AllocationProblem(int pools, int resources)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pools, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pools, MostPools);
        ArgumentOutOfRangeException.ThrowIfLessThan(resources, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(resources, 64);
        Pools = pools;
        Resources = resources;
        EligibleWords = (pools + 63) / 64;
        CapacityMilli = new long[pools * resources];
        PostedPrice = new double[pools * resources];
        ReservePrice = new double[pools * resources];
    }

    private AllocationProblem(AllocationProblem rows, Belief belief, double[] bid)
    {
        (Pools, Resources, EligibleWords, Tasks) = (rows.Pools, rows.Resources, rows.EligibleWords, rows.Tasks);
        (TaskId, Bid, DemandMilli, Indivisible, WaitTicks) = (rows.TaskId, bid, rows.DemandMilli, rows.Indivisible, rows.WaitTicks);
        open = rows.open ?? rows.Eligible;
        Eligible = belief.Eligible ?? open;
        (CapacityMilli, PostedPrice, ReservePrice) = (rows.CapacityMilli, rows.PostedPrice, rows.ReservePrice);
        (Scores, Temperature) = (belief.Scores, belief.Temperature);
    }

    /// <summary>m.</summary>
    public int Pools { get; }

    /// <summary>K.</summary>
    public int Resources { get; }

    /// <summary>n: how many rows of the columns below hold tasks.</summary>
    public int Tasks { get; private set; }

    /// <summary>⌈m/64⌉, the words of one row of <see cref="Eligible"/>.</summary>
    public int EligibleWords { get; }

    /// <summary>[n] distinct; their order breaks every tie.</summary>
    public long[] TaskId { get; private set; } = [];

    /// <summary>[n] b_i, the value of full service, already cut to the bidder's free balance.</summary>
    public double[] Bid { get; private set; } = [];

    /// <summary>[n × K] row-major, ≥ 0: what full service takes of each resource.</summary>
    public int[] DemandMilli { get; private set; } = [];

    /// <summary>[n] served whole at one pool or not at all.</summary>
    public bool[] Indivisible { get; private set; } = [];

    /// <summary>[n] ≥ 0: age in the queue, in ticks or any finer unit; the longest goes first under <c>priority</c>.</summary>
    public int[] WaitTicks { get; private set; } = [];

    /// <summary>[n × EligibleWords] bit j mod 64 of word j/64: pool j may serve the task.</summary>
    public ulong[] Eligible { get; private set; } = [];

    /// <summary>[m × K] row-major, ≥ 0, net of commitments.</summary>
    public long[] CapacityMilli { get; }

    /// <summary>[m × K] per milli-unit and tick: what policies that find no prices charge.</summary>
    public double[] PostedPrice { get; }

    /// <summary>
    /// [m × K] per milli-unit and tick: no price that a policy finds is below it, and no policy serves a task at a pool where it is worth less
    /// than its demand at these prices. 0, the default, reserves nothing.
    /// </summary>
    public double[] ReservePrice { get; }

    /// <summary>Whether any pool has a reserve price.</summary>
    internal bool HasReserve => ReservePrice.AsSpan().ContainsAnyExcept(0.0);

    /// <summary>Where the scores of these tasks come from; null leaves it to the options of the allocator.</summary>
    public IScoreModel? Scores { get; }

    /// <summary>τ of the attention with prices in this problem, in (0, 10]; null leaves it to the options of the allocator.</summary>
    public double? Temperature { get; }

    /// <summary>
    /// The same tasks and pools under a belief, whatever was believed of them before. Shares the columns; no task can be added to it.
    /// </summary>
    public AllocationProblem Under(Belief belief) => new(this, belief, Bid);

    /// <summary>The same problem, had one task bid something else. The other bids are copied, all else is shared.</summary>
    public AllocationProblem Bidding(int task, double bid)
    {
        double[] bids = Bid.AsSpan(0, Tasks).ToArray();
        bids[task] = bid;
        return new(this, new Belief { Scores = Scores, Temperature = Temperature, Eligible = Eligible }, bids);
    }

    /// <summary>Sets the number of tasks. Rows keep what they held, new rows hold anything: fill every column.</summary>
    public void EnsureTasks(int tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tasks);
        if (open is not null) throw new InvalidOperationException("the problem is posed: tasks are added to its columns before");
        if (tasks > TaskId.Length)
        {
            int rows = (int)Math.Min(tasks + tasks / 8L, Array.MaxLength / Math.Max(Resources, EligibleWords));
            TaskId = Grown(TaskId, rows);
            Bid = Grown(Bid, rows);
            DemandMilli = Grown(DemandMilli, rows * Resources);
            Indivisible = Grown(Indivisible, rows);
            WaitTicks = Grown(WaitTicks, rows);
            Eligible = Grown(Eligible, rows * EligibleWords);
        }
        Tasks = tasks;
    }

    /// <summary>Forgets the tasks; pools, capacities and prices stay.</summary>
    public void Clear() => Tasks = 0;

    /// <summary>Appends a task that every pool may serve; returns its row. <paramref name="demandMilli"/> is [K].</summary>
    public int Add(long taskId, double bid, ReadOnlySpan<int> demandMilli, bool indivisible = false, int waitTicks = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(demandMilli.Length, Resources);
        int row = Tasks;
        EnsureTasks(row + 1);
        TaskId[row] = taskId;
        Bid[row] = bid;
        demandMilli.CopyTo(DemandMilli.AsSpan(row * Resources));
        Indivisible[row] = indivisible;
        WaitTicks[row] = waitTicks;
        Eligible.AsSpan(row * EligibleWords, EligibleWords).Fill(ulong.MaxValue);
        return row;
    }

    /// <summary>Whether the mask lets pool <paramref name="pool"/> serve task <paramref name="task"/>.</summary>
    public bool MayServe(int task, int pool) => (Eligible[task * EligibleWords + (pool >> 6)] >> (pool & 63) & 1) != 0;

    /// <summary>Whether the pool is large enough: whole tasks need all of their demand at one pool, others any part of it.</summary>
    public bool MayHold(int task, int pool)
    {
        if (!Indivisible[task]) return true;
        for (int k = 0, at = task * Resources, u = pool * Resources; k < Resources; k++)
            if (DemandMilli[at + k] > CapacityMilli[u + k]) return false;
        return true;
    }

    /// <summary>The demand of one task, [K].</summary>
    public ReadOnlySpan<int> Demand(int task) => DemandMilli.AsSpan(task * Resources, Resources);

    /// <exception cref="ArgumentOutOfRangeException">A quantity or price is negative, or a bid is no number of at most 2^53.</exception>
    internal void ThrowIfInvalid()
    {
        ReadOnlySpan<double> bids = Bid.AsSpan(0, Tasks);
        int at = 0;
        while (at <= bids.Length - 8 && Vector512.LessThanOrEqualAll(Vector512.Create(bids[at..]), Vector512.Create(MostBid))) at += 8;
        for (; at < bids.Length; at++)
            if (!(bids[at] <= MostBid)) throw new ArgumentOutOfRangeException(nameof(Bid), bids[at], "bids are numbers of at most 2^53");
        ReadOnlySpan<int> demands = DemandMilli.AsSpan(0, Tasks * Resources);
        int negative = demands.IndexOfAnyInRange(int.MinValue, -1);
        if (negative >= 0) ArgumentOutOfRangeException.ThrowIfNegative(demands[negative], nameof(DemandMilli));
        foreach (long c in CapacityMilli) ArgumentOutOfRangeException.ThrowIfNegative(c, nameof(CapacityMilli));
        foreach (double p in PostedPrice)
            if (!(p >= 0.0) || double.IsInfinity(p))
                throw new ArgumentOutOfRangeException(nameof(PostedPrice), p, "prices are finite and ≥ 0");
        foreach (double p in ReservePrice)
            if (!(p >= 0.0) || double.IsInfinity(p))
                throw new ArgumentOutOfRangeException(nameof(ReservePrice), p, "prices are finite and ≥ 0");
    }

    /// <summary>[m × K] 1/C_jk, and 0 where there is no capacity.</summary>
    internal double[] InverseCapacity()
    {
        var inverse = new double[CapacityMilli.Length];
        for (int u = 0; u < inverse.Length; u++)
            if (CapacityMilli[u] > 0) inverse[u] = 1.0 / CapacityMilli[u];
        return inverse;
    }

    private static T[] Grown<T>(T[] column, int length)
    {
        Array.Resize(ref column, length);
        return column;
    }
}
