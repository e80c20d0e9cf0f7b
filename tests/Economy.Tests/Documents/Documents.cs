using System.Text.RegularExpressions;
using Economy.Tests.Support;

namespace Economy.Tests.Documents;

/// <summary>The code blocks of every document of the repository.</summary>
internal static partial class Documents
{
    private static readonly string[] Apart = ["bin", "obj", "node_modules", "cache", "artifacts", "runs", ".git"];

    /// <summary>A block of code.</summary>
    internal sealed record Block(string Document, string Language, string Text);

    /// <summary>Every block of every document.</summary>
    internal static IReadOnlyList<Block> Blocks { get; } = [.. Files(Repository.Root).Order(StringComparer.Ordinal).SelectMany(file =>
        Fence().Matches(File.ReadAllText(file)).Select(m => new Block(
            Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), m.Groups[1].Value, m.Groups[2].Value)))];

    /// <summary>Every command line, without what is said of it beside; lines that go on are joined.</summary>
    internal static IEnumerable<string> Commands => Blocks.Where(b => b.Language is "" or "sh")
        .SelectMany(b => GoesOn().Replace(b.Text, " ").Split('\n'))
        .Where(line => Program().IsMatch(line))
        .Select(line => string.Join(' ', Beside().Split(line)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))).Distinct();

    /// <summary>Every scenario, and every part of one.</summary>
    internal static IEnumerable<Block> Yaml => Blocks.Where(b => b.Language == "yaml" || b.Text.StartsWith("calendar:", StringComparison.Ordinal));

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.md")
        .Concat(Directory.EnumerateDirectories(folder).Where(d => !Apart.Contains(Path.GetFileName(d))).SelectMany(Files));

    [GeneratedRegex("^```([a-z]*)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\\\n *")]
    private static partial Regex GoesOn();

    [GeneratedRegex(@"^(E|economy|dotnet|node|export) \S")]
    private static partial Regex Program();

    [GeneratedRegex(@" {3,}| +# ")]
    private static partial Regex Beside();
}
