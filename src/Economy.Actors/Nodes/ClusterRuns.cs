using System.Reflection;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
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
    /// <exception cref="ClusterException">There is no such cluster, none that lets this process in, or none that knows the kinds of the
    /// scenario.</exception>
    public static FramedStage Stage(
        WorldModel world, byte[] blueprint, ClusterOptions options, int? cells = null, Action<string>? say = null,
        CancellationToken cancel = default)
    {
        ThrowIfUnknown(world, options);
        var ranges = CellRange.Cut(world.Participants, cells);
        return new FramedStage(world, ranges, new ClusterLead(options, ranges, blueprint, say, cancel), options.Threads);
    }

    /// <summary>Nodes make the world from the scenario's text, by the kinds that they are built with.</summary>
    private static void ThrowIfUnknown(WorldModel world, ClusterOptions options)
    {
        Assembly[] known = [typeof(Scenario).Assembly, typeof(WorldModel).Assembly, .. options.KindsOfNodes];
        if (KindRegistry.In(world.Scenario).FirstOrDefault(k => !known.Contains(k.Type.Assembly)) is not { } foreign) return;
        throw new ClusterException(
            $"the nodes of the cluster do not know the kind '{foreign.Name}', which {foreign.Type.Assembly.GetName().Name} declares",
            "Run without a cluster, or declare the kind in Economy.World and build the nodes anew.");
    }
}
