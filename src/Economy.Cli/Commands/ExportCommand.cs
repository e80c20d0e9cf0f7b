using System.CommandLine;
using Economy.Cli.Running;
using Economy.Reporting;

namespace Economy.Cli.Commands;

/// <summary><c>economy export</c></summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Folder = new("run") { Description = "Folder of a run." };
    private static readonly Option<string> To =
        new Option<string>("--to") { HelpName = "format", Required = true,
            Description = "parquet, sqlite (one file with tables, codebook and the run's identity) or csv (as Stata takes it, with a do-file that labels it)." }
            .AcceptOnlyFromAmong([.. Enum.GetNames<ExportFormat>().Select(Core.Words.Kebab)]);
    private static readonly Option<string?> Out = new("--out") { HelpName = "path", Description = "File or folder to write. Beside the run unless given." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "export", "Hand the tables of a run over to R, Python, Stata and others, units and meanings with them.",
            "economy export runs/quickstart --to parquet",
            "economy export runs/quickstart --to sqlite --out quickstart.sqlite",
            "economy export runs/quickstart --to csv")
        { Folder, To, Out };
        command.SetAction(Export);
        return command;
    }

    private static int Export(ParseResult parsed)
    {
        try
        {
            var run = RunReader.Open(parsed.GetValue(Folder)!);
            var to = Enum.Parse<ExportFormat>(parsed.GetValue(To)!, ignoreCase: true);
            var path = parsed.GetValue(Out) ?? RunExport.Place(run.Folder, to);
            foreach (var note in RunExport.Write(run, to, path)) Console.WriteLine(note);
            Console.WriteLine($"written to {Summary.Nearby(Path.GetFullPath(path))}");
            return ExitCode.Ok;
        }
        catch (RunFormatException cause)
        {
            return Report.BadInput(cause.Message);
        }
        catch (RunOutputException cause)
        {
            return Report.BadInput($"{cause.Place}: {cause.Problem}\n  {cause.Remedy}");
        }
    }
}
