using Economy.World;
using Economy.World.Actors;

namespace Economy.Actors.Nodes;

/// <summary>Runs that this process leads on a cluster. Each joins it and leaves it.</summary>
public static class ClusterRuns
{
    /// <summary>Stages a run whose cells are on the nodes of a cluster. Its results are those of <see cref="ActorRuns.Stage"/>.</summary>
    /// <param name="world">What stays fixed.</param>
    /// <param name="blueprint">What the nodes make the world from.</param>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="cells">Number of cells; by default one per 4,096 participants.</param>
    /// <param name="say">Is told at the end what went over the wire.</param>
    /// <param name="cancel">Ends every wait for the cluster.</param>
    /// <exception cref="ClusterException">There is no such cluster, or none that lets this process in.</exception>
    public static FramedStage Stage(
        WorldModel world, byte[] blueprint, ClusterOptions options, int? cells = null, Action<string>? say = null, CancellationToken cancel = default)
    {
        var ranges = CellRange.Cut(world.Participants, cells);
        return new FramedStage(world, ranges, new ClusterLead(options, ranges, blueprint, say, cancel), options.Threads);
    }
}
