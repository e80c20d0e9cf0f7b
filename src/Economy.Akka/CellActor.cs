using Akka.Actor;
using Economy.World.Actors;

namespace Economy.Akka;

/// <summary>A cell in this process. It is asked one step at a time, so its mailbox never holds more than one message.</summary>
internal sealed class CellActor : UntypedActor
{
    private readonly Cell cell;

    public CellActor(Cell cell) => this.cell = cell;

    /// <summary>First superstep.</summary>
    public sealed record Decide(Snapshot Snapshot, Barrier Barrier);

    /// <summary>Second superstep.</summary>
    public sealed record Perform(Snapshot Snapshot, Outcomes Outcomes, int FirstTask, Barrier Barrier);

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Decide decide:
                decide.Barrier.Take(() => cell.Decide(decide.Snapshot));
                break;
            case Perform perform:
                perform.Barrier.Take(() => cell.Perform(perform.Snapshot, perform.Outcomes, perform.FirstTask));
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
