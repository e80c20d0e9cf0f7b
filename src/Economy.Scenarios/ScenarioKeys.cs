using Economy.Core;
using System.Globalization;
using System.Text;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Scenarios.Binding;

namespace Economy.Scenarios;

/// <summary>The documentation of every key of a scenario file.</summary>
public static class ScenarioKeys
{
    /// <summary>One table for each group of keys: path, meaning, unit, type or words, default and range.</summary>
    public static string Markdown() => Markdown(typeof(Scenario));

    /// <summary>The same for the keys of some other file.</summary>
    /// <param name="root">The record of its keys.</param>
    public static string Markdown(Type root)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, KeyPath> group in KeyPath.Of(root).GroupBy(key => key.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {(group.Key.Length == 0 ? "Top level" : $"`{group.Key}`")}\n\n");
            text.Append("| key | meaning | unit | type or words | default | range |\n|---|---|---|---|---|---|\n");
            foreach (string row in group.Select(Row).Distinct()) text.Append(row).Append('\n');   // Kinds may share a group.
        }

        return text.ToString();
    }

    private static string Row(KeyPath path)
    {
        Key key = path.Key;
        KeyAttribute about = key.About;
        Shape number = key.Shape is MapShape map ? map.Value : key.Shape;
        string range = number is RealShape or WholeShape ? Expectation.Range(number, about).Trim() : "";
        IReadOnlyList<string> words = Expectation.Words(key.Shape, about);
        string type = key.Shape switch
        {
            SectionShape => $"group [below](#{Anchor(path.Path)})",
            ListShape { Item: SectionShape or UnionShape } => $"list of groups [below](#{Anchor(path.Path + "[]")})",
            MapShape values => $"`name: value` lines, each {Expectation.Kind(values.Value)}",
            _ when words.Count > 0 => string.Join(", ", words.Select(word => $"`{word}`")) + (about.OrUrl ? ", or an http(s) URL" : ""),
            _ => Expectation.Kind(key.Shape),
        };
        return $"| `{path.Path}` | {Cell(about.Meaning + Kinds(key.Shape))}{(about.Changes ? " *May change in mid-run.*" : "")} | {about.Unit} | {type} | {Default(key)} | {range} |";
    }

    private static string Kinds(Shape shape) => shape is KindShape kinds
        ? " " + string.Join("; ", KindRegistry.Of(kinds.Family).Select(kind => $"`{kind.Name}`: {kind.Meaning}")) + "."
        : "";

    private static string Default(Key key) => (key.Required, key.Shape, key.Default) switch
    {
        (true, _, _) => "**required**",
        (_, ListShape or MapShape, _) => "empty",
        (_, SectionShape, _) or (_, _, null) or (_, _, "") => "",
        (_, UnionShape, { } kind) => $"`{KindRegistry.NameOf(kind)}`",
        (_, _, Enum word) => $"`{Words.Kebab(word.ToString())}`",
        (_, _, bool flag) => flag ? "`true`" : "`false`",
        (_, _, double number) => $"`{Expectation.Number(number)}`",
        (_, _, { } value) => string.Create(CultureInfo.InvariantCulture, $"`{value}`"),
    };

    // As GitHub derives it from a heading: lower case, letters, digits and hyphens.
    private static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant().Where(char.IsLetterOrDigit));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
