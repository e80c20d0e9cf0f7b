using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster;

namespace Economy.Actors.Nodes;

/// <summary>How a process becomes a member of a cluster with nodes of its own build, and how it leaves.</summary>
internal static class Membership
{
    private const int Attempts = 5;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Hopeless = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    /// <summary>Starts an actor system that listens, and seeks the cluster.</summary>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="maySeed">Whether it may take the address at which others are met.</param>
    /// <param name="role">Its role.</param>
    /// <exception cref="ClusterException">It cannot listen.</exception>
    public static ActorSystem Start(ClusterOptions options, bool maySeed, string role)
    {
        if (options.Problem is { } problem)
            throw new ClusterException(problem,
                $"Give all processes of the cluster the same secret, of {ClusterSecret.Least} characters or more.");
        for (var attempt = 1; ; attempt++)
        {
            var place = options.Place(maySeed);
            try
            {
                var system = ActorSystem.Create(ClusterConfiguration.System, ClusterConfiguration.Of(options, place, role));
                HeldShutdown.Get(system);
                Cluster.Get(system).JoinSeedNodes(options.Seeds.Select(ClusterConfiguration.AddressOf));
                return system;
            }
            catch (AggregateException failure) when (CauseOf(failure) is { } cause)
            {
                // Another process may have taken the place since it was found free.
                if (attempt == Attempts)
                    throw new ClusterException($"this process cannot listen at {place.Host}:{place.Port}: {cause.Message}",
                        "Choose another port.", failure);
            }
        }
    }

    /// <summary>Waits until it is a member.</summary>
    /// <returns>False where the cluster has put the process out meanwhile: a node that dies may take along whoever is joining.</returns>
    /// <exception cref="ClusterException">There is no such cluster, or none that lets it in.</exception>
    public static async Task<bool> AwaitAsync(ActorSystem system, ClusterOptions options, CancellationToken cancel)
    {
        var (clock, cluster) = (Stopwatch.StartNew(), Cluster.Get(system));
        while (true)
        {
            if (cluster.IsTerminated) return false;
            if (IsIn(cluster)) return true;
            if (clock.Elapsed > Limit(system, options)) throw Refused(cluster, options);
            await Task.Delay(Glance, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves in order, and does not wait for long.</summary>
    public static async Task LeaveAsync(ActorSystem system)
    {
        HeldShutdown.Get(system).Release();
        var left = CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
        await Task.WhenAny(left, Task.Delay(Farewell)).ConfigureAwait(false);
        system.Dispose();
    }

    /// <summary>Whether a living node of this build is a member.</summary>
    public static bool HasNodes(Cluster cluster)
    {
        var state = cluster.State;
        return state.Members.Any(m => m.Status == MemberStatus.Up && m.Roles.Contains(ClusterConfiguration.Cells)
            && !state.Unreachable.Contains(m));
    }

    private static bool IsIn(Cluster cluster) =>
        cluster.SelfMember.Status == MemberStatus.Up
            && cluster.State.Members.Any(m => m.Status == MemberStatus.Up && m.Roles.Contains(ClusterConfiguration.Cells));

    /// <summary>
    /// Time that a join may take. Where a handshake has failed waiting hardly helps, but to a node that was a member before.
    /// </summary>
    private static TimeSpan Limit(ActorSystem system, ClusterOptions options) =>
        options.WaitForNodes < TimeSpan.MaxValue && options.WaitForNodes > Hopeless && HeldShutdown.Get(system).Holds ? Hopeless
            : options.WaitForNodes;

    private static SocketException? CauseOf(Exception? failure) =>
        failure is null ? null : failure as SocketException ?? CauseOf(failure.InnerException);

    private static ClusterException Refused(Cluster cluster, ClusterOptions options)
    {
        if (cluster.State.Members.Any(m => m.Roles.Contains(ClusterConfiguration.Cells) && m.Address != cluster.SelfAddress))
            return new ClusterException(
                $"the cluster at {Addresses(options, ", ")} does not let this process in: one of its nodes is silent",
                "End that node, or wait until the others have given it up, and start again.");
        if (options.Seeds.FirstOrDefault(Listens) is { } stranger)
            return new ClusterException(
                $"what listens at {stranger.Host}:{stranger.Port} does not let this process in: it is of another build, or knows another secret, or is no node",
                "Run the same build everywhere, with the same secret; only then are results the same to the byte. If something else listens there, choose another port.");
        return new ClusterException($"no node answers at {Addresses(options, ", ")}",
            $"Start one there first: economy cluster node --seed {Addresses(options, " --seed ")}.");
    }

    private static bool Listens(DnsEndPoint place)
    {
        try
        {
            using var socket = new TcpClient(place.Host, place.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Addresses(ClusterOptions options, string between) =>
        string.Join(between, options.Seeds.Select(s => $"{s.Host}:{s.Port}"));
}
