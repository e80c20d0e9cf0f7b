using Economy.World.Actors.Remote;
using Economy.World.Actors;
namespace Economy.World.Tick.Cells;

/// <summary>A cell on another machine than the one that leads the run: steps frames into answers.</summary>
public sealed class RemoteCell
{
    private readonly Cell cell;
    private readonly CellRange range;
    private readonly Replica replica;
    private readonly Snapshot snapshot;
    private readonly Outcomes outcomes;
    private byte[] state;

    /// <param name="replica">What the cells of this machine share.</param>
    /// <param name="range">The cell's participants.</param>
    /// <param name="state">Its private state as <see cref="Cell.Save"/> wrote it after the last committed tick.</param>
    public RemoteCell(Replica replica, CellRange range, byte[] state)
    {
        this.replica = replica;
        this.range = range;
        this.state = state;
        cell = new Cell(replica.World, range.First, range.Count);
        using (var reader = Frame.Read(state)) cell.Restore(reader);
        snapshot = new Snapshot(replica);
        outcomes = new Outcomes(replica.World, replica.JobValue);
    }

    /// <summary>First superstep.</summary>
    /// <param name="frame">A <see cref="DecideFrame"/>.</param>
    /// <returns>A <see cref="ProposalsFrame"/>.</returns>
    public byte[] Decide(byte[] frame)
    {
        DecideFrame.Read(frame, snapshot, replica, range);
        cell.Decide(snapshot);
        return ProposalsFrame.Of(cell.Proposals, range);
    }

    /// <summary>Second superstep.</summary>
    /// <param name="frame">A <see cref="PerformFrame"/>.</param>
    /// <returns>A <see cref="ResultsFrame"/>.</returns>
    public byte[] Perform(byte[] frame)
    {
        PerformFrame.Read(frame, outcomes, range);
        cell.Perform(snapshot, outcomes, firstTask: 0);
        var after = Frame.Write(cell.Save);
        var answer = ResultsFrame.Of(cell.Results, range, state, after);
        state = after;
        return answer;
    }
}
