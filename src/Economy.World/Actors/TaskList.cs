namespace Economy.World.Actors;

/// <summary>The tick's tasks: every cell's, one after the other, without copying them.</summary>
public sealed class TaskList
{
    private IReadOnlyList<Proposals> cells = [];
    private int[] first = [];
    private int cursor;

    /// <summary>Number of tasks.</summary>
    public int Count { get; private set; }

    /// <summary>Number of cells.</summary>
    public int Cells => cells.Count;

    /// <summary>Row of a cell's first task.</summary>
    public int First(int cell) => first[cell];

    /// <summary>The tasks of a cell. Any thread may read them.</summary>
    public ReadOnlySpan<TaskProposal> Of(int cell) => cells[cell].Tasks.Span;

    /// <summary>The task in a row. Fast where rows are asked for in order; for one thread only.</summary>
    public ref readonly TaskProposal this[int row]
    {
        get
        {
            if (row < first[cursor]) cursor = 0;
            while (row >= first[cursor + 1]) cursor++;
            return ref cells[cursor].Tasks.Span[row - first[cursor]];
        }
    }

    internal void Take(IReadOnlyList<Proposals> proposals)
    {
        cells = proposals;
        cursor = 0;
        if (first.Length != cells.Count + 1) first = new int[cells.Count + 1];
        for (var c = 0; c < cells.Count; c++) first[c + 1] = first[c] + cells[c].Tasks.Count;
        Count = first[^1];
    }
}
