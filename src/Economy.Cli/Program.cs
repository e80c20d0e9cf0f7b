using System.CommandLine;
using Economy.Cli.Commands;
using Economy.World;
using Spectre.Console;

namespace Economy.Cli;

/// <summary>The command line.</summary>
internal static class Program
{
    private const int WidthInPipe = 120;

    private static int Main(string[] arguments)
    {
        if (Surroundings.Shortage() is not { } shortage) return RunAsync(arguments).GetAwaiter().GetResult();
        Console.Error.WriteLine($"economy: {shortage}");
        return ExitCode.RunFailed;
    }

    private static async Task<int> RunAsync(string[] arguments)
    {
        WorldKinds.Register(); // What files a run folder may hold depends on it.
        if (Console.IsOutputRedirected) WritePlainly();
        else AnsiConsole.Profile.Width = Math.Max(Surroundings.NarrowestTerminal, AnsiConsole.Profile.Width);
        var root = new RootCommand("""
            Economy simulates virtual economies: attention, compute, markets, money, settled on an
            Ethereum node. Exit codes: 0 ok, 1 the run failed, 2 bad input, 130 cancelled.
            """)
        {
            RunCommand.Create(),
            CompareCommand.Create(),
            SweepCommand.Sweep(),
            SweepCommand.Calibrate(),
            StudyCommand.Create(),
            EffectCommand.Create(),
            BranchCommand.Create(),
            ReportCommand.Create(),
            ScoreCommand.Create(),
            AllocateCommand.Create(),
            ExplainCommand.Create(),
            AskCommand.Create(),
            TrainCommand.Create(),
            ForecastCommand.Create(),
            ResumeCommand.Create(),
            ValidateCommand.Create(),
            SchemaCommand.Create(),
            DataCommand.Create(),
            VerifyCommand.Create(),
            ProveCommand.Create(),
            ExportCommand.Create(),
            LadderCommand.Create(),
            NodeCommand.Create(),
            ChainCommand.Create(),
            DevicesCommand.Create(),
            ClusterCommand.Create(),
        };
        Help.Install(root);
        var parsed = root.Parse(arguments);
        var problems = Misunderstanding.Of(parsed);
        if (problems.Count > 0) return Report.BadInput($"{string.Join("\neconomy: ", problems)}\n{Misunderstanding.Remedy(parsed)}");
        using var interrupt = new Interrupt();
        try
        {
            var direct = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(direct, interrupt.Token).ConfigureAwait(false);
        }
        catch (Exception cause) when (Surroundings.IsOutOfMemory(cause))
        {
            return Report.Failed(
                "the memory that this process may use is not enough.\n  Allow it more, or make the scenario smaller: fewer participants, or fewer runs at a time (--threads).");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return Report.Failed($"reading or writing failed: {cause.Message}");
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            Console.Error.WriteLine("economy: cancelled");
            return ExitCode.Cancelled;
        }
        catch (Exception bug)
        {
            return Report.Failed($"this should not have happened; please report it:\n{bug}");
        }
    }

    /// <summary>A pipe or a file gets no escape codes, whatever the terminal behind it understands.</summary>
    private static void WritePlainly()
    {
        AnsiConsole.Console =
            AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        AnsiConsole.Profile.Width = WidthInPipe;
    }
}
