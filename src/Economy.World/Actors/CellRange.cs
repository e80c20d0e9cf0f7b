namespace Economy.World.Actors;

/// <summary>The participants of a cell: consecutive numbers.</summary>
/// <param name="First">Number of the first.</param>
/// <param name="Count">How many.</param>
public readonly record struct CellRange(int First, int Count)
{
    /// <summary>Whether a participant is one of the cell.</summary>
    public bool Holds(int participant) => participant >= First && participant < First + Count;

    /// <summary>Cuts the participants into cells of nearly equal size.</summary>
    /// <param name="participants">Participants, those yet to enter included.</param>
    /// <param name="cells">Number of cells; by default one per 4,096 participants.</param>
    public static CellRange[] Cut(int participants, int? cells = null)
    {
        var count = Math.Clamp(cells ?? (participants + 4095) / 4096, 1, Math.Max(1, participants));
        var ranges = new CellRange[count];
        for (var c = 0; c < count; c++)
        {
            var first = (int)((long)participants * c / count);
            ranges[c] = new CellRange(first, (int)((long)participants * (c + 1) / count) - first);
        }

        return ranges;
    }
}
