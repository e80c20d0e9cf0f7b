using Economy.Simulation.Actors;
using Economy.Cli.Running;

namespace Economy.Cli.Engines;

/// <summary>Who hosts the actors of a run.</summary>
internal static class ActorEngine
{
    public const string Embedded = "embedded";

    /// <summary>What is wrong with a choice of engine; null where it can be had.</summary>
    public static string? Problem(string engine, string? cluster) => engine switch
    {
        Embedded when cluster is not null => "--cluster is for --engine akka: the embedded host runs in one process.",
        Embedded => null,
        Engine.Akka when !Engine.IsBuiltIn(Engine.Akka) => Engine.Missing(Engine.Akka),
        Engine.Akka => null,
        _ => $"--engine '{engine}' is not known: {Embedded} or {Engine.Akka}.",
    };

#if AKKA
    /// <summary>Makes the host that a run asks for.</summary>
    public static IActorHost NewHost(RunRequest request) => request.Engine switch
    {
        Engine.Akka => new Economy.Akka.AkkaActorHost(request.World, request.Threads, request.Cells),
        _ => new ThreadedActorHost(request.World, request.Threads, request.Cells),
    };
#else
    /// <summary>Makes the host that a run asks for.</summary>
    public static IActorHost NewHost(RunRequest request) => new ThreadedActorHost(request.World, request.Threads, request.Cells);
#endif
}
