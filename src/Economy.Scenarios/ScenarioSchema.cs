using Economy.Core;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Scenarios.Binding;

namespace Economy.Scenarios;

/// <summary>
/// The keys as a JSON Schema (draft 2020-12), from which editors complete and check scenario files while they are written.
/// It knows keys, types, words and ranges; whether the parts fit together only the reader tells.
/// </summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema, indented, with a final line break.</summary>
    public static string Json() => Json(typeof(Scenario), "Economy scenario");

    /// <summary>The schema of some other file, likewise.</summary>
    /// <param name="type">The record of its keys.</param>
    /// <param name="title">What such a file is.</param>
    public static string Json(Type type, string title)
    {
        var definitions = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
        };
        foreach ((string name, JsonNode? value) in Section(new SectionShape(type), definitions)) root[name] =
            value?.DeepClone();
        root["$defs"] = new JsonObject(definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return root.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Section(SectionShape shape, SortedDictionary<string, JsonNode> definitions)
    {
        var properties = new JsonObject();
        foreach (Key key in shape.Keys)
        {
            string unit = key.About.Unit.Length > 0 ? $" Unit: {key.About.Unit}." : "";
            JsonObject property = Value(key.Shape, key.About, definitions);
            property["description"] = key.About.Meaning + unit;
            if (key.Default is { } value && key.Shape is not (SectionShape or UnionShape or ListShape or MapShape))
                property["default"] = Default(value);
            if (key.Shape is UnionShape { About.AsWord: true } && key.Default is { } kind) property["default"] = KindRegistry.NameOf(kind);
            properties[key.Name] = property;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. shape.Keys.Where(key => key.Required).Select(key => (JsonNode)key.Name)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Value(Shape shape, KeyAttribute about, SortedDictionary<string, JsonNode> definitions)
    {
        switch (shape)
        {
            case SectionShape section:
                string name = section.Type.Name;
                if (!definitions.ContainsKey(name)) definitions[name] = Section(section, definitions);
                return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
            case UnionShape union:
                return Union(union, definitions);
            case ListShape list:
                var items = new JsonObject { ["type"] = "array", ["items"] = Value(list.Item, about, definitions) };
                if (about.NotEmpty) items["minItems"] = 1;
                return items;
            case MapShape map:
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(map.Value, about, definitions) };
            case FlagShape:
                return new JsonObject { ["type"] = "boolean" };
            case WholeShape whole:
                (Int128 least, Int128 greatest) = Expectation.Limits(whole, about);
                return new JsonObject { ["type"] = "integer", ["minimum"] = Number(least), ["maximum"] = Number(greatest) };
            case RealShape:
                var real = new JsonObject { ["type"] = "number" };
                if (double.IsFinite(about.Min)) real["minimum"] = about.Min;
                if (double.IsFinite(about.Max)) real["maximum"] = about.Max;
                return real;
            default:
                return Text(Expectation.Words(shape, about), about);
        }
    }

    /// <summary>A group of keys for each kind, told apart by the name of the kind; or the bare name.</summary>
    private static JsonObject Union(UnionShape union, SortedDictionary<string, JsonNode> definitions)
    {
        var choices = new JsonArray();
        if (union.About.AsWord) choices.Add(Text([.. union.Kinds.Select(kind => kind.Name)], new KeyAttribute("")));
        foreach (var kind in union.Kinds)
        {
            if (!definitions.ContainsKey(kind.Type.Name))
            {
                JsonObject group = Section(UnionShape.Of(kind), definitions);
                group["description"] = kind.Meaning;
                group["properties"]![union.About.Key] = new JsonObject { ["const"] = kind.Name, ["description"] = kind.Meaning };
                if (union.About.Default != kind.Name && union.About.Default is not null)
                    ((JsonArray)group["required"]!).Add(union.About.Key);
                definitions[kind.Type.Name] = group;
            }

            choices.Add(new JsonObject { ["$ref"] = $"#/$defs/{kind.Type.Name}" });
        }

        return new JsonObject { ["anyOf"] = choices };
    }

    private static JsonObject Text(IReadOnlyList<string> words, KeyAttribute about)
    {
        if (words.Count == 0) return new JsonObject { ["type"] = about.AsWritten ? new JsonArray("string", "number", "boolean") : "string" };
        var choice = new JsonObject { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
        return about.OrUrl ? new JsonObject { ["type"] = "string",
            ["anyOf"] = new JsonArray(choice, new JsonObject { ["pattern"] = "^https?://" }) } : choice;
    }

    private static JsonValue Default(object value) => value switch
    {
        Enum word => JsonValue.Create(Words.Kebab(word.ToString())),
        bool flag => JsonValue.Create(flag),
        double number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        ulong number => JsonValue.Create(number),
        _ => JsonValue.Create(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static JsonValue Number(Int128 value) => value > long.MaxValue ? JsonValue.Create((ulong)value) : JsonValue.Create((long)value);
}
