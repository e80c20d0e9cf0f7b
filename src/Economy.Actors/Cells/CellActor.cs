using Akka.Actor;
using Akka.Cluster.Sharding;

namespace Economy.Actors.Cells;

/// <summary>
/// The actor of a cell, in one process or on a node. It comes up empty, says so, and is brought to life from its last state. A
/// step it has taken it answers again in the same words, so whoever leads may ask twice. What a step throws is its
/// supervisor's to handle: that of one process ends the run, that of a shard restarts it, empty.
/// </summary>
internal sealed class CellActor : UntypedActor
{
    private readonly Func<Revive, IHostedCell> born;
    private IHostedCell? cell;
    private int decided;
    private int performed;
    private Answer? last;

    /// <param name="born">Makes the cell.</param>
    public CellActor(Func<Revive, IHostedCell> born) => this.born = born;

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Revive revive:
                Live(revive);
                break;
            case Step step when last is { } answer && answer.Sequence == step.Sequence:
                Sender.Tell(answer);
                break;
            case Step step when !CanTake(step):
                Sender.Tell(new Lost(step.Run, step.Cell, step.Sequence));
                break;
            case Step step:
                Take(step);
                break;
            case Rest:
                Context.Parent.Tell(new Passivate(PoisonPill.Instance));
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Only a shard restarts it. Whoever asked is in another process, and would not hear of it from a supervisor.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
        if (message is ICellMessage asked)
            Sender.Tell(new Broken(asked.Run, asked.Cell, asked.Sequence, reason is OverflowException, reason.ToString()));
        base.PreRestart(reason, message);
    }

    private void Live(Revive revive)
    {
        if (cell is not null && performed >= revive.Tick) return; // Asked twice.
        cell = born(revive);
        (decided, performed, last) = (revive.Tick, revive.Tick, null);
    }

    private bool CanTake(Step step) =>
        cell is not null && performed == step.Tick - 1 && decided == (step.Phase == Phase.Perform ? step.Tick : step.Tick - 1);

    private void Take(Step step)
    {
        last = new Answer(step.Run, step.Cell, step.Sequence, cell!.Take(step.Phase, step.Content));
        if (step.Phase is Phase.Decide or Phase.Perform) decided = step.Tick;
        if (step.Phase == Phase.Perform) performed = step.Tick;
        Sender.Tell(last);
    }
}
