using Economy.Scenarios.Yaml;

namespace Economy.Scenarios.Binding;

/// <summary>
/// Remembers where each value came from and which could not be read. Values are named by dotted paths with indices,
/// <c>population.types.0.count</c>.
/// </summary>
internal sealed class Places
{
    private readonly Dictionary<string, Place> known = [];
    private readonly List<string> faulty = [];

    public void Add(string path, Place place) => known[path] = place;

    public void MarkFaulty(string path) => faulty.Add(path);

    /// <summary>Whether a value, a part of it, or a group it belongs to could not be read.</summary>
    public bool IsFaulty(string path) => faulty.Exists(f => f == path || Within(f, path) || Within(path, f));

    public bool IsGiven(string path) => known.ContainsKey(path);

    /// <summary>The place of a value; of the group it belongs to where the file leaves it to its default.</summary>
    public Place Of(string path)
    {
        while (path.Length > 0)
        {
            if (known.TryGetValue(path, out Place place)) return place;
            path = path[..Math.Max(0, path.LastIndexOf('.'))];
        }

        return Place.WholeFile;
    }

    private static bool Within(string path, string group) =>
        group.Length == 0 || (path.Length > group.Length && path[group.Length] == '.' && path.StartsWith(group, StringComparison.Ordinal));
}
