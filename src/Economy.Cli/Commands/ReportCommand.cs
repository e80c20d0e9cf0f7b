using System.CommandLine;
using Economy.Cli.Running;
using Economy.Experiments.Branches;
using Economy.Experiments.Series;
using Economy.Reporting;

namespace Economy.Cli.Commands;

/// <summary><c>economy report</c></summary>
internal static class ReportCommand
{
    private static readonly Argument<string[]> Folders =
        new("runs") { Description = "Folders of runs of one scenario, with different seeds.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string[]> Beside = new("--beside") { HelpName = "runs", AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [], Description = "Runs of another scenario, to be shown beside them." };
    private static readonly Option<string> Names = new("--names") { HelpName = "a,b", DefaultValueFactory = _ => "A,B",
        Description = "What the two are called." };
    private static readonly Option<string> Out =
        new("--out") { HelpName = "folder", DefaultValueFactory = _ => Path.Combine("runs", "report"), Description = "Folder of the results." };

    public static Command Create()
    {
        var command = new CommandWithExamples("report",
            "Put runs of many seeds on one page: bands for every series, burn-in and stationarity marked, A beside B.",
            "economy report runs/taxed-*",
            "economy report runs/base-* --beside runs/taxed-* --names untaxed,taxed --out runs/tax-report")
        { Folders, Beside, Names, Out };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var names = parsed.GetValue(Names)!.Split(',', StringSplitOptions.TrimEntries);
        if (names.Length != 2 || names[0] == names[1] || names.Any(n => n.Length == 0))
            return Report.BadInput($"--names takes two names with a comma between, as in untaxed,taxed, not '{parsed.GetValue(Names)}'");
        List<string[]> groups = [parsed.GetValue(Folders)!, .. parsed.GetValue(Beside) is { Length: > 0 } beside ? new[] { beside } : []];
        var display = Displays.For(silent: false);
        var ensembles = new List<Ensemble>();
        foreach (var (folders, name) in groups.Zip(names))
        {
            if (!KeptRuns.Open(folders, out var runs)) return ExitCode.BadInput;
            if (runs.Select(KeptRuns.Economy).Distinct().Count() > 1)
                display.Say($"{name}: these runs differ in more than their seeds; their bands span different scenarios");
            ensembles.Add(new Ensemble(name, [.. runs.Select(run => KeptRuns.Observed(run))]));
        }

        var provisions = await Provisions.ForAsync("none", display, cancel).ConfigureAwait(false);
        var folder = parsed.GetValue(Out)!;
        var said = string.Join("; ", ensembles.Select(e => FormattableString.Invariant($"{e.Name}: {e.Runs.Count} runs of {e.Ticks} ticks")));
        var written = EnsemblePages.Write(ensembles, "An ensemble of runs", $"{said}.", folder, provisions.ChartLibrary);
        Console.WriteLine($"{said}\nwritten to {folder}: {written}");
        return ExitCode.Ok;
    }
}
