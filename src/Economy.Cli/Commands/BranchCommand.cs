using System.CommandLine;
using Economy.Cli.Running;
using Economy.Experiments.Branches;
using Economy.Experiments.Effects;
using Economy.Reporting;
using Economy.Scenarios;

namespace Economy.Cli.Commands;

/// <summary><c>economy branch</c></summary>
internal static class BranchCommand
{
    private static readonly Argument<string> Folder = new("run") { Description = "Folder of a run, complete or unfinished." };
    private static readonly Option<int?> At = new("--at") { HelpName = "tick",
        Description = "Last tick that all branches share: where the run's checkpoint is, or its last, unless given." };
    private static readonly Option<string[]> Sets = new("--set") { HelpName = "key=value", DefaultValueFactory = _ => [],
        Description = "A key that may change in mid-run, in the arm \"changed\". Can be repeated." };
    private static readonly Option<string[]> ArmsGiven = new("--arm") { HelpName = "name:changes", DefaultValueFactory = _ => [],
        Description = "An arm: its name, a colon, and key=value pairs with commas between, or interventions in braces. Can be repeated." };
    private static readonly Option<string?> Seeds = new("--seeds") { HelpName = "range",
        Description = "Seeds of what is drawn after the fork, the same for all arms: the run's own unless given." };
    private static readonly Option<int?> Ticks = new("--ticks") { HelpName = "number",
        Description = "Last tick of the branches: the run's unless given; twice as many where that is where they part." };
    private static readonly Option<string?> Data = new("--data") { HelpName = "folder", Description = "Folder of the trace files." };
    private static readonly Option<string?> Out =
        new("--out") { HelpName = "folder", Description = "Folder of the results: runs/branch/NAME unless given." };
    private static readonly Option<int?> Threads = new("--threads") { HelpName = "number",
        Description = "Branches at a time; one per processor unless given. Results do not depend on it." };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress, only what came of it." };

    public static Command Create()
    {
        var command = new CommandWithExamples("branch",
            "Let a burnt-in economy go on in several arms, on the same random streams.",
            "economy branch runs/quickstart --at 96 --ticks 192 --set money.transactionTax=0.2 --seeds 1..10",
            "economy branch runs/quickstart --at 48 --arm \"drop: {kind: money-drop, amount: 5000}\"")
        { Folder, At, Sets, ArmsGiven, Seeds, Ticks, Data, Out, Threads, Quiet };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(Threads) < 1) return Report.BadInput("--threads takes a whole number from 1");
        if (parsed.GetValue(Sets)!.Length + parsed.GetValue(ArmsGiven)!.Length == 0)
            return Report.BadInput("there is nothing to compare with the run as it was: give --set key=value or --arm name:changes");
        try
        {
            return await Task.Run(() => Run(parsed, cancel), CancellationToken.None).ConfigureAwait(false);
        }
        catch (RunDamagedException cause)
        {
            return Report.BadInput($"{cause.Place}: {cause.Problem}\n  {cause.Remedy}");
        }
        catch (AggregateException several)
        {
            return Report.Failed($"a branch failed: {several.InnerExceptions[0].Message}");
        }
        catch (Exception wrong) when (wrong is RunFormatException or BadArmException)
        {
            return Report.BadInput(wrong.Message);
        }
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        var run = BurntInRun.Open(parsed.GetValue(Folder)!, parsed.GetValue(At), parsed.GetValue(Data), out var exitCode);
        if (run is null) return exitCode;
        IReadOnlyList<ulong>? seeds = [run.Scenario.Seed];
        var problem = "";
        if (parsed.GetValue(Seeds) is { } range) seeds = SeedRanges.Parse(range, out problem);
        if (seeds is null) return Report.BadInput(problem);
        var ticks = parsed.GetValue(Ticks) ?? (run.At < run.Scenario.Ticks ? run.Scenario.Ticks : 2 * run.At);
        if (ticks <= run.At) return Report.BadInput(FormattableString.Invariant($"--ticks {ticks}: the branches part after tick {run.At}. Give a larger number."));
        var arms = BranchArms.Of(run, parsed.GetValue(Sets)!, parsed.GetValue(ArmsGiven)!, ticks);
        var display = Displays.For(parsed.GetValue(Quiet));
        display.Say(run.How);
        if (run.Trunk(cancel) is not { } trunk) return ExitCode.BadInput;
        var fork = new Fork { Trunk = trunk, Arms = arms, Seeds = seeds, Ticks = ticks,
            Threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount, Progress = Runs.Told(display) };
        var ensembles = fork.Run(cancel);
        display.Finish();
        var provisions = await Provisions.ForAsync("none", display, cancel).ConfigureAwait(false);
        var folder = parsed.GetValue(Out) ?? Path.Combine("runs", "branch", run.Scenario.Name);
        var said = FormattableString.Invariant($"{run.Scenario.Name} up to tick {run.At}, then {arms.Count} arms to tick {ticks}, {seeds.Count} seeds each, the same for all.");
        var written = EnsemblePages.Write(ensembles, $"{run.Scenario.Name}: branches after tick {run.At}", said, folder, provisions.ChartLibrary);
        foreach (var (arm, ensemble) in arms.Zip(ensembles).Skip(1)) Compare(fork, ensembles[0], arm, ensemble, folder);
        Console.WriteLine($"{said}\n\nwritten to {folder}: {written}; of each arm NAME.yaml, the scenario that it is a run of, and NAME-effects.csv, its differences to the first");
        return ExitCode.Ok;
    }

    private static void Compare(Fork fork, Ensemble first, Arm arm, Ensemble ensemble, string folder)
    {
        var scenario = fork.ScenarioOf(arm, fork.Seeds[0]);
        File.WriteAllText(Path.Combine(folder, $"{arm.Name}.yaml"), ScenarioWriter.Print(scenario));
        var effects = new EffectResults(scenario, [.. ensemble.Runs.Zip(first.Runs, (with, without) => new EffectPair(with.Seed, with, without))]);
        using (var table = new StreamWriter(Path.Combine(folder, $"{arm.Name}-effects.csv"))) effects.Write(table);
        Console.WriteLine(FormattableString.Invariant($"{arm.Name}: the same economy as {first.Name}, to the byte, in {effects.Same} of {effects.Pairs.Count} seeds"));
    }
}
