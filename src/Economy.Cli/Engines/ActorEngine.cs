using Economy.Cli.Running;
using Economy.World.Actors;
#if AKKA
using Economy.Akka;
using Economy.Akka.Nodes;
using Economy.World.Actors.Remote;
#endif

namespace Economy.Cli.Engines;

/// <summary>Who hosts the actors of a run.</summary>
internal static class ActorEngine
{
    public const string Embedded = "embedded";

    /// <summary>What is wrong with a choice of engine; null where it can be had.</summary>
    /// <param name="engine">The engine asked for.</param>
    /// <param name="cluster">Addresses of a cluster, where one is asked for.</param>
    /// <param name="patience">Patience with silent nodes, seconds.</param>
    public static string? Problem(string engine, IReadOnlyList<string> cluster, double patience) => engine switch
    {
        _ when !(patience is >= 0.5 and <= 3600) => "--patience takes seconds from 0.5 to 3600.",
        Embedded when cluster.Count > 0 => "--cluster is for --engine akka: the embedded host runs in one process.",
        Embedded => null,
        Engine.Akka when !Engine.IsBuiltIn(Engine.Akka) => Engine.Missing(Engine.Akka),
        Engine.Akka => WrongAddress(cluster),
        _ => $"--engine '{engine}' is not known: {Embedded} or {Engine.Akka}.",
    };

#if AKKA
    /// <summary>Hosts cells for others until cancelled.</summary>
    /// <returns>What went wrong, if anything.</returns>
    public static Task<string?> HostNodeAsync(IReadOnlyList<string> seeds, double patience, int threads, CancellationToken cancel) =>
        GuardAsync(() => ClusterNode.RunAsync(Place(seeds, patience, threads), Blueprint.Read, Console.WriteLine, cancel));

    /// <summary>What went wrong with the cluster, if that is what it was.</summary>
    public static string? Describe(Exception failure) =>
        (failure as ClusterException ?? failure.InnerException as ClusterException) is { } lost ? $"{lost.Message}\n  {lost.Remedy}" : null;

    /// <summary>Makes the host that a run asks for.</summary>
    public static IActorHost NewHost(RunRequest request, IDisplay display, CancellationToken cancel)
    {
        if (request.Engine != Engine.Akka) return new ThreadedActorHost(request.World, request.Threads, request.Cells);
        if (request.Cluster.Count == 0) return new AkkaActorHost(request.World, request.Threads, request.Cells);
        display.Say($"joining the cluster at {string.Join(", ", request.Cluster)}");
        var ranges = CellRange.Cut(request.World.Participants, request.Cells);
        var transport = new ClusterTransport(Place(request.Cluster, request.Patience, request.Threads), ranges, Blueprint.Of(request.World), display.Say, cancel);
        return new RemoteActorHost(request.World, ranges, transport, request.Threads);
    }

    private static string? WrongAddress(IReadOnlyList<string> addresses) =>
        addresses.FirstOrDefault(a => ClusterOptions.Parse(a) is null) is { } wrong ? $"'{wrong}' is not the address of a node: HOST:PORT." : null;

    private static ClusterOptions Place(IReadOnlyList<string> addresses, double patience, int threads) =>
        new() { Seeds = [.. addresses.Select(a => ClusterOptions.Parse(a)!)], Threads = threads, Patience = TimeSpan.FromSeconds(patience) };

    private static async Task<string?> GuardAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
            return null;
        }
        catch (ClusterException failed)
        {
            return Describe(failed);
        }
    }
#else
    /// <summary>Hosts cells for others; not in this build.</summary>
    public static Task<string?> HostNodeAsync(IReadOnlyList<string> seeds, double patience, int threads, CancellationToken cancel) =>
        Task.FromResult<string?>(Engine.Missing(Engine.Akka));

    /// <summary>What went wrong with the cluster; there is none.</summary>
    public static string? Describe(Exception failure) => null;

    /// <summary>Makes the host that a run asks for.</summary>
    public static IActorHost NewHost(RunRequest request, IDisplay display, CancellationToken cancel) =>
        new ThreadedActorHost(request.World, request.Threads, request.Cells);

    private static string? WrongAddress(IReadOnlyList<string> addresses) => null;
#endif
}
