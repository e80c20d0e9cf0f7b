using Akka.Actor;
using Akka.Cluster.Sharding;
using Economy.World.Actors;
using Economy.World.Actors.Remote;

namespace Economy.Akka.Nodes;

/// <summary>
/// A cell on a node. It comes up empty, says so, and is revived from its last committed state. A step it has taken it answers
/// again in the same words, so whoever leads may ask twice.
/// </summary>
internal sealed class CellEntity : UntypedActor
{
    private readonly Worlds worlds;
    private RemoteCell? cell;
    private int decided;
    private int performed;
    private Answer? last;

    public CellEntity(Worlds worlds) => this.worlds = worlds;

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Revive revive:
                Guard(revive, () => Live(revive));
                break;
            case Step step when last is { } answer && answer.Tick == step.Tick && answer.Phase == step.Phase:
                Sender.Tell(answer);
                break;
            case Step step when !CanTake(step):
                Sender.Tell(new Lost(step.Run, step.Cell));
                break;
            case Step step:
                Guard(step, () => Take(step));
                break;
            case Rest:
                Context.Parent.Tell(new Passivate(PoisonPill.Instance));
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    // What a step throws is the run's to handle, not a supervisor's: it would throw again.
    private void Guard(ICellMessage message, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure)
        {
            (cell, last) = (null, null);
            Sender.Tell(new Broken(message.Run, message.Cell, failure is OverflowException, failure.ToString()));
        }
    }

    private void Live(Revive revive)
    {
        if (cell is not null && performed >= revive.Tick) return; // Asked twice.
        cell = new RemoteCell(worlds.Of(revive.Run, revive.World), new CellRange(revive.First, revive.Count), revive.State);
        (decided, performed, last) = (revive.Tick, revive.Tick, null);
    }

    private bool CanTake(Step step) =>
        cell is not null && performed == step.Tick - 1 && decided == (step.Phase == Phase.Decide ? step.Tick - 1 : step.Tick);

    private void Take(Step step)
    {
        var frame = step.Phase == Phase.Decide ? cell!.Decide(step.Frame) : cell!.Perform(step.Frame);
        decided = step.Tick;
        if (step.Phase == Phase.Perform) performed = step.Tick;
        last = new Answer(step.Run, step.Cell, step.Tick, step.Phase, frame);
        Sender.Tell(last);
    }
}
