using System.CommandLine;
using Economy.Cli.Commands;

namespace Economy.Cli;

/// <summary>The command line. Exit codes: 0 ok, 1 the run failed, 2 bad input, 130 cancelled.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("Economy simulates virtual economies: attention, compute, markets, money, settled on an Ethereum node.")
        {
            RunCommand.Create(),
            ValidateCommand.Create(),
            SchemaCommand.Create(),
            DataCommand.Create(),
            VerifyCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0) return Explain(parsed);
        using var interrupt = new Interrupt();
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interrupt.Token).ConfigureAwait(false);
    }

    private static int Explain(ParseResult parsed)
    {
        foreach (var error in parsed.Errors) Console.Error.WriteLine($"economy: {error.Message}");
        Console.Error.WriteLine($"Try: economy {string.Join(' ', Path(parsed).Append("--help"))}");
        return ExitCode.BadInput;
    }

    private static IEnumerable<string> Path(ParseResult parsed)
    {
        for (var command = parsed.CommandResult; command is not null && command.Command is not RootCommand; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            yield return command.Command.Name;
    }
}
