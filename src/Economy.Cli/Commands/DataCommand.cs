using System.CommandLine;
using System.Globalization;
using Economy.World.Demand.Traces;
using Spectre.Console;

namespace Economy.Cli.Commands;

/// <summary><c>economy data inspect</c></summary>
internal static class DataCommand
{
    private static readonly Argument<string> Path = new("path") { Description = "Trace file, or folder of trace files." };
    private static readonly Option<double[]> Scales = new("--capacity-scale")
    {
        HelpName = "number",
        Description = $"Scale of the cluster at which to report the load of an openb trace. Can be repeated; {string.Join(", ", TraceInspection.UsualScales)} unless given.",
    };

    public static Command Create()
    {
        var inspect = new CommandWithExamples(
            "inspect", "Print what a trace holds: rows, window, demand, run times, arrivals, loads, malformed rows.",
            "economy data inspect compute_openb_gpu2023",
            "economy data inspect compute_openb_gpu2023 --capacity-scale 0.01 --capacity-scale 0.002")
        { Path, Scales };
        inspect.SetAction(parsed =>
        {
            var read = TraceInspection.Read(parsed.GetValue(Path)!, new OpenbOptions(), parsed.GetValue(Scales) is { Length: > 0 } scales
                ? scales : TraceInspection.UsualScales);
            if (read.Value is not { } inspections) return Report.BadInput(read.Error!.ToString());
            foreach (var inspection in inspections) Print(inspection);
            return ExitCode.Ok;
        });
        return new Command("data", "Look at trace files.") { inspect };
    }

    private static void Print(Inspection inspection)
    {
        Console.WriteLine($"{inspection.Path}: {inspection.Format}");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "").AddColumn(new TableColumn("value").RightAligned())
            .AddColumn("unit");
        foreach (var f in inspection.Findings)
            table.AddRow(Markup.Escape(f.Topic), Markup.Escape(f.Name), f.Value.ToString("#,0.####", CultureInfo.InvariantCulture),
                Markup.Escape(f.Unit));
        AnsiConsole.Write(table);
        foreach (var remark in inspection.Remarks) Console.WriteLine(remark);
        foreach (var row in inspection.Malformed) Console.WriteLine($"malformed: {row}");
    }
}
