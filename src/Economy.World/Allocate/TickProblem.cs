using Economy.Attention;
using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Learn;
using Economy.World.Quality;
using Economy.World.Randomness;
using Economy.World.Tick;

namespace Economy.World.Allocate;

/// <summary>
/// The tick's tasks, pools and issues as the allocator sees them. Rows are tasks; pools are the world's pools, then its
/// issues; columns are <see cref="Kinds"/>, then <see cref="Assets"/>.
/// </summary>
internal sealed class TickProblem
{
    private readonly WorldModel world;
    private readonly TaskTraits traits;
    private readonly ParallelOptions parallel;
    private readonly int[][] sessionNeedsMilli;
    private readonly double[] sessionMemoryPerCore;
    private readonly double[] utilisation;
    private readonly bool committed, described;
    private readonly int pools;
    private IReadOnlyList<JobRun> open = [];
    private TaskList tasks = new();
    private Rules rules;
    private int tick;

    /// <param name="world">What stays fixed.</param>
    /// <param name="traits">Filled beside the problem, where quality of service depends on them.</param>
    /// <param name="threads">Threads that pose the problem; the result does not depend on it.</param>
    public TickProblem(WorldModel world, TaskTraits traits, int threads)
    {
        (this.world, this.traits) = (world, traits);
        rules = Rules.Of(world);
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        pools = world.Pools.Count;
        Kinds = ObservedFeatures.Offered(world);
        Assets = [.. world.Issues.Select(i => i.Asset).Distinct()];
        Columns = Math.Max(1, Kinds.Length + Assets.Length);
        Problem = new AllocationProblem(Math.Max(1, pools + world.Issues.Count), Columns);
        Expected = new ExpectedPrices(Problem);
        committed = world.Allocation.Jobs == JobMode.Committed;
        described = world.Quality is not null && pools > 0;
        sessionNeedsMilli = new int[world.Subsystems.Length][];
        sessionMemoryPerCore = new double[world.Subsystems.Length];
        CommittedMilli = new long[pools * Pool.Resources];
        DemandedMilli = new long[pools * Pool.Resources + world.Issues.Count];
        utilisation = new double[pools];
        Take(rules);
    }

    /// <summary>What the allocator is given.</summary>
    public AllocationProblem Problem { get; }

    /// <summary>What capacity is expected to be worth while jobs hold it.</summary>
    public ExpectedPrices Expected { get; }

    /// <summary>The resources that any pool offers; the first columns, in order.</summary>
    public int[] Kinds { get; }

    /// <summary>The assets in limited issue, by row; the last columns.</summary>
    public int[] Assets { get; }

    /// <summary>Kinds and assets.</summary>
    public int Columns { get; }

    /// <summary>[m × 5] Held by jobs that started earlier.</summary>
    public long[] CommittedMilli { get; }

    /// <summary>[m × 5] Asked for by tasks that may use the pool; then asked for of each issue.</summary>
    public long[] DemandedMilli { get; }

    /// <summary>Column of an issue's asset.</summary>
    public int ColumnOf(int issue) => Kinds.Length + Array.IndexOf(Assets, world.Issues[issue].Asset);

    /// <summary>Poses the tick: what is offered net of commitments, and the tasks.</summary>
    public void Pose(TickState now, TaskList tickTasks)
    {
        (tick, tasks, open) = (now.Tick, tickTasks, now.Jobs.Open);
        if (!ReferenceEquals(rules, now.Rules)) Take(now.Rules);
        Offer(now.Jobs);
        DemandedMilli.AsSpan().Clear();
        Problem.EnsureTasks(tasks.Count);
        if (described) traits.EnsureTasks(tasks.Count);
        Parallel.For(0, tasks.Cells, parallel, Pose);
    }

    /// <summary>[m] Utilisation of each pool's fullest resource under an allocation, jobs that started earlier included.</summary>
    public ReadOnlySpan<double> Utilise(AllocationReport report)
    {
        for (var j = 0; j < utilisation.Length; j++)
        {
            utilisation[j] = 0;
            for (var k = 0; k < Kinds.Length; k++)
            {
                var capacity = rules.Pools[j].CapacityMilli[Kinds[k]];
                var held = CommittedMilli[j * Pool.Resources + Kinds[k]] + report.LoadMilli[j * Columns + k];
                if (capacity > 0) utilisation[j] = Math.Max(utilisation[j], held / (double)capacity);
            }
        }

        return utilisation;
    }

    /// <summary>Asked for of the first column, whole units.</summary>
    public double Demanded()
    {
        var milli = 0L;
        for (var i = 0; i < tasks.Count; i++) milli += Problem.DemandMilli[i * Columns];
        return milli / 1000.0;
    }

    /// <summary>Takes over rules that have changed: what sessions need, and posted prices.</summary>
    private void Take(Rules changed)
    {
        rules = changed;
        for (var k = 0; k < sessionNeedsMilli.Length; k++)
        {
            var needs = rules.Subsystems[k].Needs;
            sessionNeedsMilli[k] = Array.ConvertAll(Pool.Milli(needs), n => checked((int)n));
            sessionMemoryPerCore[k] = ServiceQuality.MemoryPerCore(needs.Memory, needs.Cpu);
        }

        for (var j = 0; j < pools; j++)
            for (var k = 0; k < Kinds.Length; k++)
                Problem.PostedPrice[j * Columns + k] = rules.Pools[j].Price[(Resource)Kinds[k]] * world.TickHours / 1000;
    }

    private void Offer(JobTable jobs)
    {
        CommittedMilli.AsSpan().Clear();
        foreach (var job in jobs.Running)
            for (var k = 0; k < Pool.Resources; k++)
                CommittedMilli[job.Pool * Pool.Resources + k] += job.AverageMilli(k, world.TickSeconds);
        for (var j = 0; j < pools; j++)
            for (var k = 0; k < Kinds.Length; k++)
                Problem.CapacityMilli[j * Columns + k] = Math.Max(0, rules.Pools[j].CapacityMilli[Kinds[k]] - CommittedMilli[j * Pool.Resources + Kinds[k]]);
        for (var i = 0; i < world.Issues.Count; i++)
            Problem.CapacityMilli[(pools + i) * Columns + ColumnOf(i)] = rules.Issues[i].UnitsAt(tick) * 1000L;
    }

    private void Pose(int cell)
    {
        Span<long> demanded = stackalloc long[DemandedMilli.Length];
        demanded.Clear();
        var everywhere = pools == 64 ? ulong.MaxValue : (1UL << pools) - 1;
        var row = tasks.First(cell);
        foreach (ref readonly var task in tasks.Of(cell))
        {
            Problem.TaskId[row] = row;
            Problem.Bid[row] = task.IsIssue ? task.Bid - rules.Issues[task.Issue].Spec.Price : task.Bid;
            Problem.Indivisible[row] = !task.IsSession;
            Problem.WaitTicks[row] = Queued(task);
            Problem.Eligible[row] = task.IsJob ? open[task.Job].Eligible : task.IsIssue ? 1UL << (pools + task.Issue) : everywhere;
            PoseDemand(task, Problem.DemandMilli.AsSpan(row * Columns, Columns));
            if (described) Describe(task, row);
            if (task.IsIssue) demanded[pools * Pool.Resources + task.Issue] += 1000;
            else CountDemand(row, demanded);
            if (task.IsJob && committed) Expected.Screen(row, open[task.Job].TicksOf(world.TickSeconds));
            row++;
        }

        lock (DemandedMilli)
        {
            for (var d = 0; d < demanded.Length; d++) DemandedMilli[d] += demanded[d];
        }
    }

    private void Describe(in TaskProposal task, int row)
    {
        if (task.IsIssue)
        {
            (traits.Kind[row], traits.Region[row], traits.MemoryPerCore[row], traits.Number[row]) = (0, 0, 0, 0); // No pool serves it.
            return;
        }

        var job = task.IsJob ? open[task.Job] : null;
        traits.Kind[row] = job?.Kind ?? task.Source;
        traits.Region[row] = world.Geography.Of(task.Owner);
        traits.MemoryPerCore[row] = job?.MemoryPerCore ?? sessionMemoryPerCore[task.Source];
        traits.Number[row] = job is null ? world.Quality!.OfSession(task.Owner, task.Source) : ServiceQuality.OfJob(job.Id);
    }

    /// <summary>
    /// How long a task has waited, in 1024ths of a tick: those of one tick came in random order, so that first come, first
    /// served does not favour low numbers.
    /// </summary>
    private int Queued(in TaskProposal task)
    {
        var job = task.IsJob ? open[task.Job] : null;
        var random = new PhiloxStream(world.Seed, Purpose.Queue, job is null ? task.Owner : (int)job.Id, job is null ? tick : 0);
        return (job?.WaitTicks ?? 0) * 1024 + random.NextInt(1024);
    }

    private void PoseDemand(in TaskProposal task, Span<int> demand)
    {
        demand.Clear();
        if (task.IsIssue) demand[ColumnOf(task.Issue)] = 1000;
        else for (var k = 0; k < Kinds.Length; k++) demand[k] = DemandOf(task, Kinds[k]);
    }

    private int DemandOf(in TaskProposal task, int resource) => task.IsJob
        ? open[task.Job].AverageMilli(resource, world.TickSeconds)
        : (int)Math.Ceiling(sessionNeedsMilli[task.Source][resource] * (double)task.Seconds / world.TickSeconds);

    private void CountDemand(int task, Span<long> demanded)
    {
        for (var j = 0; j < pools; j++)
        {
            if ((Problem.Eligible[task] >> j & 1) == 0) continue;
            for (var k = 0; k < Kinds.Length; k++) demanded[j * Pool.Resources + Kinds[k]] += Problem.DemandMilli[task * Columns + k];
        }
    }
}
