using System.CommandLine;
using System.Globalization;
using Economy.Chain;
using Economy.Cli.Running;
using Economy.Core.Records;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;
using Spectre.Console;

namespace Economy.Cli.Commands;

/// <summary><c>economy ladder</c></summary>
internal static class LadderCommand
{
    private static readonly Argument<string> Folder = new("run") { Description = "Folder of a settled run, with its journal.bin." };
    private static readonly Option<string> Chain =
        new Option<string>("--chain") { HelpName = "chain", Description = "hardhat or anvil.",
            DefaultValueFactory = _ => "hardhat" }.AcceptOnlyFromAmong("hardhat", "anvil");
    private static readonly Option<int?> Ticks =
        new("--ticks") { HelpName = "number", Description = "Settle only so many ticks; all unless given." };
    private static readonly Option<string?> Data =
        new("--data") { HelpName = "folder", Description = "Folder of the trace files, if the scenario replays one." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "ladder", "Settle a run's journals in every mode: what each costs, how fast it is, what it hides. Written to ladder.csv and into the report.",
            "economy ladder runs/quickstart",
            "economy ladder runs/quickstart --chain anvil --ticks 20")
        { Folder, Chain, Ticks, Data };
        command.SetAction(ClimbAsync);
        return command;
    }

    private static async Task<int> ClimbAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            var run = RunReader.Open(parsed.GetValue(Folder)!);
            if (!run.Manifest.Settled)
                return Report.BadInput($"{run.Folder} was not settled and kept no journal. Run it with --chain hardhat.");
            var ticks = parsed.GetValue(Ticks) ?? run.Manifest.Ticks;
            if (ticks < 1 || ticks > run.Manifest.Ticks) return Report.BadInput($"--ticks takes a number from 1 to {run.Manifest.Ticks}.");
            var read = ScenarioReader.Read(run.Manifest.Scenario, run.Folder, ["chain=none"]);
            if (read.Scenario is not { } scenario) return Report.Errors(read.Errors);
            var world = WorldBuilder.Build(scenario, parsed.GetValue(Data), run.Folder);
            if (world.World is null) return Report.BadInput(world.Problem!);
            using var journals = JournalFile.Open(run.Folder, append: false);
            var display = Displays.For(false);
            var chain = parsed.GetValue(Chain)!;
            var provisions = await Provisions.ForAsync(chain, display, cancel).ConfigureAwait(false);
            var rows = await new LadderClimb(world.World, journals, ticks, chain, provisions.Toolchain!, display).ClimbAsync(cancel)
                .ConfigureAwait(false);
            Ladder.Write(run.Folder, rows);
            HtmlReport.Write(run.Folder, provisions.ChartLibrary!);
            run.Manifest.WithFiles(run.Folder).Write(run.Folder);
            Print(rows);
            return ExitCode.Ok;
        }
        catch (RunFormatException cause)
        {
            return Report.BadInput(cause.Message);
        }
        catch (RunDamagedException cause)
        {
            return Report.BadInput($"{cause.Place}: {cause.Problem}\n  {cause.Remedy}");
        }
        catch (ChainException cause)
        {
            return Report.Failed($"{cause.Message} {cause.Remedy}");
        }
        catch (LadderException cause)
        {
            return Report.Failed(cause.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("economy: cancelled");
            return ExitCode.Cancelled;
        }
    }

    private static void Print(IReadOnlyList<LadderRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("mode");
        foreach (var heading in (string[])["transactions", "trades/s", "entries/s", "gas/trade", "gas/entry", "s/tick"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        table.AddColumn("hides");
        foreach (var r in rows)
            table.AddRow([r.Mode, Text(r.Transactions), Text(r.TradesPerSecond), Text(r.EntriesPerSecond), Text(r.GasPerTrade),
                Text(r.Gas / (double)r.JournalEntries), r.SecondsPerTick.ToString("0.000", CultureInfo.InvariantCulture), r.Hides]);
        AnsiConsole.Write(table);
    }

    private static string Text(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
