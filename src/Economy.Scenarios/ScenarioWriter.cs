using Economy.Core;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Economy.Core.Scenarios;
using Economy.Scenarios.Binding;

namespace Economy.Scenarios;

/// <summary>
/// Prints scenarios as canonical YAML: every key in the order of its declaration, defaults written out, so that the text holds
/// every number of the run; optional keys without value left out, names of maps sorted, LF. Reading it gives the same scenario.
/// </summary>
public static partial class ScenarioWriter
{
    /// <summary>The canonical text. Equal scenarios have equal texts.</summary>
    public static string Print(Scenario scenario)
    {
        var text = new StringBuilder();
        Section(text, scenario, new SectionShape(typeof(Scenario)), "", "");
        return text.ToString();
    }

    // first is what stands before the first key, indent before the others; they differ in an item of a list.
    private static void Section(StringBuilder text, object section, SectionShape shape, string first, string indent)
    {
        foreach (Key key in shape.Keys)
        {
            if (key.Property.GetValue(section) is not { } value) continue;
            text.Append(first).Append(key.Name).Append(':');
            Value(text, value, key.Shape, indent + "  ");
            first = indent;
        }
    }

    private static void Value(StringBuilder text, object value, Shape shape, string indent)
    {
        switch (shape)
        {
            case SectionShape section:
                text.Append('\n');
                Section(text, value, section, indent, indent);
                break;
            case UnionShape union when union.IsWord(value):
                text.Append(' ').Append(Scalar(Core.Kinds.KindRegistry.NameOf(value))).Append('\n');
                break;
            case UnionShape:
                text.Append('\n');
                Section(text, value, new SectionShape(value.GetType()), indent, indent);
                break;
            case ListShape list:
                Items(text, (IEnumerable)value, list, indent);
                break;
            case MapShape map:
                Entries(text, (IEnumerable)value, map, indent);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void Items(StringBuilder text, IEnumerable items, ListShape shape, string indent)
    {
        object[] all = [.. items.Cast<object>()];
        text.Append(all.Length == 0 ? " []\n" : "\n");
        foreach (object item in all)
        {
            if (shape.Item is SectionShape or UnionShape)
                Section(text, item, new SectionShape(item.GetType()), indent + "- ", indent + "  ");
            else text.Append(indent).Append("- ").Append(Scalar(item)).Append('\n');
        }
    }

    private static void Entries(StringBuilder text, IEnumerable entries, MapShape shape, string indent)
    {
        var sorted = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (object entry in entries)
        {
            Type type = entry.GetType();
            sorted.Add((string)type.GetProperty("Key")!.GetValue(entry)!, type.GetProperty("Value")!.GetValue(entry)!);
        }

        text.Append(sorted.Count == 0 ? " {}\n" : "\n");
        foreach ((string name, object value) in sorted)
        {
            text.Append(indent).Append(Scalar(name)).Append(':');
            Value(text, value, shape.Value, indent + "  ");
        }
    }

    private static string Scalar(object value) => value switch
    {
        string text => Text(text),
        bool flag => flag ? "true" : "false",
        double number => (number + 0.0).ToString("R", CultureInfo.InvariantCulture),
        Enum word => Words.Kebab(word.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A scenario cannot hold a {value.GetType()}."),
    };

    private static string Text(string text)
    {
        if (PlainPattern().IsMatch(text)
            && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n")) return text;
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    // What every YAML reader takes for text without quotes.
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainPattern();
}
