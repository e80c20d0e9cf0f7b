using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Allocate;
using Economy.World.Quality;

namespace Economy.World.Learn;

/// <summary>
/// What the allocator believes of the quality of service before it allocates, what the quality turns out to be, and what it
/// learns from that; beside it, where asked for, what the true quality or a view of the whole world would have made of the tick.
/// </summary>
internal sealed class Feedback : IResumable
{
    private readonly TickProblem posed;
    private readonly TaskTraits traits;
    private readonly ObservedFeatures? features;
    private readonly Counterfactual? oracle;
    private readonly Counterfactual? everywhere;
    private int[] enjoyed = [];

    /// <param name="world">What stays fixed.</param>
    /// <param name="posed">Gets its scores from here.</param>
    /// <param name="traits">What quality depends on, by task.</param>
    /// <param name="threads">Threads used; results do not depend on it.</param>
    /// <param name="learning">The engine of learning; null is the default one.</param>
    public Feedback(WorldModel world, TickProblem posed, TaskTraits traits, int threads, ILearningBackend? learning)
    {
        (this.posed, this.traits) = (posed, traits);
        var (quality, allocation) = (world.Scenario.Quality, world.Allocation);
        if (world.Quality is not null && world.Pools.Count > 0) Realised = new Realisation(world, traits);
        if (quality is { Oracle: true }) oracle = new Counterfactual(world, traits, IssueScores.Of(world, new TrueScores(world, traits)), threads);
        if (allocation.Scores == ScoreSource.Oracle) posed.Problem.Scores = IssueScores.Of(world, new TrueScores(world, traits));
        if (world.Model is null && allocation.Learning is null) return;
        features = new ObservedFeatures(world, posed.Kinds);
        Learner = new Learner(world, features, threads, learning);
        posed.Problem.Scores = IssueScores.Of(world, Learner.Scores);
        if (allocation.Scope is not { } scope) return;
        Sharing = new Sharing(world, scope, Learner.Scores);
        posed.Problem.Scores = IssueScores.Of(world, Sharing.Scores);
        if (scope.Compare) everywhere = new Counterfactual(world, traits, IssueScores.Of(world, Learner.Scores), threads);
    }

    /// <summary>What the tick's allocation turned out to be worth; null where quality of service is the same everywhere.</summary>
    public Realisation? Realised { get; }

    /// <summary>What the allocator believes of quality; null where it knows nothing of it.</summary>
    public Learner? Learner { get; }

    /// <summary>What regions tell one another; null where the allocation has no scope.</summary>
    public Sharing? Sharing { get; }

    /// <summary>Told what the allocator's model sees of each tick, and the tick's demand in units of the first resource on offer.</summary>
    public Action<Features, double>? Seen { get; set; }

    /// <summary>Mean loss of the model's expectations of the tick; not a number without a model.</summary>
    public double ScoreLoss { get; private set; } = double.NaN;

    /// <summary>What the allocation by true quality would have realised, minor units; not a number where nobody asks.</summary>
    public double OracleWelfare { get; private set; } = double.NaN;

    /// <summary>What the allocation with global scope would have realised, minor units; not a number where nobody asks.</summary>
    public double GlobalWelfare { get; private set; } = double.NaN;

    /// <summary>Lets the allocator's model look at the tasks that are posed.</summary>
    public void Expect(int tick, TaskList tasks)
    {
        Realised?.Clear();
        if (Learner is null) return;
        features!.Fill(posed.Problem, traits, tasks);
        Seen?.Invoke(features.Rows, posed.Demanded());
        Learner.Look();
        posed.Problem.Temperature = Learner.Temperature(tick);
        Sharing?.Begin(tick, posed.Problem);
    }

    /// <summary>Finds out what quality the shares have; gives back the served share of each task times its quality.</summary>
    public int[] Realise(int tick, AllocationReport? report, TaskList tasks, int[] served, Outcomes outcomes)
    {
        if (Realised is null) return served;
        Realised.Settle(tick, posed.Problem, posed.Utilise(report!));
        Realised.Crowding.CopyTo(outcomes.PoolCrowding, 0);
        Sharing?.Release(posed.Problem);
        if (oracle is not null) OracleWelfare = oracle.Run(tick, posed.Problem, temperature: null, posed.Utilise);
        if (everywhere is not null) GlobalWelfare = everywhere.Run(tick, posed.Problem, posed.Problem.Temperature, posed.Utilise);
        Enjoy(Realised, served.Length, tasks.Count);
        ScoreLoss = Learner?.Learn(tick, Realised) ?? double.NaN;
        features?.Observe(report!, posed.Utilise(report!), tasks, enjoyed);
        return enjoyed;
    }

    private void Enjoy(Realisation realised, int rows, int tasks)
    {
        if (enjoyed.Length < rows) enjoyed = new int[rows];
        enjoyed.AsSpan(0, tasks).Clear();
        var shares = realised.Shares;
        var quality = realised.Quality;
        for (var s = 0; s < shares.Length; s++) enjoyed[shares[s].Task] += (int)(shares[s].Ppm * quality[s] + 0.5);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        Learner?.Save(state);
        Sharing?.Save(state);
        oracle?.Save(state);
        everywhere?.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        Learner?.Restore(state);
        Sharing?.Restore(state);
        oracle?.Restore(state);
        everywhere?.Restore(state);
    }
}
