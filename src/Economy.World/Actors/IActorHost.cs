using Economy.Core.State;
using Economy.World.Tick;

namespace Economy.World.Actors;

/// <summary>
/// Hosts the participants as actors, cut into cells of consecutive numbers. A tick has two supersteps, in each of which all
/// cells step against the same frozen input. Results never depend on the cut, on threads, or on which machine hosts what.
/// </summary>
public interface IActorHost : IResumable, IDisposable
{
    /// <inheritdoc />
    string IResumable.Kind => nameof(IActorHost);

    /// <summary>Focus and Decide: what every cell proposes, cells in order of their participants.</summary>
    IReadOnlyList<Proposals> Decide(Snapshot snapshot);

    /// <summary>Perform: what the outcome of allocation brought each cell, in the same order.</summary>
    IReadOnlyList<Results> Perform(Snapshot snapshot, Outcomes outcomes);

    /// <summary>The private state of every participant, in order.</summary>
    IEnumerable<ParticipantState> Inspect();
}

/// <summary>What is worth knowing of a participant beyond the books.</summary>
/// <param name="Left">Whether it has left for good.</param>
/// <param name="AttentionSeconds">Attention budget per tick.</param>
/// <param name="UtilityMicro">Utility so far, in millionths of a util.</param>
public readonly record struct ParticipantState(bool Left, float AttentionSeconds, long UtilityMicro);

/// <summary>What allocation decided, as the actors learn it.</summary>
public sealed class Outcomes
{
    /// <param name="world">What stays fixed.</param>
    public Outcomes(WorldModel world)
        : this(world, world.Demand is null ? [] : new long[world.Participants])
    {
    }

    /// <summary>The outcomes as a cell on another machine has them: those of its own tasks and participants.</summary>
    internal Outcomes(WorldModel world, long[] jobValue)
    {
        Subsystems = new SubsystemState[world.Subsystems.Length];
        JobValue = jobValue;
        PoolCrowding = world.Quality is null ? [] : new double[world.Pools.Count];
    }

    /// <summary>Share of each task that was served, parts per million; tasks in order of the proposals.</summary>
    public int[] ServedPpm { get; internal set; } = [];

    /// <summary>The same times the quality it was served with, 10⁶ being all that was bid for; <see cref="ServedPpm"/> where quality is the same everywhere.</summary>
    public int[] EnjoyedPpm { get; internal set; } = [];

    /// <summary>What crowding left of the quality of each pool. Empty where quality is the same everywhere.</summary>
    public double[] PoolCrowding { get; }

    /// <summary>Crowding and network factors of this tick, by subsystem.</summary>
    public SubsystemState[] Subsystems { get; }

    /// <summary>Value of the job work done for each participant in this tick, minor units. Empty where there are no jobs.</summary>
    public long[] JobValue { get; }
}
