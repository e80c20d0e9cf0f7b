namespace Economy.World.Actors.Remote;

/// <summary>
/// What the cells of one machine share of a run that is led from another: the world, and columns in which each cell keeps up
/// the rows of its own participants. No two cells write the same row.
/// </summary>
public sealed class Replica
{
    /// <param name="world">The world, made from the same scenario.</param>
    public Replica(WorldModel world)
    {
        World = world;
        Holdings = new long[world.Assets.Length + 1][];
        for (var t = 0; t < Holdings.Length; t++) Holdings[t] = new long[world.Participants];
        ComputeDue = world.Demand is null ? [] : new long[world.Participants];
        JobValue = world.Demand is null ? [] : new long[world.Participants];
    }

    /// <summary>What stays fixed.</summary>
    public WorldModel World { get; }

    /// <summary>By token, then participant: minor units, or units.</summary>
    internal long[][] Holdings { get; }

    internal long[] ComputeDue { get; }

    internal long[] JobValue { get; }
}
