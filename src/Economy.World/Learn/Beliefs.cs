using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Quality;

namespace Economy.World.Learn;

/// <summary>
/// What the allocator believes of a tick's tasks before it allocates: their scores at pools, how far to explore, and which pools their
/// regions know of.
/// </summary>
internal sealed class Beliefs : IResumable
{
    private readonly TaskTraits traits;
    private readonly ObservedFeatures? features;
    private readonly IScoreModel? scores;
    private readonly Column<TaskOutcome> outcomes = new();

    /// <param name="world">What stays fixed.</param>
    /// <param name="kinds">The resources that any pool offers.</param>
    /// <param name="traits">What quality depends on, by task.</param>
    /// <param name="threads">Threads used; results do not depend on it.</param>
    /// <param name="learning">The engine of learning; null is the default one.</param>
    public Beliefs(WorldModel world, int[] kinds, TaskTraits traits, int threads, ILearningBackend? learning)
    {
        this.traits = traits;
        var allocation = world.Allocation;
        if (allocation.Scores == ScoreSource.Oracle) scores = IssueScores.Of(world, new TrueScores(world, traits));
        if (world.Model is null && allocation.Learning is null) return;
        features = new ObservedFeatures(world, kinds);
        Learner = new Learner(world, features, threads, learning);
        if (allocation.Scope is { } scope) Sharing = new Sharing(world, scope, Learner.Scores, kinds);
        var shared = Sharing?.Scores ?? (IScoreModel)Learner.Scores;
        if (allocation.Learning?.BySubsystem is { Count: > 0 }) Own = new OwnBeliefs(world, features, shared, threads, learning);
        scores = IssueScores.Of(world, Own ?? shared);
    }

    /// <summary>What it knows of quality, and how it learns; null where it knows nothing of it.</summary>
    public Learner? Learner { get; }

    /// <summary>What regions tell one another; null where the allocation has no scope.</summary>
    public Sharing? Sharing { get; }

    /// <summary>Models of single subsystems; null where all share one.</summary>
    public OwnBeliefs? Own { get; }

    /// <summary>The scores of the one model that sees all of the world; null where there is none, or more than one.</summary>
    public AttentionScores? Scores => Sharing is null && Own is null ? Learner?.Scores : null;

    /// <summary>Told what the allocator's model sees of each tick, and the tick's demand in units of the first resource on offer.</summary>
    public Action<Features, double>? Seen { get; set; }

    /// <summary>Looks at a tick's tasks.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="tasks">Its tasks.</param>
    /// <param name="rows">What they ask for.</param>
    public Belief Of(int tick, TaskList tasks, AllocationProblem rows)
    {
        if (Learner is null) return new Belief { Scores = scores };
        features!.Fill(rows, traits, tasks);
        Seen?.Invoke(features.Rows, Demanded(rows));
        Learner.Look();
        Own?.Look(tasks);
        return new Belief { Scores = scores, Temperature = Learner.Temperature(tick), Eligible = Sharing?.Exchange(tick, rows) };
    }

    /// <summary>Learns from what became of a tick.</summary>
    /// <param name="outcome">The quality with which its tasks were served.</param>
    /// <param name="enjoyed">[n] Served part of each task times its quality, parts per million.</param>
    /// <param name="report">What the allocator reported.</param>
    /// <param name="load">[m] Utilisation of each pool.</param>
    /// <returns>Mean loss of the model's expectations of the tick; not a number without a model.</returns>
    public double Learn(TickOutcome outcome, ReadOnlySpan<int> enjoyed, AllocationReport report, ReadOnlySpan<double> load)
    {
        var loss = Learner?.Learn(outcome.Tick, Outcomes(outcome.Realised)) ?? double.NaN;
        features?.Observe(report, load, outcome.Tasks, enjoyed);
        return loss;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        features?.Save(state);
        Learner?.Save(state);
        Own?.Save(state);
        Sharing?.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        features?.Restore(state);
        Learner?.Restore(state);
        Own?.Restore(state);
        Sharing?.Restore(state);
    }

    /// <summary>The quality of all that no subsystem's own model learns from.</summary>
    private ReadOnlySpan<TaskOutcome> Outcomes(Realisation realised)
    {
        outcomes.Clear();
        var shares = realised.Shares;
        for (var s = 0; s < shares.Length; s++)
            if (Own?.IsShared(shares[s].Task) ?? true) outcomes.Add(new(shares[s].Task, shares[s].Pool, realised.Quality[s], Owner: -1));
        return outcomes.Span;
    }

    /// <summary>Asked for of the first column, whole units.</summary>
    private static double Demanded(AllocationProblem rows)
    {
        var milli = 0L;
        for (var i = 0; i < rows.Tasks; i++) milli += rows.DemandMilli[i * rows.Resources];
        return milli / 1000.0;
    }
}
