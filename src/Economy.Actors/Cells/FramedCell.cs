using Economy.World.Actors;
using Economy.World.Actors.Remote;
using Economy.World.Tick.Cells;

namespace Economy.Actors.Cells;

/// <summary>A cell on a node: frames in, frames out.</summary>
internal sealed class FramedCell(Replica replica, Revive revive) : IHostedCell
{
    private readonly RemoteCell cell = new(replica, new CellRange(revive.First, revive.Count), revive.State);

    /// <inheritdoc />
    public object Take(Phase phase, object content) => phase switch
    {
        Phase.Decide => cell.Decide((byte[])content),
        Phase.Perform => cell.Perform((byte[])content),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "No step of a cell on a node."),
    };
}
