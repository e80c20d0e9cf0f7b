using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.State;
using Economy.Simulation.Actors;
using Economy.Simulation.Randomness;

namespace Economy.Simulation.Allocate;

/// <summary>Puts the tick's tasks before the allocator and takes its shares and payments home.</summary>
internal sealed class Allocation : IShareConsumer, IResumable
{
    private readonly World world;
    private readonly IAllocator allocator;
    private readonly AllocationProblem problem;
    private readonly ParallelOptions parallel;
    private readonly int[][] sessionNeedsMilli;
    private readonly AllocationLog? log;
    private IReadOnlyList<JobRun> open = [];
    private int[] served = [];
    private long[] payment = [];
    private int tick;

    /// <param name="world">What stays fixed.</param>
    /// <param name="allocator">The policy.</param>
    /// <param name="threads">Threads that pose the problem; the result does not depend on it.</param>
    /// <param name="log">Where every served part is noted down; null where nobody asks.</param>
    public Allocation(World world, IAllocator allocator, int threads, AllocationLog? log = null)
    {
        this.log = log;
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        this.world = world;
        this.allocator = allocator;
        Kinds = [.. Enumerable.Range(0, Pool.Resources).Where(k => world.Pools.Any(p => p.CapacityMilli[k] > 0))];
        problem = new AllocationProblem(Math.Max(1, world.Pools.Count), Math.Max(1, Kinds.Length));
        sessionNeedsMilli = [.. world.Subsystems.Select(s => Array.ConvertAll(Pool.Milli(s.Needs), n => checked((int)n)))];
        CommittedMilli = new long[world.Pools.Count * Pool.Resources];
        DemandedMilli = new long[world.Pools.Count * Pool.Resources];
        SessionPayments = new long[world.Subsystems.Length * world.Pools.Count];
        for (var j = 0; j < world.Pools.Count; j++)
            for (var k = 0; k < Kinds.Length; k++)
                problem.PostedPrice[j * Kinds.Length + k] = world.Pools[j].Price[(Core.Scenarios.Resource)Kinds[k]] * world.TickHours / 1000;
    }

    /// <summary>The resources that any pool offers; columns of the problem, in order.</summary>
    public int[] Kinds { get; }

    /// <summary>What the allocator reports of the tick; null where there are no pools.</summary>
    public AllocationReport? Report { get; private set; }

    /// <summary>The tick's tasks.</summary>
    public TaskList Tasks { get; } = new();

    /// <summary>Payment of each task, minor units.</summary>
    public ReadOnlySpan<long> Payment => payment.AsSpan(0, Tasks.Count);

    /// <summary>[m × 5] Held by jobs that started earlier.</summary>
    public long[] CommittedMilli { get; }

    /// <summary>[m × 5] Asked for by tasks that may use the pool.</summary>
    public long[] DemandedMilli { get; }

    /// <summary>[S × m] Payments for sessions, by subsystem and pool, minor units.</summary>
    public long[] SessionPayments { get; }

    /// <summary>Allocates; leaves shares in <paramref name="outcomes"/> and places jobs.</summary>
    public void Run(int now, IReadOnlyList<Proposals> proposals, JobTable jobs, Outcomes outcomes)
    {
        tick = now;
        Gather(proposals);
        Commit(jobs);
        Pose(jobs.Open);
        SessionPayments.AsSpan().Clear();
        if (world.Pools.Count > 0) Report = allocator.Allocate(problem, this);
        else served.AsSpan(0, Tasks.Count).Fill(1_000_000); // Without pools nothing needs compute.
        outcomes.ServedPpm = served;
    }

    /// <inheritdoc />
    public void Accept(ReadOnlySpan<Share> shares)
    {
        foreach (ref readonly var share in shares)
        {
            served[share.Task] += share.Ppm;
            payment[share.Task] += share.Payment;
            ref readonly var task = ref Tasks[share.Task];
            log?.Add(new AllocationEntry(share.Task, world.Chart.Participant(task.Owner), share.Pool, share.Ppm, share.Payment));
            if (!task.IsJob) SessionPayments[task.Source * world.Pools.Count + share.Pool] += share.Payment;
            else if (share.Ppm == 1_000_000) Place(open[task.Job], share);
        }
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => allocator.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => allocator.Restore(state);

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
                problem.CapacityMilli[j * Kinds.Length + k] = world.Pools[j].CapacityMilli[Kinds[k]] - CommittedMilli[j * Pool.Resources + Kinds[k]];
    }

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
            problem.Bid[row] = task.Bid;
            problem.Indivisible[row] = task.IsJob;
            problem.WaitTicks[row] = Queued(task);
            problem.Eligible[row] = task.IsJob ? open[task.Job].Eligible : everywhere;
            for (var k = 0; k < Kinds.Length; k++) problem.DemandMilli[row * Kinds.Length + k] = DemandOf(task, Kinds[k]);
            CountDemand(row++, demanded);
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

    private int DemandOf(in TaskProposal task, int resource) => task.IsJob
        ? open[task.Job].AverageMilli(resource, world.Scenario.TickSeconds)
        : (int)Math.Ceiling(sessionNeedsMilli[task.Source][resource] * (double)task.Seconds / world.Scenario.TickSeconds);

    private void CountDemand(int task, Span<long> demanded)
    {
        for (var j = 0; j < world.Pools.Count; j++)
        {
            if ((problem.Eligible[task] >> j & 1) == 0) continue;
            for (var k = 0; k < Kinds.Length; k++) demanded[j * Pool.Resources + Kinds[k]] += problem.DemandMilli[task * Kinds.Length + k];
        }
    }
}
