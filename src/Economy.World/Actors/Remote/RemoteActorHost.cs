namespace Economy.World.Actors.Remote;

/// <summary>
/// Cells on other machines. The state of every cell as it was after the last tick is kept here, so no machine is needed to
/// go on but this one.
/// </summary>
public sealed class RemoteActorHost : IActorHost
{
    private readonly WorldModel world;
    private readonly ICellTransport transport;
    private readonly CellRange[] ranges;
    private readonly Proposals[] proposals;
    private readonly Results[] results;
    private readonly byte[][] states;
    private readonly byte[][] decide;
    private readonly int[] firstJob;
    private readonly ParallelOptions options;

    /// <param name="world">What stays fixed.</param>
    /// <param name="ranges">The cells.</param>
    /// <param name="transport">The way to them; disposed of with the host.</param>
    /// <param name="threads">Threads that read and write frames; ≥ 1.</param>
    public RemoteActorHost(WorldModel world, CellRange[] ranges, ICellTransport transport, int threads = 1)
    {
        this.world = world;
        this.ranges = ranges;
        this.transport = transport;
        options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        proposals = Array.ConvertAll(ranges, _ => new Proposals(0));
        results = Array.ConvertAll(ranges, _ => new Results());
        decide = new byte[ranges.Length][];
        states = new byte[ranges.Length][];
        firstJob = new int[ranges.Length];
        Parallel.For(0, ranges.Length, options, c => states[c] = Frame.Write(NewCell(c).Save));
    }

    /// <inheritdoc />
    public IReadOnlyList<Proposals> Decide(Snapshot snapshot)
    {
        Parallel.For(0, ranges.Length, options, c => (decide[c], firstJob[c]) = DecideFrame.Of(snapshot, world.Assets.Length + 1, ranges[c]));
        var answers = transport.Step(new Superstep(snapshot.Tick, states, decide, null));
        Parallel.For(0, ranges.Length, options, c => ProposalsFrame.Read(answers[c], proposals[c], ranges[c], firstJob[c]));
        return proposals;
    }

    /// <inheritdoc />
    public IReadOnlyList<Results> Perform(Snapshot snapshot, Outcomes outcomes)
    {
        var frames = new byte[ranges.Length][];
        var firstTask = 0;
        for (var c = 0; c < frames.Length; c++)
        {
            frames[c] = PerformFrame.Of(outcomes, firstTask, proposals[c].Tasks.Count, ranges[c]);
            firstTask += proposals[c].Tasks.Count;
        }

        var answers = transport.Step(new Superstep(snapshot.Tick, states, decide, frames));
        Parallel.For(0, ranges.Length, options, c => states[c] = ResultsFrame.Read(answers[c], results[c], ranges[c], states[c]));
        return results;
    }

    /// <inheritdoc />
    public IEnumerable<ParticipantState> Inspect() => ranges.SelectMany((_, c) =>
    {
        var cell = NewCell(c);
        using var state = Frame.Read(states[c]);
        cell.Restore(state);
        return cell.Inspect();
    });

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var cell in states) state.Write(cell);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        for (var c = 0; c < ranges.Length; c++)
        {
            var cell = NewCell(c);
            cell.Restore(state);
            states[c] = Frame.Write(cell.Save);
        }
    }

    /// <inheritdoc />
    public void Dispose() => transport.Dispose();

    private Cell NewCell(int c) => new(world, ranges[c].First, ranges[c].Count);
}
