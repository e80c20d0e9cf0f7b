using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Actors;

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

    /// <summary>
    /// Share of each task that was served, parts per million, as the place of a session counts it; tasks in order of the proposals.
    /// </summary>
    public int[] ServedPpm { get; internal set; } = [];

    /// <summary>
    /// The same times the quality it was served with, 10⁶ being all that was bid for; <see cref="ServedPpm"/> where quality is the same
    /// everywhere. Of a session whose visit goes on <see cref="SessionPart.Open"/>.
    /// </summary>
    public int[] EnjoyedPpm { get; internal set; } = [];

    /// <summary>What visits were worth that were over in the tick, of sessions in earlier ones; by participant.</summary>
    public List<Delivery> Delivered { get; } = [];

    /// <summary>What crowding left of the quality of each pool. Empty where quality is the same everywhere.</summary>
    public double[] PoolCrowding { get; }

    /// <summary>Crowding and network factors of this tick, by subsystem.</summary>
    public SubsystemState[] Subsystems { get; }

    /// <summary>Value of the job work done for each participant in this tick, minor units. Empty where there are no jobs.</summary>
    public long[] JobValue { get; }
}
