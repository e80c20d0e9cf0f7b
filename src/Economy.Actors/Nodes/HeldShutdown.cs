using Akka;
using Akka.Actor;
using Akka.Cluster;

namespace Economy.Actors.Nodes;

/// <summary>
/// Whoever fails a TLS handshake that it began is shut down by Akka, whatever the cause: a peer that died meanwhile, or a stranger at
/// the address of a former node. Such a shutdown waits here, in its first phase, until the process leaves or is put out; the
/// connection alone is lost, and tried again.
/// </summary>
internal sealed class HeldShutdown : IExtension
{
    private readonly CoordinatedShutdown shutdown;
    private readonly TaskCompletionSource<Done> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HeldShutdown(ExtendedActorSystem system)
    {
        shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "hold", () => Holds ? end.Task : Task.FromResult(Done.Instance));
        Cluster.Get(system).RegisterOnMemberRemoved(Release);
    }

    /// <summary>Whether a handshake has failed.</summary>
    public bool Holds => shutdown.ShutdownReason is not (null or CoordinatedShutdown.ClusterLeavingReason or CoordinatedShutdown.ClusterDowningReason or CoordinatedShutdown.ActorSystemTerminateReason);

    /// <summary>That of a system.</summary>
    public static HeldShutdown Get(ActorSystem system) => system.WithExtension<HeldShutdown, Provider>();

    /// <summary>Lets a shutdown go on.</summary>
    public void Release() => end.TrySetResult(Done.Instance);

    private sealed class Provider : ExtensionIdProvider<HeldShutdown>
    {
        public override HeldShutdown CreateExtension(ExtendedActorSystem system) => new(system);
    }
}
