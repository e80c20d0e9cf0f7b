namespace Economy.Scenarios.Yaml;

/// <summary>
/// Where a token stands: in the file, or in the override <paramref name="Set"/>. Line and column count from 1; line 0 is no place in
/// particular.
/// </summary>
internal readonly record struct Place(int Line, int Column, int Length, string? Set = null)
{
    public static Place WholeFile => default;
}

/// <summary>A piece of YAML with its place.</summary>
internal abstract class Node(Place place)
{
    public Place Place => place;
}

/// <summary>A single value.</summary>
/// <param name="place">Its place.</param>
/// <param name="text">The text as written, quotes and escapes resolved.</param>
/// <param name="quoted">Whether it was written in quotes or as a block, and so can only be text.</param>
internal sealed class ScalarNode(Place place, string text, bool quoted) : Node(place)
{
    /// <summary>The text, its accents composed.</summary>
    public string Text { get; } = Composed.Text(text);

    /// <summary>The text as written, which is what a file system knows a file by.</summary>
    public string Written => text;

    public bool Quoted => quoted;

    public bool IsNull => !quoted && Place.Set is null && (text is "" or "~" or "null" or "Null" or "NULL");
}

/// <summary>Items in order.</summary>
internal sealed class ListNode(Place place) : Node(place)
{
    public List<Node> Items { get; } = [];
}

/// <summary>Keys and values in order, each key once.</summary>
internal sealed class MapNode(Place place) : Node(place)
{
    private readonly Dictionary<string, MapEntry> byKey = [];
    private readonly List<MapEntry> entries = [];

    public IReadOnlyList<MapEntry> Entries => entries;

    public MapEntry? Find(string key) => byKey.GetValueOrDefault(key);

    public void Add(MapEntry entry)
    {
        byKey.Add(entry.Key.Text, entry);
        entries.Add(entry);
    }
}

/// <summary>A key and its value, which an override may replace.</summary>
internal sealed class MapEntry(ScalarNode key, Node value)
{
    public ScalarNode Key => key;

    public Node Value { get; set; } = value;
}

/// <summary>Something already reported; nothing more is said about it.</summary>
internal sealed class FaultyNode(Place place) : Node(place);
