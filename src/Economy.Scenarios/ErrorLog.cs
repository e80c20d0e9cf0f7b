using Economy.Scenarios.Yaml;

namespace Economy.Scenarios;

/// <summary>Collects the errors of one file.</summary>
internal sealed class ErrorLog(string file, string text)
{
    private const int LongestMessage = 300;
    private const int Most = 1000;

    private static readonly string[] LineBreaks = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"];

    private readonly string[] lines = text.Split(LineBreaks, StringSplitOptions.None);
    private readonly List<(Place Place, ScenarioError Error)> errors = [];

    public IReadOnlyList<string> Lines => lines;

    public bool IsEmpty => errors.Count == 0;

    /// <summary>Whether nothing more is taken: whoever has so many errors mends the first.</summary>
    public bool IsFull => errors.Count >= Most;

    public void Add(Place place, string message, string expected = "", string suggestion = "")
    {
        if (IsFull) return;
        string line = place.Set ?? (place.Line >= 1 && place.Line <= lines.Length ? lines[place.Line - 1] : "");
        int from = Math.Clamp(place.Column - 1, 0, line.Length);
        string token = line.Substring(from, Math.Clamp(place.Length, 0, line.Length - from));
        (message, suggestion) = (Printable(message), Printable(suggestion));
        string named = place.Set is null ? file : $"--set {place.Set}";
        var error = new ScenarioError(named, place.Set is null ? place.Line : 0, place.Column, token, message, expected,
            suggestion) { SourceLine = line };
        errors.Add((place, error));
    }

    // Messages quote the file, which may hold anything, and end up on terminals.
    private static string Printable(string text)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? '�' : c));
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }

    /// <summary>All errors, overrides first, then by place; one place may hold several.</summary>
    public IReadOnlyList<ScenarioError> InOrder() =>
        [.. errors.OrderBy(e => e.Place.Set is null ? 1 : 0).ThenBy(e => e.Place.Line).ThenBy(e => e.Place.Column).Select(e => e.Error)];
}
