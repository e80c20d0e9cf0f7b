using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Boards;
using Economy.World.Demand;
using Economy.World.Quality;

namespace Economy.World.Tick.Allocate;

/// <summary>The compute jobs of a run: arriving, waiting, running, done, given up.</summary>
internal sealed class JobTable(WorldModel world) : IResumable
{
    private readonly List<Job> arrivals = [];
    private readonly Owners owners = new(world);
    private readonly int tickSeconds = world.TickSeconds;
    private long nextId = 1;

    /// <summary>Jobs that bid this tick, in order of (owner, job).</summary>
    public List<JobRun> Open { get; } = [];

    /// <summary>Jobs that hold a pool, in order of (owner, job).</summary>
    public List<JobRun> Running { get; } = [];

    /// <summary>What jobs owe their pools for this tick: those that ran already, then those that start.</summary>
    public List<JobPayment> Payments { get; } = [];

    /// <summary>What happened to jobs in this tick.</summary>
    public JobCounts Counts { get; private set; }

    /// <summary>
    /// Takes in the tick's arrivals, and works out what running jobs cost their owners; those who cannot pay, or have left, lose the job.
    /// </summary>
    public void Begin(Snapshot snapshot, Population population)
    {
        if (world.Demand is null) return;
        arrivals.Clear();
        Payments.Clear();
        world.Demand.Arrivals(snapshot.Tick - 1, arrivals);
        var ownerless = 0;
        foreach (var job in arrivals)
        {
            var id = nextId++;
            if (owners.Of(id, snapshot.Rules, population) is { } owner) Open.Add(JobRules.Enter(world, snapshot.Rules, job, id, owner));
            else ownerless++;
        }

        var expired = ownerless + Open.RemoveAll(j => !population.IsActive(j.Owner))
            + Running.RemoveAll(j => !population.IsActive(j.Owner));
        if (world.Allocation.Jobs == JobMode.Committed) expired += Renew(snapshot);
        else Reopen();
        Open.Sort(ByOwner);
        snapshot.OpenJobs = Open;
        Counts = new JobCounts(arrivals.Count, 0, 0, expired, 0);
    }

    /// <summary>Moves on after allocation: open jobs that were placed run, others age; a tick's work is done.</summary>
    public void End(int tick, Rules rules, Outcomes outcomes)
    {
        if (world.Demand is null) return;
        outcomes.JobValue.AsSpan().Clear();
        var (started, waited, expired) = (0, 0L, Counts.Expired);
        foreach (var job in Open.Where(j => j.LastPool >= 0 && j.Pool != j.LastPool))
            job.RestartSeconds = world.Allocation.RestartCost;
        foreach (var job in Open.Where(j => j.Pool >= 0))
        {
            if (job.LastPool < 0) (started, waited) = (started + 1, waited + job.WaitTicks);
            job.WaitTicks = 0;
            Payments.Add(new JobPayment(job.Owner, job.Pool, job.EntryPayment));
            Running.Add(job);
        }

        Open.RemoveAll(j => j.Pool >= 0);
        foreach (var job in Open) (job.WaitTicks, job.LastPool) = (job.WaitTicks + 1, -1);
        expired += Open.RemoveAll(j => j.WaitTicks > rules.Demand.Patience);
        foreach (var job in Running)
        {
            var value = job.Work(tickSeconds);
            outcomes.JobValue[job.Owner] += world.Quality is null ? value : (long)Math.Floor(value * QualityOf(job, tick, outcomes));
        }

        var completed = Running.RemoveAll(j => j.RemainingSeconds <= 0);
        Running.Sort(ByOwner);
        Counts = Counts with { Started = started, Completed = completed, Expired = expired, WaitTicks = waited };
    }

    private double QualityOf(JobRun job, int tick, Outcomes outcomes) =>
        world.Quality!.Expected(job.Kind, world.Geography.Of(job.Owner), job.MemoryPerCore, job.Pool)
            * world.Quality.Noise(ServiceQuality.OfJob(job.Id), job.Pool, tick) * outcomes.PoolCrowding[job.Pool];

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(nextId);
        foreach (var jobs in (List<JobRun>[])[Open, Running])
        {
            state.Write(jobs.Count);
            foreach (var job in jobs) job.Save(state);
        }
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        nextId = state.ReadInt64();
        foreach (var jobs in (List<JobRun>[])[Open, Running])
        {
            jobs.Clear();
            for (var left = state.ReadInt32(); left > 0; left--) jobs.Add(JobRun.Read(state));
        }
    }

    /// <summary>Committed: every running job keeps its pool if its owner can pay for the tick.</summary>
    private int Renew(Snapshot snapshot)
    {
        snapshot.ComputeDue.AsSpan().Clear();
        return Running.RemoveAll(job =>
        {
            var money = snapshot.Money[job.Owner];
            var claimed = snapshot.Rules.Levies.Due(snapshot.Taxpayer(snapshot.Rules.Types[world.TypeOf[job.Owner]], job.Owner))
                + snapshot.ComputeDue[job.Owner];
            var due = job.Due(tickSeconds);
            if (claimed + due > money) return true;
            snapshot.ComputeDue[job.Owner] += due;
            Payments.Add(new JobPayment(job.Owner, job.Pool, due));
            return false;
        });
    }

    /// <summary>Preemptive: every job bids again; it is charged the restart cost if it is not placed where it was.</summary>
    private void Reopen()
    {
        foreach (var job in Running) (job.LastPool, job.Pool) = (job.Pool, -1);
        Open.AddRange(Running);
        Running.Clear();
    }

    private static int ByOwner(JobRun a, JobRun b) => a.Owner != b.Owner ? a.Owner.CompareTo(b.Owner) : a.Id.CompareTo(b.Id);
}

/// <summary>What happened to jobs in a tick.</summary>
/// <param name="Arrived">Came in.</param>
/// <param name="Started">Began to run; a preempted job that runs again after a pause counts again.</param>
/// <param name="Completed">Were done.</param>
/// <param name="Expired">Were given up: out of patience or out of money, or the owner has left.</param>
/// <param name="WaitTicks">Ticks that the started ones had waited, in total.</param>
public readonly record struct JobCounts(int Arrived, int Started, int Completed, int Expired, long WaitTicks)
{
    /// <summary>Mean wait of the jobs that started, ticks; not a number where none did.</summary>
    public double MeanWait => Started == 0 ? double.NaN : (double)WaitTicks / Started;
}
