using Akka.Cluster;
using Akka.Cluster.Sharding;
using Economy.Actors.Cells;
using Economy.World;

namespace Economy.Actors.Nodes;

/// <summary>A process that hosts cells for whoever leads a run.</summary>
public static class ClusterNode
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Hosts cells until cancelled, then leaves in order. A node that finds itself on the losing side of a partition ends what
    /// it has and joins anew.
    /// </summary>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="world">Makes a world from what the lead of a run sends.</param>
    /// <param name="say">Is told where the node is, and when it joins anew.</param>
    /// <param name="cancel">Ends the node.</param>
    /// <param name="work">Does a whole job, see <see cref="ClusterJobs"/>; null where the node does none.</param>
    /// <exception cref="ClusterException">There is no way into the cluster.</exception>
    public static async Task RunAsync(ClusterOptions options, Func<byte[], WorldModel> world, Action<string> say, CancellationToken cancel,
        Func<byte[], CancellationToken, byte[]>? work = null)
    {
        while (!await HostAsync(options, world, say, work, cancel).ConfigureAwait(false))
        {
            say("cut off from the cluster; joining anew");
            // Whoever was a member once may have to wait for the first address to come back.
            options = options with { WaitForNodes = TimeSpan.MaxValue };
            await Task.Delay(Pause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>True where it was cancelled, false where the cluster has put it out.</returns>
    private static async Task<bool> HostAsync(ClusterOptions options, Func<byte[], WorldModel> world, Action<string> say,
        Func<byte[], CancellationToken, byte[]>? work, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var system = Membership.Start(options, maySeed: true, ClusterConfiguration.Cells);
        try
        {
            var worlds = new Worlds(world);
            ClusterSharding.Get(system).Start(
                CellAddress.TypeName,
                _ => Shell.Of(() => new CellActor(revive => new FramedCell(worlds.Of(revive.Run, revive.World), revive))),
                ClusterShardingSettings.Create(system),
                new CellAddress());
            if (work is not null) system.ActorOf(Shell.Of(() => new JobHost(options.Threads, work, stop.Token)), JobHost.Name);
            if (!await Membership.AwaitAsync(system, options, cancel).ConfigureAwait(false)) return false;
            var cluster = Cluster.Get(system);
            say($"node at {cluster.SelfAddress.Host}:{cluster.SelfAddress.Port}, ready for runs; Ctrl-C ends it");
            await system.WhenTerminated.WaitAsync(cancel).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return true;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Membership.LeaveAsync(system).ConfigureAwait(false);
        }
    }
}
