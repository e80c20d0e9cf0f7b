using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Economy.Simulation;

namespace Economy.Akka.Nodes;

/// <summary>A process that hosts cells for whoever leads a run.</summary>
public static class ClusterNode
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Hosts cells until cancelled, then leaves in order. A node that finds itself on the losing side of a partition ends what
    /// it has and joins anew.
    /// </summary>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="world">Makes a world from what the lead of a run sends.</param>
    /// <param name="say">Is told where the node is, and when it joins anew.</param>
    /// <param name="cancel">Ends the node.</param>
    public static async Task RunAsync(ClusterOptions options, Func<byte[], World> world, Action<string> say, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var place = options.Place(maySeed: true);
            using var system = ActorSystem.Create(ClusterConfiguration.System, ClusterConfiguration.Of(options, place, ClusterConfiguration.Cells));
            Host(system, new Worlds(world));
            say($"node at {Cluster.Get(system).SelfAddress}");
            using (cancel.Register(() => CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance)))
                await system.WhenTerminated.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAny(system.WhenTerminated, Task.Delay(Farewell, CancellationToken.None)).ConfigureAwait(false);
            if (cancel.IsCancellationRequested) return;
            say("the cluster went on without this node; joining anew");
            await Task.Delay(Pause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Host(ActorSystem system, Worlds worlds) => ClusterSharding.Get(system).Start(
        CellShards.TypeName,
        _ => Props.Create(() => new CellEntity(worlds)).WithDispatcher(Configuration.Cells),
        ClusterShardingSettings.Create(system),
        new CellShards());
}
