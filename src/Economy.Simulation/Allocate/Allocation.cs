using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.Simulation.Actors;
using Economy.Simulation.Explain;
using Economy.Simulation.Learn;
using Economy.Simulation.Quality;
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
    private readonly ExpectedPrices expected;
    private readonly bool committed;
    private readonly int pools;
    private readonly double[] sessionMemoryPerCore;
    private readonly TaskTraits traits = new();
    private readonly Counterfactual? oracle;
    private readonly Counterfactual? everywhere;
    private readonly ObservedFeatures? features;
    private readonly double[] utilisation;
    private IReadOnlyList<JobRun> open = [];
    private int[] served = [];
    private int[] enjoyed = [];
    private long[] payment = [];
    private int tick;

    /// <param name="world">What stays fixed.</param>
    /// <param name="allocator">The policy.</param>
    /// <param name="threads">Threads that pose the problem; the result does not depend on it.</param>
    /// <param name="log">Where every served part is noted down; null where nobody asks.</param>
    /// <param name="learning">The engine of learning; null is the default one.</param>
    public Allocation(World world, IAllocator allocator, int threads, AllocationLog? log = null, ILearningBackend? learning = null)
    {
        this.log = log;
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        this.world = world;
        this.allocator = allocator;
        Kinds = ObservedFeatures.Offered(world);
        Assets = [.. world.Issues.Select(i => i.Asset).Distinct()];
        Columns = Math.Max(1, Kinds.Length + Assets.Length);
        pools = world.Pools.Count;
        problem = new AllocationProblem(Math.Max(1, pools + world.Issues.Count), Columns);
        sessionNeedsMilli = [.. world.Subsystems.Select(s => Array.ConvertAll(Pool.Milli(s.Needs), n => checked((int)n)))];
        expected = new ExpectedPrices(problem);
        committed = world.Scenario.Allocation.Jobs == JobMode.Committed;
        sessionMemoryPerCore = [.. world.Subsystems.Select(s => ServiceQuality.MemoryPerCore(s.Needs.Memory, s.Needs.Cpu))];
        CommittedMilli = new long[world.Pools.Count * Pool.Resources];
        DemandedMilli = new long[world.Pools.Count * Pool.Resources + world.Issues.Count];
        Service = new ServiceTable(world);
        utilisation = new double[world.Pools.Count];
        SessionPayments = new long[world.Subsystems.Length * world.Pools.Count];
        for (var j = 0; j < pools; j++)
            for (var k = 0; k < Kinds.Length; k++)
                problem.PostedPrice[j * Columns + k] = world.Pools[j].Price[(Resource)Kinds[k]] * world.TickHours / 1000;
        if (world.Quality is not null && world.Pools.Count > 0) Realised = new Realisation(world, traits);
        if (world.Scenario.Quality is { Oracle: true }) oracle = new Counterfactual(world, traits, IssueScores.Of(world, new TrueScores(world, traits)), threads);
        if (world.Scenario.Allocation.Scores == ScoreSource.Oracle) problem.Scores = IssueScores.Of(world, new TrueScores(world, traits));
        if (world.Model is null && world.Scenario.Allocation.Learning is null) return;
        features = new ObservedFeatures(world, Kinds);
        Learner = new Learner(world, features, threads, learning);
        problem.Scores = IssueScores.Of(world, Learner.Scores);
        if (world.Scenario.Allocation.Scope is not { } scope) return;
        Sharing = new Sharing(world, scope, Learner.Scores);
        problem.Scores = IssueScores.Of(world, Sharing.Scores);
        if (scope.Compare) everywhere = new Counterfactual(world, traits, IssueScores.Of(world, Learner.Scores), threads);
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

    /// <summary>[(m + issues) × <see cref="Columns"/>] Offered in the tick, net of commitments.</summary>
    public ReadOnlySpan<long> OfferedMilli => problem.CapacityMilli;

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

    /// <summary>What the tick's allocation turned out to be worth; null where quality of service is the same everywhere.</summary>
    public Realisation? Realised { get; }

    /// <summary>What the allocator believes of quality; null where it knows nothing of it.</summary>
    public Learner? Learner { get; }

    /// <summary>What regions tell one another; null where the allocation has no scope.</summary>
    public Sharing? Sharing { get; }

    /// <summary>What the allocation with global scope would have realised, minor units; not a number where nobody asks.</summary>
    public double GlobalWelfare { get; private set; } = double.NaN;

    /// <summary>Told what the allocator's model sees of each tick, and the tick's demand in units of the first resource on offer.</summary>
    public Action<Features, double>? Seen { get; set; }

    /// <summary>Temperature of the tick; null where it is the scenario's own.</summary>
    public double? Temperature => problem.Temperature;

    /// <summary>Mean loss of the model's expectations of the tick; not a number without a model.</summary>
    public double ScoreLoss { get; private set; } = double.NaN;

    /// <summary>What the allocation by true quality would have realised, minor units; not a number where nobody asks.</summary>
    public double OracleWelfare { get; private set; } = double.NaN;

    /// <summary>Allocates; leaves shares in <paramref name="outcomes"/> and places jobs.</summary>
    public void Run(int now, IReadOnlyList<Proposals> proposals, JobTable jobs, Outcomes outcomes)
    {
        tick = now;
        Gather(proposals);
        Commit(jobs);
        Issue();
        Pose(jobs.Open);
        SessionPayments.AsSpan().Clear();
        Realised?.Clear();
        Expect();
        Service.Begin(Tasks, open);
        Sales.Clear();
        if (pools == 0) ServeSessions();
        if (pools + world.Issues.Count > 0) expected.Learn(Report = allocator.Allocate(problem, this));
        outcomes.ServedPpm = served;
        outcomes.EnjoyedPpm = Realise(outcomes);
    }

    /// <summary>Finds out what quality the shares have; gives back the served share of each task times its quality.</summary>
    private int[] Realise(Outcomes outcomes)
    {
        if (Realised is null) return served;
        Utilise(Report!);
        Realised.Settle(tick, problem, utilisation);
        Realised.Crowding.CopyTo(outcomes.PoolCrowding, 0);
        Sharing?.Release(problem);
        if (oracle is not null) OracleWelfare = oracle.Run(tick, problem, temperature: null, Utilise);
        if (everywhere is not null) GlobalWelfare = everywhere.Run(tick, problem, problem.Temperature, Utilise);
        if (enjoyed.Length < served.Length) enjoyed = new int[served.Length];
        enjoyed.AsSpan(0, Tasks.Count).Clear();
        var shares = Realised.Shares;
        var quality = Realised.Quality;
        for (var s = 0; s < shares.Length; s++) enjoyed[shares[s].Task] += (int)(shares[s].Ppm * quality[s] + 0.5);
        ScoreLoss = Learner?.Learn(tick, Realised) ?? double.NaN;
        features?.Observe(Report!, Utilise(Report!), Tasks, enjoyed);
        return enjoyed;
    }

    private double Demanded()
    {
        var milli = 0L;
        for (var i = 0; i < Tasks.Count; i++) milli += problem.DemandMilli[i * Columns];
        return milli / 1000.0;
    }

    /// <summary>Lets the allocator's model look at the tasks.</summary>
    private void Expect()
    {
        if (Learner is null) return;
        features!.Fill(problem, traits, Tasks);
        Seen?.Invoke(features.Rows, Demanded());
        Learner.Look();
        problem.Temperature = Learner.Temperature(tick);
        Sharing?.Begin(tick, problem);
    }

    /// <summary>Utilisation of each pool's fullest resource, jobs that started earlier included.</summary>
    private ReadOnlySpan<double> Utilise(AllocationReport report)
    {
        for (var j = 0; j < utilisation.Length; j++)
        {
            utilisation[j] = 0;
            for (var k = 0; k < Kinds.Length; k++)
            {
                var capacity = world.Pools[j].CapacityMilli[Kinds[k]];
                var held = CommittedMilli[j * Pool.Resources + Kinds[k]] + report.LoadMilli[j * Columns + k];
                if (capacity > 0) utilisation[j] = Math.Max(utilisation[j], held / (double)capacity);
            }
        }

        return utilisation;
    }

    /// <inheritdoc />
    public void Accept(ReadOnlySpan<Share> shares)
    {
        Realised?.Accept(shares);
        foreach (ref readonly var share in shares)
        {
            ref readonly var task = ref Tasks[share.Task];
            // The problem holds the bids for units less the reserve price.
            var due = share.Payment + (task.IsIssue ? world.Issues[task.Issue].Spec.Price : 0);
            served[share.Task] += share.Ppm;
            payment[share.Task] += due;
            log?.Add(new AllocationEntry(share.Task, world.Chart.Participant(task.Owner), share.Pool, share.Ppm, due));
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

    /// <summary>The tick's tasks, while they are before the allocator.</summary>
    public IReadOnlyList<AllocatedTask> Describe()
    {
        var described = new AllocatedTask[Tasks.Count];
        for (var t = 0; t < described.Length; t++)
        {
            ref readonly var task = ref Tasks[t];
            var job = task.IsJob ? open[task.Job] : null;
            var reserve = task.IsIssue ? world.Issues[task.Issue].Spec.Price : 0;
            described[t] = new AllocatedTask(t, task.Owner, Service.SourceOf(task, open), task.Bid, reserve, job?.Id, job?.WaitTicks ?? 0);
        }

        return described;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        allocator.Save(state);
        expected.Save(state);
        Learner?.Save(state);
        Sharing?.Save(state);
        oracle?.Save(state);
        everywhere?.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        allocator.Restore(state);
        expected.Restore(state);
        Learner?.Restore(state);
        Sharing?.Restore(state);
        oracle?.Restore(state);
        everywhere?.Restore(state);
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
        if (Realised is not null) traits.EnsureTasks(Tasks.Count);
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
            if (Realised is not null) Describe(task, row);
            if (task.IsIssue) demanded[pools * Pool.Resources + task.Issue] += 1000;
            else CountDemand(row, demanded);
            if (task.IsJob && committed) expected.Screen(row, open[task.Job].TicksOf(world.Scenario.TickSeconds));
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
