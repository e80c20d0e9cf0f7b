using System.CommandLine;
using Economy.Cli.Running;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Cli.Commands;

/// <summary><c>economy resume</c></summary>
internal static class ResumeCommand
{
    private static readonly Argument<string> Folder =
        new("run") { Description = "Folder of the run, with or without .unfinished at its end." };
    private static readonly Option<string?> Chain =
        new("--chain") { HelpName = "chain", Description = "hardhat, anvil, or the http(s) URL of a local node, in place of the run's." };

    private static readonly Option<int?> Ticks =
        new("--ticks") { HelpName = "number",
            Description = "Number of ticks, in place of the run's: also to go on with a complete run that has a checkpoint." };
    private static readonly Option<string?> Data =
        new("--data") { HelpName = "folder", Description = "Folder of the trace files, where it is not where it was." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "resume", "Go on with an interrupted run from its last checkpoint, to the digests of an uninterrupted one.",
            "economy resume runs/quickstart", "economy resume runs/quickstart --ticks 500")
        {
            Folder, Ticks, Data, Chain, RunCommand.KeyFile, RunCommand.AnyChain, RunCommand.Threads, RunCommand.Cells,
            ClusterCommand.Cluster, ClusterCommand.Patience,
            ClusterCommand.SecretFile, RunCommand.Dashboard, RunCommand.DashboardPort, RunCommand.Paused, RunCommand.Beside,
            RunCommand.Quiet, RunCommand.Json,
        };
        command.SetAction(ResumeAsync);
        return command;
    }

    private static async Task<int> ResumeAsync(ParseResult parsed, CancellationToken cancel)
    {
        var threads = parsed.GetValue(RunCommand.Threads) ?? Environment.ProcessorCount;
        if (threads < 1 || parsed.GetValue(RunCommand.Cells) < 1)
            return Report.BadInput("--threads and --cells take whole numbers from 1.");
        if (RunCommand.DashboardProblem(parsed, out var beside) is { } unseen) return Report.BadInput(unseen);
        if (ClusterCommand.Problem(parsed, out var cluster) is { } problem) return Report.BadInput(problem);
        ResumedRun found;
        try
        {
            found = ResumedRun.Find(parsed.GetValue(Folder)!, goesOn: parsed.GetValue(Ticks) is not null);
        }
        catch (RunDamagedException cause)
        {
            return Report.BadInput($"{cause.Place}: {cause.Problem}\n  {cause.Remedy}");
        }
        catch (RunOutputException cause)
        {
            return Report.Failed($"{cause.Place}: {cause.Problem}\n  {cause.Remedy}");
        }

        var head = found.Head;
        if (parsed.GetValue(Ticks) <= head.Tick)
            return Report.BadInput($"--ticks {parsed.GetValue(Ticks)}: the run has come to tick {head.Tick}. Give a larger number.");
        if (head.HidesChain && parsed.GetValue(Chain) is null)
            return Report.BadInput(
                "the chain's address had something secret in it, which was not written down. Give the whole address with --chain.");
        var read = ScenarioReader.Read(head.Scenario, found.Folder, [.. Overrides(parsed)]);
        if (read.Scenario is not { } scenario) return Report.Errors(read.Errors);
        if ((scenario.Chain == "none") != head.Scenario.Contains("\nchain: none\n", StringComparison.Ordinal))
            return Report.BadInput("a run cannot change between a chain and none.");
        if (SettlementKey.Problem(parsed.GetValue(RunCommand.KeyFile), scenario.Chain, out var key) is { } keyProblem)
            return Report.BadInput(keyProblem);
        var root = Path.GetDirectoryName(found.Folder)!;
        var data = parsed.GetValue(Data) ?? (head.Data is { } then ? head.Moved(then, root) : null);
        var world = WorldBuilder.Build(scenario, data, head.Moved(head.ScenarioFolder, root));
        if (world.World is null) return Report.BadInput(world.Problem!);
        if (!world.Notes.SequenceEqual(head.Notes))
            return Report.BadInput(
                $"the trace has changed since the run began:\n  then {string.Join("; ", head.Notes)}\n  now  {string.Join("; ", world.Notes)}");
        var request = new RunRequest
        {
            World = world.World,
            Notes = world.Notes,
            Root = root,
            CheckpointEvery = head.Every,
            Resumed = found,
            Key = key,
            AllowAnyChain = parsed.GetValue(RunCommand.AnyChain),
            Dashboard = RunCommand.DashboardOf(parsed),
            Paused = parsed.GetValue(RunCommand.Paused),
            Beside = beside,
            Data = data,
            ScenarioFolder = head.Moved(head.ScenarioFolder, root),
            Threads = threads,
            Cells = parsed.GetValue(RunCommand.Cells),
            Cluster = cluster,
        };
        var display = Displays.For(parsed.GetValue(RunCommand.Quiet) || parsed.GetValue(RunCommand.Json));
        if (found.ScenarioDiffers)
            display.Say("scenario.yaml was changed after the run had begun; the run goes on with the scenario of its checkpoint");
        return await RunOutcome.OfAsync(request, display, parsed.GetValue(RunCommand.Quiet), parsed.GetValue(RunCommand.Json), cancel)
            .ConfigureAwait(false);
    }

    private static IEnumerable<string> Overrides(ParseResult parsed)
    {
        if (parsed.GetValue(Chain) is { } chain) yield return $"chain={chain}";
        if (parsed.GetValue(Ticks) is { } ticks) yield return $"ticks={ticks}";
    }
}
