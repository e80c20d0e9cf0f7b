using Economy.World;
using Economy.World.Actors;
using Economy.World.Actors.Remote;
using Economy.World.Tick.Cells;

namespace Economy.Actors.Cells;

/// <summary>A cell in the process of its run. Nothing is written as bytes: it reads the frozen snapshot itself.</summary>
internal sealed class LocalCell : IHostedCell
{
    private readonly Cell cell;

    public LocalCell(WorldModel world, Revive revive)
    {
        cell = new Cell(world, revive.First, revive.Count);
        if (revive.State.Length == 0) return;
        using var state = Frame.Read(revive.State);
        cell.Restore(state);
    }

    /// <summary>What the second superstep takes.</summary>
    /// <param name="FirstTask">Row of the cell's first task.</param>
    public sealed record Outcome(Snapshot Snapshot, Outcomes Outcomes, int FirstTask);

    /// <inheritdoc />
    public object Take(Phase phase, object content)
    {
        switch (phase)
        {
            case Phase.Decide:
                cell.Decide((Snapshot)content);
                return cell.Proposals;
            case Phase.Perform:
                var outcome = (Outcome)content;
                cell.Perform(outcome.Snapshot, outcome.Outcomes, outcome.FirstTask);
                return cell.Results;
            case Phase.Save:
                return Frame.Write(cell.Save);
            case Phase.Inspect:
                return cell.Inspect();
            default:
                throw new ArgumentOutOfRangeException(nameof(phase), phase, "No step of a cell.");
        }
    }
}
