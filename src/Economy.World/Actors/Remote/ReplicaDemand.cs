using Economy.World.Demand;

namespace Economy.World.Actors.Remote;

/// <summary>Stands in a replica's world for the jobs, which only the machine that leads the run draws.</summary>
public sealed class ReplicaDemand : IDemandSource
{
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Arrivals(int tick, List<Job> into) => throw new NotSupportedException("A replica draws no jobs.");
}
