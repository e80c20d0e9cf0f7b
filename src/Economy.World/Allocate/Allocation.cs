using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Core.Books;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Learn;
using Economy.World.Quality;
using Economy.World.Tick;

namespace Economy.World.Allocate;

/// <summary>Puts the tick's tasks before the allocator and takes its shares and payments home.</summary>
internal sealed class Allocation : IShareConsumer, IResumable
{
    private readonly WorldModel world;
    private readonly IAllocator allocator;
    private readonly Allocator institution;
    private readonly AllocationLog? log;
    private List<JobRun> open = [];
    private IReadOnlyList<Issue> issues = [];
    private int[] served = [];
    private long[] payment = [];

    /// <param name="world">What stays fixed.</param>
    /// <param name="allocator">The policy.</param>
    /// <param name="threads">Threads that pose the problem; the result does not depend on it.</param>
    /// <param name="log">Where every served part is noted down; null where nobody asks.</param>
    /// <param name="learning">The engine of learning; null is the default one.</param>
    public Allocation(WorldModel world, IAllocator allocator, int threads, AllocationLog? log = null, ILearningBackend? learning = null)
    {
        (this.world, this.allocator, this.log) = (world, allocator, log);
        institution = new Allocator(allocator);
        var traits = new TaskTraits();
        Posed = new TickProblem(world, traits, threads);
        Feedback = new Feedback(world, Posed, traits, threads, learning);
        Service = new ServiceTable(world);
        SessionPayments = new long[world.Subsystems.Length * world.Pools.Count];
    }

    /// <summary>What the allocator is given.</summary>
    public TickProblem Posed { get; }

    /// <summary>What it believes of the quality of service, and learns.</summary>
    public Feedback Feedback { get; }

    /// <summary>What the allocator reports of the tick; null where there are no pools.</summary>
    public AllocationReport? Report { get; private set; }

    /// <summary>The tick's tasks.</summary>
    public TaskList Tasks { get; } = new();

    /// <summary>Payment of each task, minor units.</summary>
    public ReadOnlySpan<long> Payment => payment.AsSpan(0, Tasks.Count);

    /// <summary>[S × m] Payments for sessions, by subsystem and pool, minor units.</summary>
    public long[] SessionPayments { get; }

    /// <summary>Units of assets that found a buyer, in order of the tasks.</summary>
    public List<IssueSale> Sales { get; } = [];

    /// <summary>Which tasks were served where.</summary>
    public ServiceTable Service { get; }

    /// <summary>Allocates; leaves shares in the outcomes of the tick, and places jobs.</summary>
    public void Run(TickState tick)
    {
        Begin(tick);
        Posed.Pose(tick, Tasks);
        Feedback.Expect(tick.Tick, Tasks);
        if (world.Pools.Count == 0) ServeSessions();
        if (world.Pools.Count + world.Issues.Count > 0) Posed.Expected.Learn(Report = (AllocationReport)tick.Stage.Ask(tick.Tick, [institution], [new SharingOut(Posed.Problem, this)])[0]);
        tick.Outcomes.ServedPpm = served;
        tick.Outcomes.EnjoyedPpm = Feedback.Realise(tick.Tick, Report, Tasks, served, tick.Outcomes);
    }

    /// <inheritdoc />
    public void Accept(ReadOnlySpan<Share> shares)
    {
        Feedback.Realised?.Accept(shares);
        foreach (ref readonly var share in shares)
        {
            ref readonly var task = ref Tasks[share.Task];
            // The problem holds the bids for units less the reserve price.
            var due = share.Payment + (task.IsIssue ? issues[task.Issue].Spec.Price : 0);
            served[share.Task] += share.Ppm;
            payment[share.Task] += due;
            log?.Add(new AllocationEntry(share.Task, world.Chart.Participant(task.Owner), share.Pool, share.Ppm, due));
            Service.Add(task, open, share, due);
            if (task.IsIssue) Sales.Add(new IssueSale(task.Owner, task.Issue, due));
            else if (task.IsSession) SessionPayments[task.Source * world.Pools.Count + share.Pool] += share.Payment;
            else if (share.Ppm == Share.Whole) Place(open[task.Job], share);
        }
    }

    /// <summary>The tick's tasks, while they are before the allocator.</summary>
    public IReadOnlyList<AllocatedTask> Describe()
    {
        var described = new AllocatedTask[Tasks.Count];
        for (var t = 0; t < described.Length; t++)
        {
            ref readonly var task = ref Tasks[t];
            var job = task.IsJob ? open[task.Job] : null;
            var reserve = task.IsIssue ? issues[task.Issue].Spec.Price : 0;
            described[t] = new AllocatedTask(t, task.Owner, Service.SourceOf(task, open), task.Bid, reserve, job?.Id, job?.WaitTicks ?? 0);
        }

        return described;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        allocator.Save(state);
        Posed.Expected.Save(state);
        Feedback.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        allocator.Restore(state);
        Posed.Expected.Restore(state);
        Feedback.Restore(state);
    }

    private void Begin(TickState tick)
    {
        open = tick.Jobs.Open;
        issues = tick.Rules.Issues;
        Tasks.Take(tick.Proposals);
        if (served.Length < Tasks.Count) (served, payment) = (new int[Tasks.Count + Tasks.Count / 8], new long[Tasks.Count + Tasks.Count / 8]);
        served.AsSpan(0, Tasks.Count).Clear();
        payment.AsSpan(0, Tasks.Count).Clear();
        SessionPayments.AsSpan().Clear();
        Sales.Clear();
        Service.Begin(Tasks, open);
    }

    /// <summary>Without pools nothing needs compute.</summary>
    private void ServeSessions()
    {
        for (var t = 0; t < Tasks.Count; t++)
            if (Tasks[t].IsSession) served[t] = Share.Whole;
    }

    private void Place(JobRun job, in Share share)
    {
        job.Pool = share.Pool;
        job.EntryPayment = share.Payment;
        job.PaymentPerSecond = share.Payment / job.SecondsIn(world.TickSeconds);
    }
}
