using System.Text.RegularExpressions;

namespace Economy.Scenarios.Yaml;

/// <summary>Says in plain words what a YAML parser says in terms of its grammar.</summary>
internal static partial class SyntaxErrors
{
    private const string Look = "check indentation, colons, quotes and brackets here and in the line before";
    private const string TwoColons = "a second colon on the line, or a line indented too far";
    private const string InQuotes = "put text that has a colon in quotes, and indent the keys of a group alike";

    private static readonly (string Grammar, string Plain, string Remedy)[] Known =
    [
        ("did not find expected '-' indicator", "this line is indented like an item of the list above, and has no '- '",
            "indent it like the first key of the item, or begin it with '- '"),
        ("did not find expected key", "no 'key: value' begins here", Look),
        ("could not find expected ':'", "a key without colon", "write 'key: value'"),
        ("mapping values are not allowed", TwoColons, InQuotes),
        ("found invalid mapping", TwoColons, InQuotes),
        ("block sequence entries are not allowed", "a list cannot begin on the line of its key",
            "put each '- ' on a line of its own below the key"),
        ("found character that cannot start any token", "a character that no value can begin with", "put the value in quotes"),
        ("escape", "a backslash in double quotes is followed by something YAML does not know",
            "use single quotes, or write two backslashes"),
    ];

    /// <summary>What is wrong and what to do, from the parser's message, the line at fault and the one before it.</summary>
    public static (string Plain, string Remedy) Explain(string message, string line, string before)
    {
        string glued = GluedColon().Match(line) is { Success: true } here ? $"put a space after '{here.Groups[1].Value}'"
            : GluedColon().Match(before) is { Success: true } above ? $"put a space after '{above.Groups[1].Value}' in the line before"
            : "";
        foreach ((string grammar, string plain, string remedy) in Known)
        {
            if (message.Contains(grammar, StringComparison.OrdinalIgnoreCase)) return (plain, glued.Length > 0 ? glued : remedy);
        }

        int reason = message.StartsWith("While ", StringComparison.Ordinal) ? message.LastIndexOf(", ", StringComparison.Ordinal) + 2 : 0;
        string rest = message[reason..].TrimEnd('.');
        return (rest.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(rest[0]) + rest[1..], glued.Length > 0 ? glued : Look);
    }

    [GeneratedRegex(@"^\s*(?:- )?([A-Za-z]+:)[^\s/]", RegexOptions.CultureInvariant)]
    private static partial Regex GluedColon();
}
