using System.CommandLine;
using Economy.Actors.Nodes;
using Economy.Cli.Running;

namespace Economy.Cli.Commands;

/// <summary><c>economy cluster node</c></summary>
internal static class ClusterCommand
{
    private static readonly Option<string[]> Seed =
        new("--seed") { HelpName = "host:port", Description = "Address of a node to meet. Whoever comes first takes it. Can be repeated.",
            Required = true };
    private static readonly Option<int?> Threads =
        new("--threads") { HelpName = "number", Description = "Threads that step cells; one per processor unless given." };

    /// <summary>Of the commands that run on the cluster.</summary>
    public static readonly Option<string[]> Cluster =
        new("--cluster") { HelpName = "host:port",
            Description = "A node of the cluster that hosts the participants, in place of this process. Can be repeated.",
            DefaultValueFactory = _ => [] };

    /// <summary>Of the nodes, and of the commands that run on the cluster.</summary>
    public static readonly Option<double> Patience = new("--patience")
    {
        HelpName = "seconds",
        Description = "Silence after which a node is suspected, and again until it is given up. The same on all.",
        DefaultValueFactory = _ => 6,
    };

    /// <summary>Of the nodes, and of the commands that run on the cluster.</summary>
    public static readonly Option<string?> SecretFile = new("--secret-file")
    {
        HelpName = "file",
        Description = "File with the cluster's secret, the same on all; unless given it is in ECONOMY_CLUSTER_SECRET. On one machine a cluster needs none.",
    };

    /// <summary>What is wrong with the cluster that a command is to run on; null where nothing is.</summary>
    public static string? Problem(ParseResult parsed, out ClusterOptions cluster) =>
        Stages.Problem(parsed.GetValue(Cluster)!, parsed.GetValue(Patience), parsed.GetValue(SecretFile), out cluster);

    public static Command Create()
    {
        var node = new CommandWithExamples(
            "node", "Host cells for runs with --cluster HOST:PORT, until interrupted.",
            "economy cluster node --seed 127.0.0.1:4711",
            "economy run scenarios/quickstart.yaml --cluster 127.0.0.1:4711")
        { Seed, Threads, Patience, SecretFile };
        node.SetAction(RunAsync);
        return new Command("cluster", "Spread the actors of a run over processes and machines.") { node };
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount;
        if (threads < 1) return Report.BadInput("--threads takes whole numbers from 1.");
        if (Stages.Problem(parsed.GetValue(Seed)!, parsed.GetValue(Patience), parsed.GetValue(SecretFile), out var place) is { } problem)
            return Report.BadInput(problem);
        var failure = await Stages.HostNodeAsync(place with { Threads = threads }, cancel).ConfigureAwait(false);
        return failure is null ? ExitCode.Ok : Report.Failed(failure);
    }
}
