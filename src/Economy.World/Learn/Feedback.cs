using Economy.Attention;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Quality;

namespace Economy.World.Learn;

/// <summary>What became of a tick: its tasks, and the quality with which they were served.</summary>
internal sealed record TickOutcome(int Tick, TaskList Tasks, Realisation Realised);

/// <summary>What a tick's allocation taught, and what it is measured by. Not a number is what nobody asked for.</summary>
/// <param name="Realised">What it turned out to be worth; null where quality of service is the same everywhere.</param>
/// <param name="Enjoyed">Served part of each task times its quality, parts per million; null likewise.</param>
/// <param name="ScoreLoss">Mean loss of the model's expectations of the tick.</param>
/// <param name="OracleWelfare">What the allocation by true quality would have realised, minor units.</param>
/// <param name="GlobalWelfare">What the allocation with global scope would have realised, minor units.</param>
/// <param name="Exchanged">What regions told one another; null where the allocation has no scope.</param>
internal sealed record TickFeedback(Realisation? Realised, int[]? Enjoyed, double ScoreLoss, double OracleWelfare, double GlobalWelfare,
    Exchanged? Exchanged);

/// <summary>
/// Finds out what quality a tick's shares have, and has beliefs learn from it; beside it, where asked for, what the true quality or a
/// view of the whole world would have made of the tick.
/// </summary>
internal sealed class Feedback : IResumable
{
    private readonly Beliefs beliefs;
    private readonly Counterfactual? oracle;
    private readonly Counterfactual? everywhere;
    private int[] enjoyed = [];

    /// <param name="world">What stays fixed.</param>
    /// <param name="traits">What quality depends on, by task.</param>
    /// <param name="beliefs">What learns from it.</param>
    /// <param name="policy">Makes the policy once more, for what might have been.</param>
    public Feedback(WorldModel world, TaskTraits traits, Beliefs beliefs, Func<IAllocator> policy)
    {
        this.beliefs = beliefs;
        if (world.Quality is not { } quality) return;
        if (world.Pools.Count > 0) Realised = new Realisation(world, traits);
        if (quality.IsMeasuredByOracle) oracle = Instead(new TrueScores(world, traits));
        if (beliefs is { Learner: { } learner } && world.Allocation.Scope is { Compare: true }) everywhere = Instead(learner.Scores);

        Counterfactual Instead(IScoreModel scores) => new(policy(), IssueScores.Of(world, scores), new Realisation(world, traits));
    }

    /// <summary>Takes the tick's shares, to find out their quality; null where quality of service is the same everywhere.</summary>
    public Realisation? Realised { get; }

    /// <summary>Finds out what became of a tick, once <see cref="Realised"/> has its shares.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="posed">The problem that was posed.</param>
    /// <param name="report">What the allocator reported.</param>
    /// <param name="tasks">The tasks that it was posed of.</param>
    /// <param name="utilisation">What an allocation makes of the pools' loads.</param>
    public TickFeedback Learn(int tick, AllocationProblem posed, AllocationReport? report, TaskList tasks,
        Counterfactual.UtilisationOf utilisation)
    {
        if (Realised is null) return new(null, null, double.NaN, double.NaN, double.NaN, beliefs.Sharing?.Last);
        Realised.Settle(tick, posed, utilisation(report!));
        var best = oracle?.Run(tick, posed, temperature: null, utilisation) ?? double.NaN;
        var wide = everywhere?.Run(tick, posed, posed.Temperature, utilisation) ?? double.NaN;
        Enjoy(tasks.Count);
        var loss = beliefs.Learn(new TickOutcome(tick, tasks, Realised), enjoyed, report!, utilisation(report!));
        return new(Realised, enjoyed, loss, best, wide, beliefs.Sharing?.Last);
    }

    private void Enjoy(int tasks)
    {
        if (enjoyed.Length < tasks) enjoyed = new int[tasks + tasks / 8];
        enjoyed.AsSpan(0, tasks).Clear();
        var shares = Realised!.Shares;
        var quality = Realised.Quality;
        for (var s = 0; s < shares.Length; s++) enjoyed[shares[s].Task] += (int)(shares[s].Ppm * quality[s] + 0.5);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        beliefs.Save(state);
        oracle?.Save(state);
        everywhere?.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        beliefs.Restore(state);
        oracle?.Restore(state);
        everywhere?.Restore(state);
    }
}
