using Economy.Actors.Cells;
using Economy.Actors.Runs;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Actors.Remote;
using Economy.World.Institutions;
using Economy.World.Stage;
using Economy.World.Tick.Cells;

namespace Economy.Actors.Nodes;

/// <summary>
/// A run whose participants are in other processes, behind frames. The state of every cell as it was after the last tick is kept
/// here, so no process is needed to go on but this one, which also has the institutions.
/// </summary>
public sealed class FramedStage : IStage
{
    private readonly WorldModel world;
    private readonly ISupersteps run;
    private readonly CellRange[] ranges;
    private readonly Proposals[] proposals;
    private readonly Results[] results;
    private readonly byte[][] states;
    private readonly byte[][] decide;
    private readonly int[] firstJob;
    private readonly ParallelOptions options;

    /// <param name="world">What stays fixed.</param>
    /// <param name="ranges">The cells.</param>
    /// <param name="run">The way to them; disposed of with the stage.</param>
    /// <param name="threads">Threads that read and write frames; ≥ 1.</param>
    internal FramedStage(WorldModel world, CellRange[] ranges, ISupersteps run, int threads = 1)
    {
        this.world = world;
        this.ranges = ranges;
        this.run = run;
        options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        proposals = Array.ConvertAll(ranges, _ => new Proposals(0));
        results = Array.ConvertAll(ranges, _ => new Results());
        decide = new byte[ranges.Length][];
        states = new byte[ranges.Length][];
        firstJob = new int[ranges.Length];
        Parallel.For(0, ranges.Length, options, c => states[c] = Frame.Write(NewCell(c).Save));
    }

    /// <summary>
    /// Bytes that went to cells and came from them so far: frames, worlds and states, without what Akka wraps around them.
    /// </summary>
    public long Bytes => run.Traffic.Sent + run.Traffic.Received;

    /// <inheritdoc />
    public IReadOnlyList<Proposals> Decide(Snapshot snapshot)
    {
        Parallel.For(0, ranges.Length, options,
            c => (decide[c], firstJob[c]) = DecideFrame.Of(snapshot, world.Assets.Length + 1, ranges[c]));
        var answers = run.Take(new Superstep { Tick = snapshot.Tick, Phase = Phase.Decide, Contents = [.. decide], States = [.. states] });
        Parallel.For(0, ranges.Length, options, c => ProposalsFrame.Read((byte[])answers[c], proposals[c], ranges[c], firstJob[c]));
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

        var answers = run.Take(
            new Superstep { Tick = snapshot.Tick, Phase = Phase.Perform, Contents = frames, States = [.. states], Decided = [.. decide] });
        Parallel.For(0, ranges.Length, options, c => states[c] = ResultsFrame.Read((byte[])answers[c], results[c], ranges[c], states[c]));
        return results;
    }

    /// <inheritdoc />
    public object[] Ask(int tick, IReadOnlyList<IInstitution> asked, IReadOnlyList<object> messages) => run.Ask(tick, asked, messages);

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
    public void Dispose() => run.Dispose();

    private Cell NewCell(int c) => new(world, ranges[c].First, ranges[c].Count);
}
