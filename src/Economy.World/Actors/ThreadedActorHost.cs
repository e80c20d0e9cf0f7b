namespace Economy.World.Actors;

/// <summary>Cells stepped by the threads of this process.</summary>
public sealed class ThreadedActorHost : IActorHost
{
    private readonly Cell[] cells;
    private readonly Proposals[] proposals;
    private readonly Results[] results;
    private readonly ParallelOptions options;

    /// <param name="world">What stays fixed.</param>
    /// <param name="threads">Threads that step cells; ≥ 1.</param>
    /// <param name="cellCount">Number of cells; by default one per 4,096 participants.</param>
    public ThreadedActorHost(WorldModel world, int threads = 1, int? cellCount = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        cells = Array.ConvertAll(CellRange.Cut(world.Participants, cellCount), range => new Cell(world, range.First, range.Count));
        proposals = Array.ConvertAll(cells, c => c.Proposals);
        results = Array.ConvertAll(cells, c => c.Results);
    }

    /// <inheritdoc />
    public IReadOnlyList<Proposals> Decide(Snapshot snapshot)
    {
        Parallel.ForEach(cells, options, cell => cell.Decide(snapshot));
        return proposals;
    }

    /// <inheritdoc />
    public IReadOnlyList<Results> Perform(Snapshot snapshot, Outcomes outcomes)
    {
        var firstTask = new int[cells.Length];
        for (var c = 1; c < cells.Length; c++) firstTask[c] = firstTask[c - 1] + proposals[c - 1].Tasks.Count;
        Parallel.For(0, cells.Length, options, c => cells[c].Perform(snapshot, outcomes, firstTask[c]));
        return results;
    }

    /// <inheritdoc />
    public IEnumerable<ParticipantState> Inspect() => cells.SelectMany(c => c.Inspect());

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var cell in cells) cell.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        foreach (var cell in cells) cell.Restore(state);
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
