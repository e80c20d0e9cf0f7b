using Economy.Attention;
using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Boards;
using Economy.World.Demand;
using Economy.World.Learn;
using Economy.World.Quality;
using Economy.World.Randomness;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Tick.Allocate;

/// <summary>Poses the problem of a tick: what is offered net of commitments, and the tasks, under what is believed of them.</summary>
internal sealed class Posing
{
    private const int Places = 1024;   // in the queue of a tick
    private readonly WorldModel world;
    private readonly ProblemLayout layout;
    private readonly TaskTraits traits;
    private readonly PublicDemand demand;
    private readonly ParallelOptions parallel;
    private readonly AllocationProblem rows;
    private readonly int[][] sessionNeedsMilli;
    private readonly double[] sessionMemoryPerCore;
    private readonly ulong[] serving;   // pools that serve the sessions of each subsystem
    private readonly long[] committedMilli, demandedMilli;
    private readonly bool committed, described;
    private readonly int[] kinds;
    private readonly int pools, columns;
    private IReadOnlyList<JobRun> open = [];
    private TaskList tasks = new();
    private Admission admission;
    private Rules rules;
    private int tick;
    private StageNeeds? stages;

    /// <param name="world">What stays fixed.</param>
    /// <param name="layout">What rows and columns mean.</param>
    /// <param name="traits">Filled beside the problem, where quality of service depends on them.</param>
    /// <param name="demand">What the treasury asks for.</param>
    /// <param name="threads">Threads that pose the problem; the result does not depend on it.</param>
    public Posing(WorldModel world, ProblemLayout layout, TaskTraits traits, PublicDemand demand, int threads)
    {
        (this.world, this.layout, this.traits, this.demand) = (world, layout, traits, demand);
        (rules, admission) = (Rules.Of(world), new Admission(world.Subsystems.Length));
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        (pools, kinds, columns) = (world.Pools.Count, layout.Kinds, layout.Columns);
        rows = new AllocationProblem(layout.Pools, columns);
        Expected = new ExpectedPrices(rows.CapacityMilli.Length);
        committed = world.Allocation.Jobs == JobMode.Committed;
        described = world.Quality is not null && pools > 0;
        sessionNeedsMilli = new int[world.Subsystems.Length][];
        serving = [.. world.Subsystems.Select(s => Enumerable.Range(0, pools).Aggregate(0UL, (mask, j) => mask | (world.Pools[j].Serves?.Contains(s.Name) == false ? 0 : 1UL << j)))];
        sessionMemoryPerCore = new double[world.Subsystems.Length];
        committedMilli = new long[pools * Pool.Resources];
        demandedMilli = new long[pools * Pool.Resources + world.Issues.Count];
        Take(rules);
    }

    /// <summary>What capacity is expected to be worth while jobs hold it.</summary>
    public ExpectedPrices Expected { get; }

    /// <summary>Poses a tick, once and for all.</summary>
    /// <param name="now">The tick: its rules, and the jobs that run or are open.</param>
    /// <param name="tickTasks">Its tasks.</param>
    /// <param name="admitted">Which sessions were let in; no pool may serve the others.</param>
    /// <param name="beliefs">What is believed of them, once it has seen them.</param>
    public TickProblem Pose(TickState now, TaskList tickTasks, Admission admitted, Beliefs beliefs)
    {
        (tick, tasks, admission, open) = (now.Tick, tickTasks, admitted, now.Jobs.Open);
        stages = now.Needs.Any ? now.Needs : null;
        if (!ReferenceEquals(rules, now.Rules)) Take(now.Rules);
        Offer(now.Jobs);
        Price(now.PoolPrices);
        demandedMilli.AsSpan().Clear();
        rows.EnsureTasks(tasks.Count);
        if (described) traits.EnsureTasks(tasks.Count);
        Parallel.For(0, tasks.Cells, parallel, () => new PhiloxWindow(Purpose.Queue), (cell, _, waiting) => Fill(cell, waiting), _ => { });
        return new TickProblem(layout, rules, rows.Under(beliefs.Of(tick, tasks, rows)), committedMilli, demandedMilli);
    }

    /// <summary>Takes over rules that have changed: what sessions need.</summary>
    private void Take(Rules changed)
    {
        rules = changed;
        for (var k = 0; k < sessionNeedsMilli.Length; k++)
        {
            var needs = rules.Subsystems[k].Needs;
            sessionNeedsMilli[k] = Array.ConvertAll(Pool.Milli(needs), n => checked((int)n));
            sessionMemoryPerCore[k] = Pool.MemoryPerCore(needs.Memory, needs.Cpu);
        }
    }

    /// <summary>Prices of the tick, per milli-unit and tick.</summary>
    private void Price(PoolPrices prices)
    {
        for (var j = 0; j < pools; j++)
        {
            for (var k = 0; k < kinds.Length; k++)
            {
                rows.PostedPrice[j * columns + k] = prices.Of(j, kinds[k]) * world.TickHours / 1000;
                if (prices.IsReserve(j)) rows.ReservePrice[j * columns + k] = rows.PostedPrice[j * columns + k];
            }
        }
    }

    private void Offer(JobTable jobs)
    {
        committedMilli.AsSpan().Clear();
        foreach (var job in jobs.Running)
            for (var k = 0; k < Pool.Resources; k++)
                committedMilli[job.Pool * Pool.Resources + k] += job.AverageMilli(k, world.TickSeconds);
        for (var j = 0; j < pools; j++)
            for (var k = 0; k < kinds.Length; k++)
                rows.CapacityMilli[j * columns + k] =
                    Math.Max(0, rules.Pools[j].CapacityMilli[kinds[k]] - committedMilli[j * Pool.Resources + kinds[k]]);
        for (var i = 0; i < world.Issues.Count; i++)
            rows.CapacityMilli[(pools + i) * columns + layout.ColumnOf(i)] = rules.Issues[i].UnitsAt(tick) * 1000L;
    }

    private PhiloxWindow Fill(int cell, PhiloxWindow waiting)
    {
        Span<long> demanded = stackalloc long[demandedMilli.Length];
        demanded.Clear();
        var row = tasks.First(cell);
        var (owner, queued) = (int.MinValue, 0);
        waiting.Begin(world.SeedAt(tick), tick);
        foreach (ref readonly var task in tasks.Of(cell))
        {
            rows.TaskId[row] = row;
            rows.Bid[row] = task.IsIssue ? task.Bid - rules.Issues[task.Issue].Spec.Price : task.Bid;
            rows.Indivisible[row] = task.IsJob || task.IsIssue;
            if (task.IsJob) rows.WaitTicks[row] = Queued(open[task.Job]);
            else
            {
                if (task.Owner != owner) (owner, queued) = (task.Owner, waiting.Of(task.Owner).NextInt(Places));
                rows.WaitTicks[row] = queued;
            }

            rows.Eligible[row] = task.IsJob ? open[task.Job].Eligible
                : task.IsIssue ? 1UL << (pools + task.Issue) : task.IsPublic ? 1UL << demand.PoolOf(task.Source.Row) : admission.IsRefused(row) ? 0 : serving[task.Subsystem];
            PoseDemand(task, rows.DemandMilli.AsSpan(row * columns, columns));
            if (described) Describe(task, row);
            if (task.IsIssue) demanded[pools * Pool.Resources + task.Issue] += 1000;
            else CountDemand(row, demanded);
            if (task.IsJob && committed) Expected.Screen(rows, row, open[task.Job].TicksOf(world.TickSeconds));
            row++;
        }

        lock (demandedMilli)
        {
            for (var d = 0; d < demanded.Length; d++) demandedMilli[d] += demanded[d];
        }

        return waiting;
    }

    private void Describe(in TaskProposal task, int row)
    {
        if (task.IsIssue)
        {
            (traits.Kind[row], traits.Region[row], traits.MemoryPerCore[row], traits.Number[row]) = (0, 0, 0, 0); // No pool serves it.
            return;
        }

        var job = task.IsJob ? open[task.Job] : null;
        traits.Kind[row] = job?.Kind ?? task.Subsystem;
        traits.Region[row] = world.Geography.Of(task.Owner);
        traits.MemoryPerCore[row] = job?.MemoryPerCore ?? sessionMemoryPerCore[task.Subsystem];
        traits.Number[row] = job is null ? world.Quality!.OfSession(task.Owner, task.Subsystem) : ServiceQuality.OfJob(job.Id);
    }

    /// <summary>
    /// How long a job has waited, in 1024ths of a tick: those of one tick came in random order, so that first come, first
    /// served does not favour low numbers.
    /// </summary>
    private int Queued(JobRun job) => job.WaitTicks * Places + new PhiloxStream(world.SeedAt(tick), Purpose.Queue, (int)job.Id, 0).NextInt(Places);

    private void PoseDemand(in TaskProposal task, Span<int> asked)
    {
        asked.Clear();
        if (task.IsIssue) asked[layout.ColumnOf(task.Issue)] = 1000;
        else for (var k = 0; k < kinds.Length; k++) asked[k] = DemandOf(task, kinds[k]);
    }

    private int DemandOf(in TaskProposal task, int resource) => task.IsPublic ? demand.NeedOf(task.Source.Row, resource) : task.IsJob
        ? open[task.Job].AverageMilli(resource, world.TickSeconds)
        : (int)Math.Ceiling(sessionNeedsMilli[task.Subsystem][resource] * (double)task.Seconds / world.TickSeconds
            * (stages?.Of(task.Subsystem, task.Owner) ?? 1) * (1.0 + task.Assistance));

    private void CountDemand(int task, Span<long> demanded)
    {
        for (var j = 0; j < pools; j++)
        {
            if ((rows.Eligible[task] >> j & 1) == 0) continue;
            for (var k = 0; k < kinds.Length; k++) demanded[j * Pool.Resources + kinds[k]] += rows.DemandMilli[task * columns + k];
        }
    }
}
