using System.CommandLine;
using Economy.Chain.Accounts;
using Economy.Cli.Backends;
using Economy.Cli.Running;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Cli.Commands;

/// <summary><c>economy run</c></summary>
internal static class RunCommand
{
    private static readonly Argument<string> File = new("scenario") { Description = "Scenario file (YAML)." };
    private static readonly Option<string?> Seed = new("--seed") { HelpName = "number", Description = "Seed, in place of the scenario's." };
    private static readonly Option<string?> Ticks =
        new("--ticks") { HelpName = "number", Description = "Number of ticks, in place of the scenario's." };
    private static readonly Option<string?> Chain =
        new("--chain") { HelpName = "chain", Description = "hardhat, anvil, none, or the http(s) URL of a local node." };
    private static readonly Option<string[]> Sets =
        new("--set") { HelpName = "key=value", Description = "Any key of the scenario, in place of its own value. Can be repeated.",
            DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Name =
        new("--name") { HelpName = "name", Description = "Name of the run, in place of the scenario's." };
    private static readonly Option<string> Out =
        new("--out") { HelpName = "folder", Description = "Folder of the runs.", DefaultValueFactory = _ => "runs" };
    private static readonly Option<string?> Data = new("--data") { HelpName = "folder", Description = "Folder of the trace files." };
    private static readonly Option<int?> CheckpointEvery =
        new("--checkpoint-every") { HelpName = "ticks",
            Description = "Keep a checkpoint every so many ticks, so that an interrupted run can be resumed." };
    internal static readonly Option<int?> Threads =
        new("--threads") { HelpName = "number",
            Description = "Threads to use; one per processor unless given. Results do not depend on it." };
    internal static readonly Option<int?> Cells =
        new("--cells") { HelpName = "number", Description = "Cells to cut the participants into. Results do not depend on it." };
    internal static readonly Option<bool> AnyChain =
        new("--i-know-this-is-not-a-test-chain") { Description =
            "Settle on the chain of the URL whatever its id. Gas may cost real money." };
    internal static readonly Option<string?> KeyFile =
        new("--key-file") { HelpName = "file",
            Description = $"File with the private key that settles on the node of a URL, for a node that does not sign itself. Or in the variable {SigningKey.Variable}." };
    internal static readonly Option<string?> Device =
        new("--device") { HelpName = "device",
            Description = "Compute attention on torch: cpu, cuda[:n], or auto, a GPU where there is one, else the C# kernels (see economy devices). On torch, digests are not those of the C# kernels." };
    internal static readonly Option<string> Precision =
        new("--precision") { HelpName = "numbers",
            Description = $"What torch computes with: {string.Join(", ", AttentionEngine.Precisions)}.",
            DefaultValueFactory = _ => AttentionEngine.Precisions[0] };
    internal static readonly Option<bool> Dashboard =
        new("--dashboard") { Description = "Serve a page on this machine's loopback address on which the run can be watched, paused and changed." };
    internal static readonly Option<int?> DashboardPort =
        new("--dashboard-port") { HelpName = "port", Description = "The same on this port, as for a tunnel to it." };
    internal static readonly Option<bool> Paused =
        new("--paused") { Description = "With --dashboard: wait there before the first tick, to be told to go." };
    internal static readonly Option<string?> Beside =
        new("--beside") { HelpName = "run", Description = "With --dashboard: show another run beside this one there, complete or still being written." };
    internal static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress, only the digests." };
    internal static readonly Option<bool> Json = new("--json") { Description = "No progress; the manifest as JSON on standard output." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "run", "Run a scenario: simulate, settle, reconcile, report.",
            "economy run scenarios/quickstart.yaml",
            "economy run scenarios/quickstart.yaml --chain none --seed 7 --name seed-7",
            "economy run scenarios/quickstart.yaml --set money.transactionTax=0.05",
            "economy run scenarios/quickstart.yaml --checkpoint-every 24",
            "economy run scenarios/quickstart.yaml --ticks 2000 --dashboard",
            "economy run scenarios/quickstart.yaml --dashboard --paused --beside runs/quickstart --name touched",
            "economy run scenarios/gpu-cluster.yaml --data compute_openb_gpu2023")
        {
            File, Seed, Ticks, Chain, Sets, Name, Out, Data, CheckpointEvery, Threads, Cells, ClusterCommand.Cluster, ClusterCommand.Patience, ClusterCommand.SecretFile,
            KeyFile, Device, Precision, AnyChain, Dashboard, DashboardPort, Paused, Beside, Quiet, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount;
        if (threads < 1 || parsed.GetValue(Cells) < 1) return Report.BadInput("--threads and --cells take whole numbers from 1.");
        if (ClusterCommand.Problem(parsed, out var cluster) is { } problem) return Report.BadInput(problem);
        var display = Displays.For(parsed.GetValue(Quiet) || parsed.GetValue(Json));
        var precision = parsed.GetValue(Precision)!;
        var (device, deviceProblem) =
            await DeviceChoice.OfAsync(parsed.GetValue(Device), precision, display.Say, cancel,
                resumable: parsed.GetValue(CheckpointEvery) is not null).ConfigureAwait(false);
        if (deviceProblem is not null) return Report.BadInput(deviceProblem);
        if (parsed.GetValue(CheckpointEvery) < 1) return Report.BadInput("--checkpoint-every takes a whole number of ticks from 1.");
        if (DashboardProblem(parsed, out var beside) is { } unseen) return Report.BadInput(unseen);
        var file = parsed.GetValue(File)!;
        var read = ScenarioReader.ReadFile(file, [.. Overrides(parsed)]);
        if (read.Scenario is not { } scenario) return Report.Errors(read.Errors);
        if (SettlementKey.Problem(parsed.GetValue(KeyFile), scenario.Chain, out var key) is { } keyProblem)
            return Report.BadInput(keyProblem);
        var world = WorldBuilder.Build(scenario, parsed.GetValue(Data), Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (world.World is null) return Report.BadInput(world.Problem!);
        var request = new RunRequest
        {
            World = world.World,
            Notes = [.. world.Notes,
                .. device is null ? Array.Empty<string>()
                    : ["attention on torch: shares are those of the C# kernels up to rounding, digests are not"]],
            Root = parsed.GetValue(Out)!,
            CheckpointEvery = parsed.GetValue(CheckpointEvery),
            Data = parsed.GetValue(Data),
            ScenarioFolder = Path.GetDirectoryName(Path.GetFullPath(file))!,
            Dashboard = DashboardOf(parsed),
            Paused = parsed.GetValue(Paused),
            Beside = beside,
            Threads = threads,
            Cells = parsed.GetValue(Cells),
            AllowAnyChain = parsed.GetValue(AnyChain),
            Cluster = cluster,
            Key = key,
            Device = device,
            Precision = precision,
        };
        return await RunOutcome.OfAsync(request, display, parsed.GetValue(Quiet), parsed.GetValue(Json), cancel).ConfigureAwait(false);
    }

    /// <summary>What is wrong with asking for a dashboard; null where nothing is.</summary>
    internal static string? DashboardProblem(ParseResult parsed, out OtherRun? beside)
    {
        beside = null;
        try
        {
            if (parsed.GetValue(Beside) is { } run && DashboardOf(parsed) is not null) beside = OtherRun.Open(run, ManifestOf);
        }
        catch (RunFormatException none)
        {
            return $"--beside: {none.Message}";
        }

        return DashboardOf(parsed) is not { } port ? parsed.GetValue(Paused) || parsed.GetValue(Beside) is not null
            ? "--paused and --beside are for the page of --dashboard." : null
        : parsed.GetValue(Quiet) || parsed.GetValue(Json) ? "--dashboard says where its page is, which --quiet and --json do not let it."
        : port is < 0 or > 65535 ? "--dashboard-port takes a number from 1 to 65535." : null;
    }

    private static RunManifest? ManifestOf(string text) => ScenarioReader.Read(text, "scenario").Scenario is { } scenario
        ? RunManifest.Of(scenario, text, ScenarioHash.Of(scenario).ToString()) : null;

    /// <summary>The port of the dashboard, 0 for any; null where none is asked for.</summary>
    internal static int? DashboardOf(ParseResult parsed) => parsed.GetValue(DashboardPort) ?? (parsed.GetValue(Dashboard) ? 0 : null);

    private static IEnumerable<string> Overrides(ParseResult parsed)
    {
        foreach (var set in parsed.GetValue(Sets)!) yield return set;
        if (parsed.GetValue(Seed) is { } seed) yield return $"seed={seed}";
        if (parsed.GetValue(Ticks) is { } ticks) yield return $"ticks={ticks}";
        if (parsed.GetValue(Chain) is { } chain) yield return $"chain={chain}";
        if (parsed.GetValue(Name) is { } name) yield return $"name={name}";
    }
}
