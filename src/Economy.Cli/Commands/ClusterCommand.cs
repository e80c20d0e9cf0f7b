using System.CommandLine;
using Economy.Cli.Engines;

namespace Economy.Cli.Commands;

/// <summary><c>economy cluster node</c></summary>
internal static class ClusterCommand
{
    private static readonly Option<string[]> Seed = new("--seed") { HelpName = "host:port", Description = "Address of a node to meet. Whoever comes first takes it. Can be repeated.", Required = true };
    private static readonly Option<int?> Threads = new("--threads") { HelpName = "number", Description = "Threads that step cells; one per processor unless given." };

    /// <summary>Of the commands that run on the cluster.</summary>
    public static readonly Option<string> ActorEngineName = new("--engine") { HelpName = "engine", Description = "Who hosts the actors: embedded or akka.", DefaultValueFactory = _ => ActorEngine.Embedded };

    /// <summary>Of the commands that run on the cluster.</summary>
    public static readonly Option<string[]> Cluster = new("--cluster") { HelpName = "host:port", Description = "A node of the cluster that hosts the actors, with --engine akka. Can be repeated.", DefaultValueFactory = _ => [] };

    /// <summary>Of the nodes, and of the commands that run on the cluster.</summary>
    public static readonly Option<double> Patience = new("--patience")
    {
        HelpName = "seconds",
        Description = "Silence after which a node is suspected, and again until it is given up. The same on all.",
        DefaultValueFactory = _ => 6,
    };

    public static Command Create()
    {
        var node = new CommandWithExamples(
            "node", "Host cells for runs with --engine akka --cluster HOST:PORT, until interrupted.",
            "economy cluster node --seed 127.0.0.1:4711",
            "economy run scenarios/quickstart.yaml --engine akka --cluster 127.0.0.1:4711")
        { Seed, Threads, Patience };
        node.SetAction(RunAsync);
        return new Command("cluster", "Spread the actors of a run over processes and machines.") { node };
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount;
        if (threads < 1) return Report.BadInput("--threads takes whole numbers from 1.");
        if (ActorEngine.Problem(Engine.Akka, parsed.GetValue(Seed)!, parsed.GetValue(Patience)) is { } problem) return Report.BadInput(problem);
        var failure = await ActorEngine.HostNodeAsync(parsed.GetValue(Seed)!, parsed.GetValue(Patience), threads, cancel).ConfigureAwait(false);
        return failure is null ? ExitCode.Ok : Report.Failed(failure);
    }
}
