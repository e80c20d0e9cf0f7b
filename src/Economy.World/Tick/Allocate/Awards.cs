using Economy.Attention;
using Economy.Core.Books;
using Economy.World.Actors;
using Economy.World.Demand;

namespace Economy.World.Tick.Allocate;

/// <summary>Takes home what the allocator awards in a tick: shares and payments of tasks, and the places of jobs.</summary>
internal sealed class Awards : IShareConsumer
{
    private readonly WorldModel world;
    private readonly AllocationLog? log;
    private readonly IShareConsumer? realised;
    private readonly List<IssueSale> sales = [];
    private TaskList tasks = new();
    private List<JobRun> open = [];
    private IReadOnlyList<Issue> issues = [];
    private long[] payment = [];

    /// <param name="world">What stays fixed.</param>
    /// <param name="log">Where every served part is noted down; null where nobody asks.</param>
    /// <param name="realised">Takes the shares too, to find out their quality; null where nobody asks.</param>
    public Awards(WorldModel world, AllocationLog? log, IShareConsumer? realised)
    {
        (this.world, this.log, this.realised) = (world, log, realised);
        Service = new ServiceTable(world);
        SessionPayments = new long[world.Subsystems.Length * world.Pools.Count];
        PublicPayments = new long[world.Pools.Count];
    }

    /// <summary>Served part of each task, parts per million.</summary>
    public int[] Served { get; private set; } = [];

    /// <summary>Payment of each task, minor units.</summary>
    public ReadOnlyMemory<long> Payment => payment.AsMemory(0, tasks.Count);

    /// <summary>[S × m] Payments for sessions, by subsystem and pool, minor units.</summary>
    public long[] SessionPayments { get; }

    /// <summary>[m] Payments of the treasury for compute, by pool, minor units.</summary>
    public long[] PublicPayments { get; }

    /// <summary>Units of assets that found a buyer, in order of the tasks.</summary>
    public IReadOnlyList<IssueSale> Sales => sales;

    /// <summary>Which tasks were served where.</summary>
    public ServiceTable Service { get; }

    /// <summary>Where the shares themselves are kept; null where nobody asks.</summary>
    public ShareTable? Kept { get; private set; }

    /// <summary>Forgets the tick before. Without pools nothing needs compute, and every session that was let in is served.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="tickTasks">Its tasks.</param>
    /// <param name="admission">Which sessions were let in.</param>
    /// <param name="keeps">Whether the shares are kept for questions.</param>
    public void Begin(TickState tick, TaskList tickTasks, Admission admission, bool keeps)
    {
        Kept = keeps ? new ShareTable() : null;
        Kept?.Reset(tickTasks.Count);
        (tasks, open, issues) = (tickTasks, tick.Jobs.Open, tick.Rules.Issues);
        if (Served.Length < tasks.Count)
            (Served, payment) = (new int[tasks.Count + tasks.Count / 8], new long[tasks.Count + tasks.Count / 8]);
        Served.AsSpan(0, tasks.Count).Clear();
        payment.AsSpan(0, tasks.Count).Clear();
        SessionPayments.AsSpan().Clear();
        PublicPayments.AsSpan().Clear();
        sales.Clear();
        Service.Begin(tasks, open);
        for (var t = 0; world.Pools.Count == 0 && t < tasks.Count; t++)
            if (tasks[t].IsSession && !admission.IsRefused(t)) Served[t] = Share.Whole;
    }

    /// <inheritdoc />
    public void Accept(ReadOnlySpan<Share> shares)
    {
        realised?.Accept(shares);
        Kept?.Accept(shares);
        foreach (ref readonly var share in shares)
        {
            ref readonly var task = ref tasks[share.Task];
            // The problem holds the bids for units less the reserve price.
            var due = share.Payment + (task.IsIssue ? issues[task.Issue].Spec.Price : 0);
            Served[share.Task] += share.Ppm;
            payment[share.Task] += due;
            log?.Add(new AllocationEntry(share.Task, task.IsPublic ? AccountId.Treasury : world.Chart.Participant(task.Owner), share.Pool, share.Ppm, due));
            Service.Add(task, open, share, due);
            if (task.IsIssue) sales.Add(new IssueSale(task.Owner, task.Issue, due));
            else if (task.IsSession) SessionPayments[task.Subsystem * world.Pools.Count + share.Pool] += share.Payment;
            else if (task.IsPublic) PublicPayments[share.Pool] += share.Payment;
            else if (share.Ppm == Share.Whole) Place(open[task.Job], share);
        }
    }

    private void Place(JobRun job, in Share share)
    {
        job.Pool = share.Pool;
        job.EntryPayment = share.Payment;
        job.PaymentPerSecond = share.Payment / job.SecondsIn(world.TickSeconds);
    }
}
