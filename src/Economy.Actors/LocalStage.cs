using Economy.Actors.Cells;
using Economy.Actors.Runs;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Actors.Remote;
using Economy.World.Institutions;
using Economy.World.Stage;
using Economy.World.Tick.Cells;

namespace Economy.Actors;

/// <summary>A run whose participants and institutions are actors of this process. Nothing is written as bytes.</summary>
internal sealed class LocalStage : IStage
{
    private readonly WorldModel world;
    private readonly CellRange[] ranges;
    private readonly ISupersteps run;
    private readonly Proposals[] proposals;
    private readonly Results[] results;
    private byte[][]? unborn;
    private int tick;

    public LocalStage(WorldModel world, CellRange[] ranges, ISupersteps run)
    {
        (this.world, this.ranges, this.run) = (world, ranges, run);
        proposals = new Proposals[ranges.Length];
        results = new Results[ranges.Length];
        unborn = [.. ranges.Select(_ => Array.Empty<byte>())];
    }

    /// <inheritdoc />
    public IReadOnlyList<Proposals> Decide(Snapshot snapshot)
    {
        tick = snapshot.Tick;
        var contents = new object[ranges.Length];
        contents.AsSpan().Fill(snapshot);
        run.Take(new Superstep { Tick = tick, Phase = Phase.Decide, Contents = contents, States = unborn }).CopyTo(proposals, 0);
        unborn = null;
        return proposals;
    }

    /// <inheritdoc />
    public IReadOnlyList<Results> Perform(Snapshot snapshot, Outcomes outcomes)
    {
        var contents = new object[ranges.Length];
        var firstTask = 0;
        for (var c = 0; c < contents.Length; c++)
        {
            contents[c] = new LocalCell.Outcome(snapshot, outcomes, firstTask);
            firstTask += proposals[c].Tasks.Count;
        }

        run.Take(new Superstep { Tick = tick, Phase = Phase.Perform, Contents = contents }).CopyTo(results, 0);
        return results;
    }

    /// <inheritdoc />
    public object[] Ask(int tick, IReadOnlyList<IInstitution> asked, IReadOnlyList<object> messages) => run.Ask(tick, asked, messages);

    /// <inheritdoc />
    public IEnumerable<ParticipantState> Inspect() => ranges.SelectMany((_, c) => (ParticipantState[])AskOne(c, Phase.Inspect));

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        for (var c = 0; c < ranges.Length; c++) state.Write((byte[])AskOne(c, Phase.Save));
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        if (unborn is null) throw new InvalidOperationException(
            "The participants have stepped already: a state is restored into a new stage.");
        for (var c = 0; c < ranges.Length; c++)
        {
            var cell = new Cell(world, ranges[c].First, ranges[c].Count);
            cell.Restore(state);
            unborn[c] = Frame.Write(cell.Save);
        }
    }

    /// <inheritdoc />
    public void Dispose() => run.Dispose();

    /// <summary>One cell after the other, so that no more than one lies here twice.</summary>
    private object AskOne(int c, Phase phase) => unborn is null
        ? run.Take(new Superstep { Tick = tick + 1, Phase = phase, First = c, Contents = [""] })[0]
        : new LocalCell(world, new Revive(0, c, 0, 0, ranges[c].First, ranges[c].Count, [], unborn[c])).Take(phase, "");
}
