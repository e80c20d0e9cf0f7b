using System.CommandLine;
using System.CommandLine.Parsing;
using Economy.Scenarios;

namespace Economy.Cli.Commands;

/// <summary>A command line that does not say what to do, explained.</summary>
internal static class Misunderstanding
{
    /// <summary>What is wrong with the command line, a line each; nothing where all is well.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Tokens.Any(t => t.Value.Length == 0)) return ["an argument is empty"];
        // The parser takes an unknown option for an argument.
        var words = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens.Select(t => t.Value));
        var options = words.Concat(parsed.UnmatchedTokens).Where(w => w.Length > 1 && w[0] == '-').Distinct().ToList();
        if (options.Count > 0) return [.. options.Select(o => $"there is no option {o}{Suggestion(o, Options(parsed))}")];
        if (parsed.UnmatchedTokens is [var first, ..])
        {
            var commands = parsed.CommandResult.Command.Subcommands.Select(c => c.Name).ToList();
            return [commands.Count > 0 ? $"there is no command {first}{Suggestion(first, commands)}" : $"{first} is one argument too many"];
        }

        return [.. parsed.Errors.Select(e => WithoutType(e.Message))];
    }

    /// <summary>How to ask for help on the command that was meant.</summary>
    public static string Remedy(ParseResult parsed)
    {
        var path = new Stack<string>(["--help"]);
        for (var at = parsed.CommandResult; at is { Command: not RootCommand }; at = at.Parent as CommandResult) path.Push(at.Command.Name);
        return $"Try: economy {string.Join(' ', path)}";
    }

    private static IEnumerable<string> Options(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(o => o.Name);

    private static string Suggestion(string word, IEnumerable<string> known) =>
        Nearest.Suggest(word, known) is { Length: > 0 } meant ? $"; {meant}" : "";

    private static string WithoutType(string message) =>
        message.IndexOf(" as expected type", StringComparison.Ordinal) is var at and > 0 ? message[..at] : message;
}
