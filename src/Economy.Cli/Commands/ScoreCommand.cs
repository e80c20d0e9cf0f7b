using System.CommandLine;
using Economy.Cli.Running;
using Economy.Experiments.Scoring;
using Economy.Reporting;

namespace Economy.Cli.Commands;

/// <summary><c>economy score</c></summary>
internal static class ScoreCommand
{
    private static readonly Argument<string[]> Folders =
        new("runs") { Description = "Folders of runs of one scenario, with different seeds.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Facts = new("--facts") { HelpName = "file",
        Description = "File of figures measured on real systems, as facts.json, in place of those that the program knows." };
    private static readonly Option<string?> Out =
        new("--out") { HelpName = "folder", Description = "Folder of the results: runs/score/NAME unless given." };

    public static Command Create()
    {
        var command = new CommandWithExamples("score",
            "Compare runs with stylised facts of real virtual economies: hit, near, miss, or not measurable and why.",
            "economy score runs/quickstart",
            "economy score runs/quickstart-* --facts facts.json")
        { Folders, Facts, Out };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (!KeptRuns.Open(parsed.GetValue(Folders)!, out var runs)) return ExitCode.BadInput;
        Scorecard card;
        try
        {
            var file = parsed.GetValue(Facts) is { } path ? FactFile.Read(path) : null;
            var tables = Scorecard.Tables();
            card = Scorecard.Of([.. runs.Select(run => KeptRuns.Facts(run, tables))], null, file);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or FileNotFoundException or DirectoryNotFoundException or RunFormatException)
        {
            return Report.BadInput(wrong.Message);
        }

        var display = Displays.For(silent: false);
        if (runs.Select(KeptRuns.Economy).Distinct().Count() > 1) display.Say("these runs differ in more than their seeds");
        var provisions = await Provisions.ForAsync("none", display, cancel).ConfigureAwait(false);
        var name = runs[0].Manifest.Name;
        var folder = parsed.GetValue(Out) ?? Path.Combine("runs", "score", name);
        Directory.CreateDirectory(folder);
        using (var table = new StreamWriter(Path.Combine(folder, "score.csv"))) card.Write(table);
        ScorePage.Write(Path.Combine(folder, "score.html"), $"{name} beside the world", [.. card.Scores.Select(Line)], provisions.ChartLibrary ?? "",
            FormattableString.Invariant($"{card.Hits} hit, {card.Near} near, {card.Measurable - card.Hits - card.Near} missed, of {card.Measurable} measurable facts of {card.Scores.Count}; {card.Runs} runs."));
        Console.Write(card.Text());
        Console.WriteLine($"\nwritten to {folder}: score.csv, score.html");
        return ExitCode.Ok;
    }

    private static ScoreLine Line(FactScore score) => new()
    {
        Name = score.Fact.Name,
        Meaning = score.Fact.Meaning,
        Low = score.Band.Low,
        High = score.Band.High,
        Figures = [.. score.Figures.SelectMany(figure => figure.Values.Select(value => (figure.System, value)))],
        Values = score.Values,
        Verdict = score.Word,
        Reason = score.Reason,
        Note = score.Note,
    };
}
