using System.Text.RegularExpressions;

namespace Economy.Scenarios.Yaml;

/// <summary>Says in plain words what a YAML parser says in terms of its grammar.</summary>
internal static partial class SyntaxErrors
{
    private static readonly (string Grammar, string Plain)[] Known =
    [
        ("did not find expected '-' indicator", "this line is indented like an item of the list above, and has no '- '"),
        ("did not find expected key", "no 'key: value' begins here"),
        ("could not find expected ':'", "a key without colon"),
        ("mapping values are not allowed", "a second colon on the line, or a wrong indentation"),
        ("found character that cannot start any token", "a character that no value can begin with"),
    ];

    public static string Plainly(string message)
    {
        foreach ((string grammar, string plain) in Known)
        {
            if (message.Contains(grammar, StringComparison.OrdinalIgnoreCase)) return plain;
        }

        int reason = message.StartsWith("While ", StringComparison.Ordinal) ? message.LastIndexOf(", ", StringComparison.Ordinal) + 2 : 0;
        string rest = message[Math.Max(0, reason)..].TrimEnd('.');
        return rest.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(rest[0]) + rest[1..];
    }

    /// <summary>What to look at, from the line at fault and the one before it.</summary>
    public static string Remedy(string line, string before)
    {
        if (GluedColon().Match(line) is { Success: true } here) return $"put a space after '{here.Groups[1].Value}'";
        if (GluedColon().Match(before) is { Success: true } above) return $"put a space after '{above.Groups[1].Value}' in the line before";
        return "check indentation, colons, quotes and brackets here and in the line before";
    }

    [GeneratedRegex(@"^\s*(?:- )?([A-Za-z]+:)[^\s/]", RegexOptions.CultureInvariant)]
    private static partial Regex GluedColon();
}
