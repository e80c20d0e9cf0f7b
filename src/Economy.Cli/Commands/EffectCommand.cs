using System.CommandLine;
using Economy.Cli.Running;
using Economy.Experiments.Effects;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Cli.Commands;

/// <summary><c>economy effect</c></summary>
internal static class EffectCommand
{
    private static readonly Argument<string> File = new("scenario") { Description = "Scenario file (YAML) with a calendar." };
    private static readonly Option<string> Seeds = new("--seeds") { HelpName = "range", DefaultValueFactory = _ => "1..30",
        Description = "Seeds, the same with and without the calendar: 1..30, or 1,4,7..9." };
    private static readonly Option<string[]> Sets = new("--set") { HelpName = "key=value", DefaultValueFactory = _ => [],
        Description = "Any key of the scenario, in place of its own value. Can be repeated." };
    private static readonly Option<string?> Ticks =
        new("--ticks") { HelpName = "number", Description = "Number of ticks, in place of the scenario's." };
    private static readonly Option<string?> Out =
        new("--out") { HelpName = "folder", Description = "Folder of the results: runs/effect/NAME unless given." };
    private static readonly Option<string?> Data = new("--data") { HelpName = "folder", Description = "Folder of the trace files." };
    private static readonly Option<int?> Threads = new("--threads") { HelpName = "number",
        Description = "Runs at a time; one per processor unless given. Results do not depend on it." };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress, only what came of it." };

    public static Command Create()
    {
        var command = new CommandWithExamples("effect",
            "Run a scenario with and without its calendar on the same seeds: paired differences, tick by tick.",
            "economy effect scenarios/entry-wave.yaml --seeds 1..30",
            "economy effect scenarios/quickstart.yaml --set 'calendar=[{kind: outage, at: 48, pool: T4}]'")
        { File, Seeds, Sets, Ticks, Out, Data, Threads, Quiet };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (SeedRanges.Parse(parsed.GetValue(Seeds)!, out var problem) is not { } seeds) return Report.BadInput(problem);
        if (parsed.GetValue(Threads) < 1) return Report.BadInput("--threads takes a whole number from 1");
        var file = parsed.GetValue(File)!;
        var read = ScenarioReader.ReadFile(file,
            [.. parsed.GetValue(Sets)!, .. parsed.GetValue(Ticks) is { } ticks ? new[] { $"ticks={ticks}" } : []]);
        if (read.Scenario is not { } scenario) return Report.Errors(read.Errors);
        if (scenario.Calendar is not { Count: > 0 })
            return Report.BadInput($"{file} has no calendar, so there is no effect to measure.\n  Add a section calendar, or --set 'calendar=[…]'; scenarios/README.md has its kinds.");
        var (data, folder) = (parsed.GetValue(Data), Path.GetDirectoryName(Path.GetFullPath(file))!);
        var built = WorldBuilder.Build(scenario, data, folder);
        if (built.World is null) return Report.BadInput(built.Problem!);
        var display = Displays.For(parsed.GetValue(Quiet));
        foreach (var note in built.Notes) display.Say(note);
        var study = new EffectStudy
        {
            Seeds = seeds,
            Threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount,
            Build = s => WorldBuilder.Build(s, data, folder).World ?? throw new InvalidDataException("the trace has changed meanwhile"),
            Progress = Runs.Told(display),
        };
        EffectResults results;
        try
        {
            results = await Task.Run(() => study.Run(scenario, cancel), CancellationToken.None).ConfigureAwait(false);
        }
        catch (AggregateException several)
        {
            return Report.Failed($"a run failed: {several.InnerExceptions[0].Message}");
        }

        display.Finish();
        var provisions = await Provisions.ForAsync("none", display, cancel).ConfigureAwait(false);
        EffectPages.Write(results, parsed.GetValue(Out) ?? Path.Combine("runs", "effect", scenario.Name), provisions.ChartLibrary);
        return ExitCode.Ok;
    }
}
