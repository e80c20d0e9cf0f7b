namespace Economy.World.Subsystems.Serving;

/// <summary>Guests who are served together, as far as the least served of them, or not at all.</summary>
/// <param name="Present">Rows of those who are served; none where there is no quorum.</param>
/// <param name="ServedPpm">How far they all are, parts per million.</param>
public readonly record struct Gang(int[] Present, int ServedPpm)
{
    /// <summary>Whether it is served.</summary>
    public bool IsServed => Present.Length > 0;

    /// <summary>A gang of guests, of whom some must have been served compute.</summary>
    /// <param name="rows">Their rows.</param>
    /// <param name="scene">Who came.</param>
    /// <param name="quorum">How many must have been served, 1 at least.</param>
    public static Gang Of(IEnumerable<int> rows, Scene scene, int quorum)
    {
        int[] present = [.. rows.Where(g => scene.Guests[g].ServedPpm > 0)];
        return present.Length < quorum ? new([], 0) : new(present, present.Min(g => scene.Guests[g].ServedPpm));
    }
}
