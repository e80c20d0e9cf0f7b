using Economy.Attention;
using Economy.Simulation.Actors;
using Economy.Simulation.Randomness;

namespace Economy.Simulation.Allocate;

/// <summary>Puts the tick's tasks before the allocator and takes its shares and payments home.</summary>
internal sealed class Allocation : IShareConsumer
{
    private readonly World world;
    private readonly IAllocator allocator;
    private readonly AllocationProblem problem;
    private readonly ParallelOptions parallel;
    private readonly int[][] sessionNeedsMilli;
    private readonly int pools;
    private IReadOnlyList<JobRun> open = [];
    private int[] served = [];
    private long[] payment = [];
    private int tick;

    /// <param name="world">What stays fixed.</param>
    /// <param name="allocator">The policy.</param>
    /// <param name="threads">Threads that pose the problem; the result does not depend on it.</param>
    public Allocation(World world, IAllocator allocator, int threads)
    {
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        this.world = world;
        this.allocator = allocator;
        Kinds = [.. Enumerable.Range(0, Pool.Resources).Where(k => world.Pools.Any(p => p.CapacityMilli[k] > 0))];
        Assets = [.. world.Issues.Select(i => i.Asset).Distinct()];
        Columns = Math.Max(1, Kinds.Length + Assets.Length);
        pools = world.Pools.Count;
        problem = new AllocationProblem(Math.Max(1, pools + world.Issues.Count), Columns);
        sessionNeedsMilli = [.. world.Subsystems.Select(s => Array.ConvertAll(Pool.Milli(s.Needs), n => checked((int)n)))];
        CommittedMilli = new long[world.Pools.Count * Pool.Resources];
        DemandedMilli = new long[world.Pools.Count * Pool.Resources + world.Issues.Count];
        Service = new ServiceTable(world);
        SessionPayments = new long[world.Subsystems.Length * world.Pools.Count];
        for (var j = 0; j < world.Pools.Count; j++)
            for (var k = 0; k < Kinds.Length; k++)
                problem.PostedPrice[j * Columns + k] = world.Pools[j].Price[(Core.Scenarios.Resource)Kinds[k]] * world.TickHours / 1000;
    }

    /// <summary>The resources that any pool offers; the first columns of the problem, in order.</summary>
    public int[] Kinds { get; }

    /// <summary>The assets in limited issue, by row; the last columns of the problem.</summary>
    public int[] Assets { get; }

    /// <summary>Columns of the problem: kinds and assets.</summary>
    public int Columns { get; }

    /// <summary>What the allocator reports of the tick; null where there are no pools.</summary>
    public AllocationReport? Report { get; private set; }

    /// <summary>The tick's tasks.</summary>
    public TaskList Tasks { get; } = new();

    /// <summary>Payment of each task, minor units.</summary>
    public ReadOnlySpan<long> Payment => payment.AsSpan(0, Tasks.Count);

    /// <summary>[m × 5] Held by jobs that started earlier.</summary>
    public long[] CommittedMilli { get; }

    /// <summary>[m × 5] Asked for by tasks that may use the pool; then asked for of each issue.</summary>
    public long[] DemandedMilli { get; }

    /// <summary>[S × m] Payments for sessions, by subsystem and pool, minor units.</summary>
    public long[] SessionPayments { get; }

    /// <summary>Units of assets that found a buyer, in order of the tasks.</summary>
    public List<IssueSale> Sales { get; } = [];

    /// <summary>Which tasks were served where.</summary>
    public ServiceTable Service { get; }

    /// <summary>Allocates; leaves shares in <paramref name="outcomes"/> and places jobs.</summary>
    public void Run(int now, IReadOnlyList<Proposals> proposals, JobTable jobs, Outcomes outcomes)
    {
        tick = now;
        Gather(proposals);
        Commit(jobs);
        Issue();
        Pose(jobs.Open);
        SessionPayments.AsSpan().Clear();
        Service.Begin(Tasks, open);
        Sales.Clear();
        if (pools == 0) ServeSessions();
        if (pools + world.Issues.Count > 0) Report = allocator.Allocate(problem, this);
        outcomes.ServedPpm = served;
    }

    /// <inheritdoc />
    public void Accept(ReadOnlySpan<Share> shares)
    {
        foreach (ref readonly var share in shares)
        {
            ref readonly var task = ref Tasks[share.Task];
            // The problem holds the bids for units less the reserve price.
            var due = share.Payment + (task.IsIssue ? world.Issues[task.Issue].Spec.Price : 0);
            served[share.Task] += share.Ppm;
            payment[share.Task] += due;
            Service.Add(task, open, share, due);
            if (task.IsIssue) Sales.Add(new IssueSale(task.Owner, task.Issue, due));
            else if (task.IsSession) SessionPayments[task.Source * world.Pools.Count + share.Pool] += share.Payment;
            else if (share.Ppm == 1_000_000) Place(open[task.Job], share);
        }
    }

    /// <summary>Without pools nothing needs compute.</summary>
    private void ServeSessions()
    {
        for (var t = 0; t < Tasks.Count; t++)
            if (Tasks[t].IsSession) served[t] = 1_000_000;
    }

    private void Place(JobRun job, in Share share)
    {
        job.Pool = share.Pool;
        job.EntryPayment = share.Payment;
        job.PaymentPerSecond = share.Payment / job.SecondsIn(world.Scenario.TickSeconds);
    }

    private void Gather(IReadOnlyList<Proposals> proposals)
    {
        Tasks.Take(proposals);
        if (served.Length < Tasks.Count) (served, payment) = (new int[Tasks.Count + Tasks.Count / 8], new long[Tasks.Count + Tasks.Count / 8]);
        served.AsSpan(0, Tasks.Count).Clear();
        payment.AsSpan(0, Tasks.Count).Clear();
    }

    private void Commit(JobTable jobs)
    {
        CommittedMilli.AsSpan().Clear();
        foreach (var job in jobs.Running)
            for (var k = 0; k < Pool.Resources; k++)
                CommittedMilli[job.Pool * Pool.Resources + k] += job.AverageMilli(k, world.Scenario.TickSeconds);
        for (var j = 0; j < world.Pools.Count; j++)
            for (var k = 0; k < Kinds.Length; k++)
                problem.CapacityMilli[j * Columns + k] = world.Pools[j].CapacityMilli[Kinds[k]] - CommittedMilli[j * Pool.Resources + Kinds[k]];
    }

    private void Issue()
    {
        for (var i = 0; i < world.Issues.Count; i++)
            problem.CapacityMilli[(pools + i) * Columns + ColumnOf(i)] = world.Issues[i].UnitsAt(tick) * 1000L;
    }

    /// <summary>Column of an issue's asset.</summary>
    public int ColumnOf(int issue) => Kinds.Length + Array.IndexOf(Assets, world.Issues[issue].Asset);

    /// <summary>Fills the problem's columns, the cells' tasks side by side.</summary>
    private void Pose(IReadOnlyList<JobRun> openJobs)
    {
        open = openJobs;
        DemandedMilli.AsSpan().Clear();
        problem.EnsureTasks(Tasks.Count);
        Parallel.For(0, Tasks.Cells, parallel, Pose);
    }

    private void Pose(int cell)
    {
        Span<long> demanded = stackalloc long[DemandedMilli.Length];
        demanded.Clear();
        var everywhere = world.Pools.Count == 64 ? ulong.MaxValue : (1UL << world.Pools.Count) - 1;
        var row = Tasks.First(cell);
        foreach (ref readonly var task in Tasks.Of(cell))
        {
            problem.TaskId[row] = row;
            problem.Bid[row] = task.IsIssue ? task.Bid - world.Issues[task.Issue].Spec.Price : task.Bid;
            problem.Indivisible[row] = !task.IsSession;
            problem.WaitTicks[row] = Queued(task);
            problem.Eligible[row] = task.IsJob ? open[task.Job].Eligible : task.IsIssue ? 1UL << (pools + task.Issue) : everywhere;
            PoseDemand(task, problem.DemandMilli.AsSpan(row * Columns, Columns));
            if (task.IsIssue) demanded[pools * Pool.Resources + task.Issue] += 1000;
            else CountDemand(row, demanded);
            row++;
        }

        lock (DemandedMilli)
        {
            for (var d = 0; d < demanded.Length; d++) DemandedMilli[d] += demanded[d];
        }
    }

    /// <summary>
    /// How long a task has waited, in 1024ths of a tick: those of one tick came in random order, so that first come, first
    /// served does not favour low numbers.
    /// </summary>
    private int Queued(in TaskProposal task)
    {
        var job = task.IsJob ? open[task.Job] : null;
        var random = new PhiloxStream(world.Scenario.Seed, Purpose.Queue, job is null ? task.Owner : (int)job.Id, job is null ? tick : 0);
        return (job?.WaitTicks ?? 0) * 1024 + random.NextInt(1024);
    }

    private void PoseDemand(in TaskProposal task, Span<int> demand)
    {
        demand.Clear();
        if (task.IsIssue) demand[ColumnOf(task.Issue)] = 1000;
        else for (var k = 0; k < Kinds.Length; k++) demand[k] = DemandOf(task, Kinds[k]);
    }

    private int DemandOf(in TaskProposal task, int resource) => task.IsJob
        ? open[task.Job].AverageMilli(resource, world.Scenario.TickSeconds)
        : (int)Math.Ceiling(sessionNeedsMilli[task.Source][resource] * (double)task.Seconds / world.Scenario.TickSeconds);

    private void CountDemand(int task, Span<long> demanded)
    {
        for (var j = 0; j < world.Pools.Count; j++)
        {
            if ((problem.Eligible[task] >> j & 1) == 0) continue;
            for (var k = 0; k < Kinds.Length; k++) demanded[j * Pool.Resources + Kinds[k]] += problem.DemandMilli[task * Columns + k];
        }
    }
}

/// <summary>A unit of an asset in limited issue that found a buyer.</summary>
/// <param name="Owner">Participant who buys.</param>
/// <param name="Issue">Row of the issue.</param>
/// <param name="Payment">Minor units.</param>
public readonly record struct IssueSale(int Owner, int Issue, long Payment);
