using System.Globalization;
using System.Text;
using Economy.Core;

namespace Economy.Scenarios;

/// <summary>One thing wrong with a scenario: where, what, what was expected, and what to do about it.</summary>
/// <param name="File">The file as it was named, or <c>--set key=value</c> for an override.</param>
/// <param name="Line">Line from 1; 0 where the error concerns the whole file or an override.</param>
/// <param name="Column">Column of the token, from 1.</param>
/// <param name="Token">The offending text, empty where there is none.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Expected">What would be right, empty where the message says it.</param>
/// <param name="Suggestion">What to do, empty where nothing is close.</param>
public sealed record ScenarioError(string File, int Line, int Column, string Token, string Message, string Expected, string Suggestion)
{
    private const int ExcerptWidth = 100;

    /// <summary>The source line, or the override, that holds the token.</summary>
    public string SourceLine { get; init; } = "";

    /// <summary>
    /// <c>file:line:column: message</c>, the source line with the token underlined, what was expected, what to do. No final line break.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder(Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}")
            : $"{File}: {Message}");
        if (Token.Length > 0) Underline(text);
        if (Expected.Length > 0) text.Append("\n  expected: ").Append(Expected);
        if (Suggestion.Length > 0) text.Append("\n  ").Append(Suggestion);
        return Printable.Text(text.ToString());
    }

    private void Underline(StringBuilder text)
    {
        int column = Math.Clamp(Column - 1, 0, SourceLine.Length);
        int from = column > ExcerptWidth - 20 ? column - 20 : 0;
        int width = Math.Min(SourceLine.Length - from, ExcerptWidth);
        int carets = Math.Clamp(Token.Length, 1, Math.Max(1, from + width - column));
        string gutter = Line > 0 ? Line.ToString(CultureInfo.InvariantCulture) : "";
        string blank = new(' ', gutter.Length);
        text.Append("\n  ").Append(gutter).Append(" | ").Append(Visible(SourceLine.AsSpan(from, width)));
        text.Append("\n  ").Append(blank).Append(" | ").Append(' ', column - from).Append('^', carets);
    }

    // One printed character per character of the source, so that the carets stay under the token.
    private static string Visible(ReadOnlySpan<char> line)
    {
        var text = new StringBuilder(line.Length);
        foreach (char c in line) text.Append(c == '\t' ? '→' : char.IsControl(c) ? '�' : c);
        return text.ToString().TrimEnd();
    }
}

/// <summary>A scenario, or everything that is wrong with it.</summary>
/// <param name="Scenario">The scenario; null where there are errors.</param>
/// <param name="Errors">The errors in the order of the file, those of overrides first.</param>
public sealed record ScenarioResult(Core.Scenarios.Scenario? Scenario, IReadOnlyList<ScenarioError> Errors);
