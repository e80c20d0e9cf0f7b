using Economy.Chain.Settlement;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.Experiments;
using Economy.Experiments.Branches;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Cli.Running;

/// <summary>
/// A run that others are to go on from: from its checkpoint where that lies before the fork, else simulated again up to it, and refused where
/// that does not come to what the run wrote.
/// </summary>
internal sealed class BurntInRun
{
    private readonly BinaryReader? state;
    private readonly CheckpointHead? head;
    private readonly string? data;

    private BurntInRun(string folder, string text, Scenario scenario, string? data, int at, (CheckpointHead Head, BinaryReader State)? checkpoint)
    {
        (Folder, Text, Scenario, this.data, At) = (folder, text, scenario, data, at);
        if (checkpoint is { } found && found.Head.Tick <= at) (head, state) = (found.Head, found.State);
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Text of its scenario.</summary>
    public string Text { get; }

    /// <summary>Its scenario, in the books alone.</summary>
    public Scenario Scenario { get; }

    /// <summary>The last tick that is shared.</summary>
    public int At { get; }

    /// <summary>Where the shared part comes from.</summary>
    public string How => head is not null ? FormattableString.Invariant($"from the checkpoint of tick {head.Tick}")
        : FormattableString.Invariant($"no checkpoint up to tick {At}: simulating the run again up to there");

    /// <summary>Opens a run.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="at">The last tick that is shared; null for that of the checkpoint, or the run's last.</param>
    /// <param name="data">Folder of the trace; null for that of the run.</param>
    /// <param name="exitCode">Exit code where null comes back; what is wrong has been said.</param>
    /// <exception cref="RunFormatException">There is no run.</exception>
    /// <exception cref="RunDamagedException">Its checkpoint is damaged.</exception>
    public static BurntInRun? Open(string path, int? at, string? data, out int exitCode)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        var folder = Directory.Exists(path) ? path : path + RunName.Unfinished;
        exitCode = ExitCode.BadInput;
        var checkpoint = File.Exists(Path.Combine(folder, CheckpointFile.FileName)) ? Checkpoint(folder) : null;
        var text = checkpoint?.Head.Scenario ?? RunManifest.Read(folder).Scenario;
        var read = ScenarioReader.Read(text, Path.Combine(folder, RunManifest.FileName), ["chain=none"]);
        if (read.Scenario is not { } scenario)
        {
            exitCode = Report.Errors(read.Errors);
            return null;
        }

        var tick = at ?? checkpoint?.Head.Tick ?? scenario.Ticks;
        if (tick >= 1 && tick <= scenario.Ticks)
            return new BurntInRun(folder, text, scenario, data ?? checkpoint?.Head.Data, tick, checkpoint);
        Report.BadInput(FormattableString.Invariant($"--at takes a tick of the run, 1 to {scenario.Ticks}, not {tick}"));
        return null;
    }

    /// <summary>The economy at the fork; null where it is not what the run wrote, which has then been said.</summary>
    public Trunk? Trunk(CancellationToken cancel)
    {
        var rows = new RunRows([typeof(TickRow), typeof(AllocationRow)]);
        var trunk = Experiments.Branches.Trunk.At(Scenario, Build, At, rows, state, cancel);
        if (head is not null || !File.Exists(Path.Combine(Folder, RunManifest.FileName))) return trunk;
        var run = RunReader.Open(Folder);
        if (Replay.Difference(run, rows, At) is not { } difference) return trunk;
        Report.BadInput(Replay.Refusal(run.Manifest, difference));
        return null;
    }

    private WorldModel Build(Scenario scenario)
    {
        var built = WorldBuilder.Build(scenario, data, head?.ScenarioFolder ?? ".");
        return built.World ?? throw new BadArmException(built.Problem!);
    }

    /// <summary>The checkpoint, read up to the simulator; null where another build made it.</summary>
    private static (CheckpointHead Head, BinaryReader State)? Checkpoint(string folder)
    {
        var state = CheckpointFile.Read(folder);
        if (state.ReadString() != CheckpointHead.ThisBuild) return null;
        var head = CheckpointHead.Read(state);
        var isSettled = !head.Scenario.Contains("\nchain: none\n", StringComparison.Ordinal);
        state.ReadPart(isSettled ? new SettlementLedger() : new BooksOnly().State);
        return (head, state);
    }
}
