namespace Economy.Scenarios;

/// <summary>
/// What the repository says about scenario files and must keep true: the marked parts of <c>scenarios/README.md</c>, and the schema beside
/// it.
/// </summary>
public static class Documentation
{
    /// <summary>The schema that editors find beside the scenarios.</summary>
    public const string SchemaFile = "scenario.schema.json";

    /// <summary>Writes all of it anew.</summary>
    /// <param name="repositoryRoot">The folder that holds <c>scenarios/</c>.</param>
    /// <returns>The files that changed.</returns>
    /// <exception cref="InvalidDataException">The markers in <c>scenarios/README.md</c> are missing.</exception>
    public static IReadOnlyList<string> Rewrite(string repositoryRoot)
    {
        var changed = new List<string>();
        foreach ((string path, string text) in Files(repositoryRoot))
        {
            if (File.Exists(path) && File.ReadAllText(path) == text) continue;
            File.WriteAllText(path, text);
            changed.Add(path);
        }

        return changed;
    }

    /// <summary>The files as they should be, by path.</summary>
    /// <param name="repositoryRoot">The folder that holds <c>scenarios/</c>.</param>
    /// <exception cref="InvalidDataException">The markers in <c>scenarios/README.md</c> are missing.</exception>
    public static IReadOnlyDictionary<string, string> Files(string repositoryRoot)
    {
        string folder = Path.Combine(repositoryRoot, "scenarios");
        string readme = Path.Combine(folder, "README.md");
        string text = Between(File.ReadAllText(readme), "keys", ScenarioKeys.Markdown());
        return new Dictionary<string, string>
        {
            [readme] = Between(text, "codebook", Codebook.Markdown()),
            [Path.Combine(folder, SchemaFile)] = ScenarioSchema.Json(),
        };
    }

    private static string Between(string text, string part, string content)
    {
        string begin = $"<!-- begin {part}: generated, see the end of this page -->\n";
        string end = $"<!-- end {part} -->";
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        int to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from) throw new InvalidDataException($"scenarios/README.md lacks the markers of '{part}'.");
        return $"{text[..(from + begin.Length)]}{content}\n{text[to..]}";
    }
}
