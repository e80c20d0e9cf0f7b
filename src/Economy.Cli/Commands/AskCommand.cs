using System.CommandLine;
using Economy.Cli.Asking;
using Economy.Core;
using Economy.Core.Books;
using Economy.Reporting;
using Economy.Scenarios;

namespace Economy.Cli.Commands;

/// <summary><c>economy ask</c></summary>
internal static class AskCommand
{
    private const int ExpectedShown = 12;

    private static readonly Argument<string> Folder = new("run") { Description = "Folder of a run." };
    private static readonly Argument<string> Asked = new("question") { Description =
        "The question. It begins with who, what, whom or how much; names with blanks stand in \"quotation marks\". A participant is named by its number, or as TYPE-N, the N-th of its type." };
    private static readonly Option<bool> Rows = new("--rows") { Description = "List every row that the answer rests on." };
    private static readonly Option<bool> Complete =
        new("--complete") { Description = "Say what may come next in a question that has been begun, instead of answering it." };

    public static Command Create()
    {
        var command = new CommandWithExamples("ask",
            "Say who did what with whom in a run, from its journal and tables, with the rows that say so.",
            "economy ask runs/quickstart \"who bought ore from trader after tick 40\"",
            "economy ask runs/quickstart \"what did player-3 buy between ticks 10 and 20\" --rows",
            "economy ask runs/quickstart \"how much did player pay to arena\"",
            "economy ask runs/quickstart \"who is like player-3\"",
            "economy ask runs/quickstart \"who bought\" --complete")
        { Folder, Asked, Rows, Complete };
        command.SetAction(parsed =>
        {
            try
            {
                return Run(parsed);
            }
            catch (Exception wrong) when (wrong is RunFormatException or RunDamagedException)
            {
                return Report.BadInput($"{parsed.GetValue(Folder)} holds no whole run: {wrong.Message}");
            }
        });
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (folder, asked) = (parsed.GetValue(Folder)!, parsed.GetValue(Asked)!);
        if (!Directory.Exists(folder)) return Report.BadInput($"there is no folder {folder}");
        var run = RunReader.Open(folder);
        var read = ScenarioReader.Read(run.Manifest.Scenario, Path.Combine(folder, RunManifest.FileName), ["chain=none"]);
        if (read.Scenario is not { } scenario) return Report.Errors(read.Errors);
        var names = new AccountNames(GraphOfRun.ChartOf(run, scenario));
        var reader = new QuestionReader(names, [.. scenario.Assets.Select(a => a.Name)],
            [.. Enum.GetValues<Instrument>().Select(i => i.Word(1)).Append(Instrument.Endowment.Word(0))], run.Manifest.Ticks);
        if (parsed.GetValue(Complete))
        {
            foreach (var next in reader.Complete(asked)) Console.WriteLine(Printable.Text(next));
            return ExitCode.Ok;
        }

        try
        {
            var question = reader.Read(asked);
            if (GraphOfRun.Missing(run, question) is { } missing) return Report.BadInput(missing);
            Console.Write(Printable.Text(new Answer(GraphOfRun.Of(run, scenario), names, question).Text(parsed.GetValue(Rows))));
            return ExitCode.Ok;
        }
        catch (MisreadException misread)
        {
            return Report.BadInput(Explain(asked, misread));
        }
    }

    /// <summary>The question with its wrong place marked, the nearest word, and what may stand there.</summary>
    private static string Explain(string asked, MisreadException misread)
    {
        var mark = new string(' ', misread.Word.Place) + new string('^', Math.Max(1, misread.Word.Length));
        var near = misread.Word.Text.Length == 0 ? "" : Nearest.Suggest(misread.Word.Text, misread.Expected);
        var some = string.Join(", ", misread.Expected.Take(ExpectedShown)) + (misread.Expected.Count > ExpectedShown ? ", …" : "");
        return $"{misread.Message}, at character {misread.Word.Place + 1}\n  {asked.ReplaceLineEndings(" ")}\n  {mark}\n"
            + (near.Length > 0 ? $"  {near}\n" : "") + $"  what may stand there: {(some.Length > 0 ? some : "nothing more")}";
    }
}
