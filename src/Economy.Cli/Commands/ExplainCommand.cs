using System.CommandLine;
using Economy.Cli.Running;
using Economy.Core.Records;
using Economy.Experiments;
using Economy.Experiments.Explain;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Cli.Commands;

/// <summary><c>economy explain</c></summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Folder =
        new("run") { Description =
            "Folder of a run. It is simulated again up to the tick, and refused if anything comes out differently." };
    private static readonly Option<int> Tick =
        new("--tick") { HelpName = "number", Description = "Tick to look at, from 1.", Required = true };
    private static readonly Option<int?> Task =
        new("--task") { HelpName = "number",
            Description = "Task to explain, by its number in the tick; without it the tasks of the tick are listed." };
    private static readonly Option<string?> Data = new("--data") { HelpName = "folder", Description = "Folder of the trace files." };
    private static readonly Option<string> Base =
        new("--base") { HelpName = "folder", Description = "Folder that paths within the scenario are relative to: that of its file.",
            DefaultValueFactory = _ => "." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "explain",
            "Say where a task of a run was served and why, and what it would have taken.",
            "economy explain runs/quickstart --tick 40",
            "economy explain runs/quickstart --tick 40 --task 17")
        { Folder, Tick, Task, Data, Base };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            return await System.Threading.Tasks.Task.Run(() => Run(parsed, cancel), cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("economy: cancelled");
            return ExitCode.Cancelled;
        }
        catch (RunFormatException wrong)
        {
            return Report.BadInput($"{parsed.GetValue(Folder)} holds no run: {wrong.Message}");
        }
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        var (folder, tick) = (parsed.GetValue(Folder)!, parsed.GetValue(Tick));
        if (!Directory.Exists(folder)) return Report.BadInput($"there is no folder {folder}");
        var run = RunReader.Open(folder);
        if (tick < 1 || tick > run.Manifest.Ticks)
            return Report.BadInput(FormattableString.Invariant($"--tick takes a tick of the run, 1 to {run.Manifest.Ticks}, not {tick}"));
        var read = ScenarioReader.Read(run.Manifest.Scenario, Path.Combine(folder, RunManifest.FileName), ["chain=none"]);
        if (read.Scenario is not { } scenario) return Report.Errors(read.Errors);
        var built = WorldBuilder.Build(scenario, parsed.GetValue(Data), parsed.GetValue(Base)!);
        if (built.World is not { } world) return Report.BadInput(built.Problem!);
        var rows = new RunRows([typeof(TickRow), typeof(AllocationRow)]);
        var replayed = ReplayedTick.Of(world, tick, rows, Environment.ProcessorCount, cancel);
        if (Replay.Difference(run, rows, tick) is { } difference) return Report.BadInput(Replay.Refusal(run.Manifest, difference));
        if (replayed is null) return Report.BadInput("nothing is allocated in this run: it has neither pools nor issues");
        var text = new ExplanationText(replayed, world, Math.Pow(10, run.Manifest.Decimals), run.Manifest.Name, tick);
        if (parsed.GetValue(Task) is not { } task)
        {
            Console.Write(text.Tasks());
            return ExitCode.Ok;
        }

        if (task < 0 || task >= replayed.Tasks.Count)
            return Report.BadInput(
                FormattableString.Invariant(
                    $"--task takes a task of tick {tick}, 0 to {replayed.Tasks.Count - 1}, not {task}. Without --task they are listed."));
        Console.Write(text.Of(task));
        return ExitCode.Ok;
    }
}
