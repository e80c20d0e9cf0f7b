using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Scenarios.Yaml;

namespace Economy.Scenarios.Binding;

/// <summary>
/// Turns nodes into records. What cannot be read is reported and left at its default, so that one pass finds every error;
/// <see cref="Places"/> tells the rules that follow which values they must not judge.
/// </summary>
internal sealed class Binder(ErrorLog log)
{
    private Type whole = typeof(Scenario);

    public Places Places { get; } = new();

    /// <summary>The record of some type in the root node; meaningful only where nothing was reported.</summary>
    public object Bind(MapNode root, Type type)
    {
        whole = type;
        return Section(root, new SectionShape(type), new Spot("", "", Place.WholeFile));
    }

    // path as in Places; label as --set would name it; key where the key stands that the value belongs to.
    private readonly record struct Spot(string Path, string Label, Place Key)
    {
        public Spot Below(string step, string shown, Place key) =>
            new(Path.Length == 0 ? step : $"{Path}.{step}", Label.Length == 0 ? shown : $"{Label}.{shown}", key);

        // Of a value that is more than a word, or less than one, the key is what to look at.
        public Place Of(Node node) => node is ScalarNode { Place: { Length: > 0 } or { Set: not null } } ? node.Place : Key;

    }

    private object Section(MapNode map, SectionShape shape, Spot spot)
    {
        object section = Blank(shape.Type);
        foreach (MapEntry entry in map.Entries)
        {
            if (shape.Find(entry.Key.Text) is not { } key)
            {
                UnknownKey(entry.Key, shape, spot);
                continue;
            }

            Spot below = spot.Below(key.Name, key.Name, entry.Key.Place);
            if (Value(entry.Value, key.Shape, key.About, below, key) is { } value && key.Property.CanWrite)
                key.Property.SetValue(section, value);
        }

        foreach (Key key in shape.Keys.Where(key => key.Required && map.Find(key.Name) is null))
        {
            Places.MarkFaulty(spot.Below(key.Name, "", default).Path);
            log.Add(spot.Label.Length == 0 ? map.Place with { Length = 0 } : spot.Key, $"{Group(spot)} lacks the key '{key.Name}'",
                $"'{key.Name}:' and {Expectation.Of(key.Shape, key.About)}", $"add it: {key.About.Meaning}");
        }

        return section;
    }

    private object? Value(Node node, Shape shape, KeyAttribute about, Spot spot, Key? key)
    {
        Places.Add(spot.Path, spot.Of(node));
        switch (node, shape)
        {
            case (FaultyNode, _):
                Places.MarkFaulty(spot.Path);
                return null;
            case (ScalarNode { IsNull: true }, _):
                string leave = key is { Required: false } ? "give it a value, or remove the key to have its default" : "give it a value";
                return Fault(spot, spot.Key, $"{spot.Label} has no value", Expectation.Of(shape, about), leave);
            case (ScalarNode scalar, UnionShape { About.AsWord: true } union):
                if (KindRegistry.Find(union.Family, scalar.Text) is { } named) return Blank(named.Type);
                return Fault(spot, spot.Of(scalar), $"{spot.Label} cannot be '{scalar.Text}'", Expectation.Of(shape, about),
                    Nearest.Suggest(scalar.Text, union.Kinds.Select(k => k.Name)));
            case (MapNode map, UnionShape union):
                return Section(map, union.Of(map), spot);
            case (ScalarNode scalar, TextShape or WordShape or KindShape or FlagShape or RealShape or WholeShape):
                Scalars.Reading reading = Scalars.Read(scalar, shape, about);
                return reading.Value
                    ?? Fault(spot, spot.Of(scalar), $"{spot.Label} {reading.Wrong}", Expectation.Of(shape, about), reading.Remedy);
            case (MapNode map, SectionShape section):
                return Section(map, section, spot);
            case (MapNode map, MapShape values):
                return Map(map, values, about, spot);
            case (ListNode list, ListShape items):
                return List(list, items, about, spot);
            case (ScalarNode scalar, _):
                return Fault(spot, scalar.Place, $"{spot.Label} must be {Expectation.Kind(shape)}, not '{scalar.Text}'",
                    Expectation.Of(shape, about), Instead(scalar.Text, shape));
            default:
                string found = node is ListNode ? "a list" : "a group of keys";
                string dash = node is MapNode && shape is ListShape ? "begin each item with '- '" : "";
                return Fault(spot, spot.Key, $"{spot.Label} must be {Expectation.Kind(shape)}, not {found}", Expectation.Of(shape, about),
                    dash);
        }
    }

    private static string Instead(string text, Shape shape) => shape switch
    {
        SectionShape section when section.Find("name") is not null => $"write 'name: {text}' and other keys below it",
        UnionShape union when union.Common.Any(key => key.Name == "name") => $"write 'name: {text}' and other keys below it",
        ListShape => "write the items on lines of their own, each after '- '",
        _ => text.Contains(':', StringComparison.Ordinal) ? "put a space after the colon" : "",
    };

    private object? List(ListNode list, ListShape shape, KeyAttribute about, Spot spot)
    {
        if (about.NotEmpty && list.Items.Count == 0)
            return Fault(spot, spot.Key, $"{spot.Label} is empty", Expectation.Of(shape, about), "add at least one item");
        var items = Array.CreateInstance(shape.ItemType, list.Items.Count);
        for (int i = 0; i < list.Items.Count; i++)
        {
            Node item = list.Items[i];
            Spot below = (item as MapNode)?.Find("name")?.Value is ScalarNode { Text.Length: > 0 } name
                ? spot.Below($"{i}", name.Text, name.Place)
                : spot.Below($"{i}", $"{i}", item is MapNode { Entries: [var first, ..] } ? first.Key.Place : item.Place);
            items.SetValue(Value(item, shape.Item, about, below, null) ?? Blank(shape.ItemType), i);
        }

        return items;
    }

    private object? Map(MapNode map, MapShape shape, KeyAttribute about, Spot spot)
    {
        if (about.NotEmpty && map.Entries.Count == 0)
            return Fault(spot, spot.Key, $"{spot.Label} is empty", Expectation.Of(shape, about), "add at least one line");
        var values = (System.Collections.IDictionary)Activator.CreateInstance(
            typeof(SortedDictionary<,>).MakeGenericType(typeof(string), shape.ValueType), StringComparer.Ordinal)!;
        foreach (MapEntry entry in map.Entries)
        {
            Spot below = spot.Below(entry.Key.Text, entry.Key.Text, entry.Key.Place);
            if (Value(entry.Value, shape.Value, about, below, null) is { } value) values[entry.Key.Text] = value;
            Places.Add(below.Path, entry.Key.Place);
        }

        return values;
    }

    private object? Fault(Spot spot, Place place, string message, string expected, string remedy)
    {
        Places.MarkFaulty(spot.Path);
        log.Add(place, message, expected, remedy);
        return null;
    }

    private void UnknownKey(ScalarNode key, SectionShape shape, Spot spot)
    {
        if (log.IsFull) return;
        string[] names = [.. shape.Keys.Select(k => k.Name)];
        string[] others = KindRegistry.FamilyOf(shape.Type) is { } family
            ? [.. KindRegistry.Of(family).Where(kind => UnionShape.Of(kind).Find(key.Text) is not null).Select(kind => kind.Name)]
            : [];
        if (others.Length > 0 && Places.IsFaulty($"{spot.Path}.kind")) return; // Of which kind it is not known yet.
        string suggestion = Nearest.Suggest(key.Text, names);
        if (key.Text == "<<") suggestion = "merge keys are not supported: write the keys out";
        if (others.Length > 0) suggestion = $"'{key.Text}' belongs to the kind {string.Join(", ", others)}";
        if (suggestion.Length == 0 && whole == typeof(Scenario) && KeyPath.Elsewhere(key.Text) is { } path) suggestion = $"'{key.Text}' belongs at {path}";
        log.Add(key.Place, $"{Group(spot)} has no key '{key.Text}'", $"one of {string.Join(", ", names)}", suggestion);
    }

    private string Group(Spot spot) => spot.Label.Length > 0 ? spot.Label : whole == typeof(Scenario) ? "the scenario" : "the file";

    // An instance with every required member that is not a number set to something harmless.
    private static object Blank(Type type)
    {
        if (type == typeof(string)) return "";
        if (Shape.Of(type) is UnionShape union)
            type = (union.About.Default is { } named ? KindRegistry.Find(type, named)! : union.Kinds[0]).Type;
        object blank = Activator.CreateInstance(type)!;
        if (!type.IsClass) return blank;
        foreach (Key key in new SectionShape(type).Keys.Where(key => key.Required && key.Property.GetValue(blank) is null))
        {
            key.Property.SetValue(blank, key.Shape is ListShape list ? Array.CreateInstance(list.ItemType, 0)
                : Blank(key.Property.PropertyType));
        }

        return blank;
    }
}
