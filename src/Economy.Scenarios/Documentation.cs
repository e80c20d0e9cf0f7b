namespace Economy.Scenarios;

/// <summary>A sort of file beside scenarios that the repository documents.</summary>
/// <param name="Root">The record of its keys.</param>
/// <param name="Title">What such a file is.</param>
/// <param name="Page">File in <c>scenarios/</c> whose part <c>keys</c> has the table of keys.</param>
/// <param name="SchemaFile">File in <c>scenarios/</c> for its schema.</param>
public sealed record DocumentedFile(Type Root, string Title, string Page, string SchemaFile);

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
    /// <param name="others">Sorts of files beside scenarios.</param>
    /// <returns>The files that changed.</returns>
    /// <exception cref="InvalidDataException">The markers in <c>scenarios/README.md</c> are missing.</exception>
    public static IReadOnlyList<string> Rewrite(string repositoryRoot, params IReadOnlyList<DocumentedFile> others)
    {
        var changed = new List<string>();
        foreach ((string path, string text) in Files(repositoryRoot, others))
        {
            if (File.Exists(path) && File.ReadAllText(path) == text) continue;
            File.WriteAllText(path, text);
            changed.Add(path);
        }

        return changed;
    }

    /// <summary>The files as they should be, by path.</summary>
    /// <param name="repositoryRoot">The folder that holds <c>scenarios/</c>.</param>
    /// <param name="others">Sorts of files beside scenarios.</param>
    /// <exception cref="InvalidDataException">The markers in <c>scenarios/README.md</c> are missing.</exception>
    public static IReadOnlyDictionary<string, string> Files(string repositoryRoot, params IReadOnlyList<DocumentedFile> others)
    {
        string folder = Path.Combine(repositoryRoot, "scenarios");
        string readme = Path.Combine(folder, "README.md");
        string text = Between(File.ReadAllText(readme), "keys", ScenarioKeys.Markdown());
        var files = new Dictionary<string, string>
        {
            [readme] = Between(text, "codebook", Codebook.Markdown()),
            [Path.Combine(folder, SchemaFile)] = ScenarioSchema.Json(),
        };
        foreach (DocumentedFile other in others)
        {
            string page = Path.Combine(folder, other.Page);
            files[page] = Between(File.ReadAllText(page), "keys", ScenarioKeys.Markdown(other.Root));
            files[Path.Combine(folder, other.SchemaFile)] = ScenarioSchema.Json(other.Root, other.Title);
        }

        return files;
    }

    private static string Between(string text, string part, string content)
    {
        string begin = $"<!-- begin {part}: generated, see the end of this page -->\n";
        string end = $"<!-- end {part} -->";
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        int to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from) throw new InvalidDataException($"A page in scenarios/ lacks the markers of '{part}'.");
        return $"{text[..(from + begin.Length)]}{content}\n{text[to..]}";
    }
}
