using Economy.Actors;
using Economy.Actors.Nodes;
using Economy.Cli.Running;
using Economy.World.Stage;

namespace Economy.Cli.Engines;

/// <summary>Where the actors of a run are: in this process, or on the nodes of a cluster.</summary>
internal static class Stages
{
    /// <summary>What is wrong with a choice of cluster; null where it can be tried.</summary>
    /// <param name="cluster">Addresses of a cluster, where one is asked for.</param>
    /// <param name="patience">Patience with silent nodes, seconds.</param>
    public static string? Problem(IReadOnlyList<string> cluster, double patience) =>
        !(patience is >= 0.5 and <= 3600) ? "--patience takes seconds from 0.5 to 3600."
        : cluster.FirstOrDefault(a => ClusterOptions.Parse(a) is null) is { } wrong ? $"'{wrong}' is not the address of a node: HOST:PORT."
        : null;

    /// <summary>Hosts cells for others until cancelled.</summary>
    /// <returns>What went wrong, if anything.</returns>
    public static async Task<string?> HostNodeAsync(IReadOnlyList<string> seeds, double patience, int threads, CancellationToken cancel)
    {
        try
        {
            await ClusterNode.RunAsync(Place(seeds, patience, threads), Blueprint.Read, Console.WriteLine, cancel).ConfigureAwait(false);
            return null;
        }
        catch (ClusterException failed)
        {
            return Describe(failed);
        }
    }

    /// <summary>What went wrong with the cluster, if that is what it was.</summary>
    public static string? Describe(Exception failure) =>
        (failure as ClusterException ?? failure.InnerException as ClusterException) is { } lost ? $"{lost.Message}\n  {lost.Remedy}" : null;

    /// <summary>Stages a run.</summary>
    public static IStage Of(RunRequest request, IDisplay display, CancellationToken cancel)
    {
        if (request.Cluster.Count == 0) return ActorRuns.Stage(request.World, request.Threads, request.Cells);
        display.Say($"joining the cluster at {string.Join(", ", request.Cluster)}");
        var place = Place(request.Cluster, request.Patience, request.Threads);
        return ClusterRuns.Stage(request.World, Blueprint.Of(request.World), place, request.Cells, display.Say, cancel);
    }

    private static ClusterOptions Place(IReadOnlyList<string> addresses, double patience, int threads) =>
        new() { Seeds = [.. addresses.Select(a => ClusterOptions.Parse(a)!)], Threads = threads, Patience = TimeSpan.FromSeconds(patience) };
}
