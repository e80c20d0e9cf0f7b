namespace Economy.Experiments.Designs;

/// <summary>A design as it is run: its different settings, and which of them every point is.</summary>
/// <param name="Settings">Values of the factors, each setting once, in the order in which they first come.</param>
/// <param name="Points">Number of the setting of each point.</param>
public sealed record DesignTable(IReadOnlyList<IReadOnlyList<string>> Settings, IReadOnlyList<int> Points)
{
    /// <summary>That of some points.</summary>
    public static DesignTable Of(IEnumerable<IReadOnlyList<string>> points)
    {
        var (settings, numbers, of) = (new List<IReadOnlyList<string>>(), new Dictionary<string, int>(), new List<int>());
        foreach (var point in points)
        {
            var text = string.Join('\u001f', point);
            if (!numbers.TryGetValue(text, out var number))
            {
                numbers[text] = number = settings.Count;
                settings.Add(point);
            }

            of.Add(number);
        }

        return new(settings, of);
    }
}
