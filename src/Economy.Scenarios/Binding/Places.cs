using Economy.Scenarios.Yaml;

namespace Economy.Scenarios.Binding;

/// <summary>
/// Remembers where each value came from and which could not be read. Values are named by dotted paths with indices,
/// <c>population.types.0.count</c>.
/// </summary>
internal sealed class Places
{
    private readonly Dictionary<string, Place> known = [];
    private readonly HashSet<string> faulty = [];
    private readonly HashSet<string> holdsFaulty = [];

    public void Add(string path, Place place) => known[path] = place;

    public void MarkFaulty(string path)
    {
        faulty.Add(path);
        foreach (string group in Groups(path)) holdsFaulty.Add(group);
    }

    /// <summary>Whether a value, a part of it, or a group it belongs to could not be read.</summary>
    public bool IsFaulty(string path) => faulty.Contains(path) || holdsFaulty.Contains(path) || Groups(path).Any(faulty.Contains);

    public bool IsGiven(string path) => known.ContainsKey(path);

    /// <summary>The place of a value; of the group it belongs to where the file leaves it to its default.</summary>
    public Place Of(string path) =>
        known.TryGetValue(path, out Place place) ? place
            : Groups(path).Where(known.ContainsKey).Select(group => known[group]).FirstOrDefault();

    // The groups around a value, the innermost first.
    private static IEnumerable<string> Groups(string path)
    {
        for (int dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1)) yield return path[..dot];
    }
}
