using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Learn;
using Economy.World.Quality;

namespace Economy.World.Tick.Allocate;

/// <summary>3 Allocate: places to visitors, then tasks × pools → shares and prices; jobs that were placed run, the others age.</summary>
internal sealed class AllocateStep : IStep, IResumable
{
    private readonly WorldModel world;
    private readonly IAllocator policy;
    private readonly Allocator institution;
    private readonly ProblemLayout layout;
    private readonly Posing posing;
    private readonly Feedback feedback;
    private readonly Awards awards;
    private readonly Admission admission;
    private readonly PublicDemand demand;
    private readonly OwnAccounts own;
    private readonly TaskList tasks = new();

    /// <param name="world">What stays fixed.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="threads">Threads that pose the problem; the result does not depend on it.</param>
    /// <param name="log">Where every served part is noted down; null where nobody asks.</param>
    /// <param name="learning">The engine of learning; null is the default one.</param>
    public AllocateStep(WorldModel world, IAllocator policy, int threads, AllocationLog? log, ILearningBackend? learning)
    {
        (this.world, this.policy) = (world, policy);
        (institution, layout) = (new Allocator(policy), new ProblemLayout(world));
        var traits = new TaskTraits();
        demand = new PublicDemand(world);
        posing = new Posing(world, layout, traits, demand, threads);
        Beliefs = new Beliefs(world, layout.Kinds, traits, threads, learning);
        feedback = new Feedback(world, traits, Beliefs, () => Policies.Of(world.Allocation, threads));
        own = new OwnAccounts(world);
        admission = new Admission(world.Subsystems.Length);
        awards = new Awards(world, log, feedback.Realised);
    }

    /// <summary>What the allocator believes of tasks and pools.</summary>
    public Beliefs Beliefs { get; }

    /// <summary>Told of each tick's allocation, to keep it until the next tick's; null where nobody asks.</summary>
    public Action<KeptAllocation>? Kept { get; set; }

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        tasks.Take(demand.Beside(tick));
        admission.Decide(tick.Board.Terms, tasks);
        if (own.Any) tasks.Take(own.Bid(tick, tasks, admission));
        awards.Begin(tick, tasks, admission, keeps: Kept is not null);
        feedback.Realised?.Clear();
        var posed = posing.Pose(tick, tasks, admission, Beliefs);
        var report = world.Pools.Count + world.Issues.Count == 0 ? null
            : (AllocationReport)tick.Stage.Ask(tick.Tick, [institution], [new SharingOut(posed.Problem, awards)])[0];
        if (report is not null) posing.Expected.Learn(posed.Problem, report);
        var learnt = feedback.Learn(tick.Tick, posed.Problem, report, tasks, posed.Utilise);
        tick.Allocation = new Allocation
        {
            Posed = posed, Tasks = tasks, Admission = admission, Report = report, Awards = awards, Feedback = learnt,
            Scores = Beliefs.Scores,
        };
        (tick.Outcomes.ServedPpm, tick.Outcomes.EnjoyedPpm) = (awards.Served, learnt.Enjoyed ?? awards.Served);
        learnt.Realised?.Crowding.CopyTo(tick.Outcomes.PoolCrowding, 0);
        if (report is not null) Kept?.Invoke(new KeptAllocation(posed.Problem, report, awards.Kept!, Describe(tick), layout.Kinds, layout.Assets));
        tick.Jobs.End(tick.Tick, tick.Rules, tick.Outcomes);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        policy.Save(state);
        posing.Expected.Save(state);
        feedback.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        policy.Restore(state);
        posing.Expected.Restore(state);
        feedback.Restore(state);
    }

    /// <summary>The tick's tasks, before jobs move on.</summary>
    private AllocatedTask[] Describe(TickState tick)
    {
        var described = new AllocatedTask[tasks.Count];
        for (var t = 0; t < described.Length; t++)
        {
            ref readonly var task = ref tasks[t];
            var job = task.IsJob ? tick.Jobs.Open[task.Job] : null;
            var reserve = task.IsIssue ? tick.Rules.Issues[task.Issue].Spec.Price : 0;
            described[t] = new AllocatedTask(t, task.Owner, awards.Service.SourceOf(task, tick.Jobs.Open), task.Bid, reserve, job?.Id,
                job?.WaitTicks ?? 0);
        }

        return described;
    }
}
