using System.Net;
using Economy.Actors;
using Economy.Actors.Nodes;
using Economy.Cli.Backends;
using Economy.Experiments.Sweeps;
using Economy.World.Stage;

namespace Economy.Cli.Running;

/// <summary>Where the actors of a run are: in this process, or on the nodes of a cluster.</summary>
internal static class Stages
{
    private const string Variable = "ECONOMY_CLUSTER_SECRET";

    /// <summary>What is wrong with a choice of cluster; null where it can be tried.</summary>
    /// <param name="cluster">Addresses of a cluster, where one is asked for.</param>
    /// <param name="patience">Patience with silent nodes, seconds.</param>
    /// <param name="secretFile">File with the cluster's secret; null where it is in the environment, or there is none.</param>
    /// <param name="place">The cluster.</param>
    public static string? Problem(IReadOnlyList<string> cluster, double patience, string? secretFile, out ClusterOptions place)
    {
        place = new() { Seeds = [.. cluster.Select(ClusterOptions.Parse).OfType<DnsEndPoint>()],
            Patience = TimeSpan.FromSeconds(Math.Clamp(patience, 0.5, 3600)) };
        if (!(patience is >= 0.5 and <= 3600)) return "--patience takes seconds from 0.5 to 3600.";
        if (cluster.FirstOrDefault(a => ClusterOptions.Parse(a) is null) is { } wrong)
            return $"'{wrong}' is not the address of a node: HOST:PORT.";
        if (SecretProblem(secretFile, out var secret) is { } problem) return problem;
        place = place with { Secret = secret };
        return place.Problem is { } open
            ? $"{open}\n  Give all processes of the cluster the same secret, with --secret-file or in {Variable}." : null;
    }

    /// <summary>Hosts cells for others until cancelled.</summary>
    /// <returns>What went wrong, if anything.</returns>
    public static async Task<string?> HostNodeAsync(ClusterOptions place, CancellationToken cancel)
    {
        try
        {
            await ClusterNode.RunAsync(place, Blueprint.Read, Console.WriteLine, cancel, RunFrame.Serve).ConfigureAwait(false);
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

    /// <summary>Starts what a stage takes, while the run still waits for something else.</summary>
    public static void Prepare(RunRequest request)
    {
        if (request.Cluster is not { Seeds.Count: > 0 }) ActorRuns.StartEarly();
    }

    /// <summary>Stages a run.</summary>
    public static IStage Of(RunRequest request, IDisplay display, CancellationToken cancel)
    {
        if (request.Cluster is not { Seeds.Count: > 0 } place) return ActorRuns.Stage(request.World, request.Threads, request.Cells);
        display.Say($"joining the cluster at {string.Join(", ", place.Seeds.Select(s => $"{s.Host}:{s.Port}"))}");
        return ClusterRuns.Stage(request.World, Blueprint.Of(request.World), place with { Threads = request.Threads }, request.Cells,
            display.Say, cancel);
    }

    private static string? SecretProblem(string? file, out ClusterSecret secret)
    {
        secret = ClusterSecret.None;
        string? text;
        try
        {
            text = file is null ? Environment.GetEnvironmentVariable(Variable) : File.ReadAllText(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return $"--secret-file {file} cannot be read: {cause.Message}";
        }

        if (text is null) return null;
        if (ClusterSecret.Of(text) is not { } read)
            return $"the cluster's secret in {file ?? Variable} is too short: {ClusterSecret.Least} characters at least.\n  Make one: openssl rand -hex 32";
        secret = read;
        return null;
    }
}
