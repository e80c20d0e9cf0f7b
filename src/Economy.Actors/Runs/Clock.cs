using Akka.Actor;
using Economy.Actors.Cells;

namespace Economy.Actors.Runs;

/// <summary>
/// Drives a run from superstep to superstep and computes nothing: asks all, a bounded number at a time, and collects the answers
/// by index. A late, repeated or foreign answer changes nothing. In a cluster it asks again those who stay silent, and brings
/// to life those who have moved to another node.
/// </summary>
internal sealed class Clock : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private readonly RunPlan plan;
    private readonly IActorRef participants;
    private readonly Action<object> tell;
    private readonly long[] asked;
    private Superstep? current;
    private object?[] answers = [];
    private int next;
    private int missing;
    private int tick;
    private Exception? failure;
    private Traffic traffic;
    private long alone = Environment.TickCount64;

    /// <param name="plan">What stays fixed.</param>
    /// <param name="participants">The way to the cells.</param>
    /// <param name="tell">Tells the run's thread, which is no actor.</param>
    public Clock(RunPlan plan, IActorRef participants, Action<object> tell)
    {
        (this.plan, this.participants, this.tell) = (plan, participants, tell);
        asked = new long[plan.Ranges.Length];
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart()
    {
        if (plan.Patience is not null) Timers.StartPeriodicTimer("glance", "glance", Glance);
    }

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Superstep superstep:
                Begin(superstep);
                break;
            case Answer answer when IsAwaited(answer):
                Take(answer);
                break;
            case Lost lost when IsAwaited(lost):
                Revive(lost.Cell);
                break;
            case Broken broken when IsAwaited(broken):
                Fail(NameOf(broken.Cell), broken.Overflowed ? new OverflowException(broken.Text)
                    : new InvalidOperationException(broken.Text));
                break;
            case Failed failed:
                Fail(failed.Actor, failed.Cause);
                break;
            case "glance" when current is { Institutions: null }:
                LookAround(plan.Patience!);
                break;
        }
    }

    private void Begin(Superstep superstep)
    {
        (current, next, missing, tick) = (superstep, 0, superstep.Contents.Count, superstep.Tick);
        answers = new object?[missing];
        if (failure is not null) Fail(failure);
        else if (missing == 0) End();
        else AskOn();
    }

    private bool IsAwaited(ICellMessage message) =>
        current is not null && message.Run == plan.Run && message.Sequence == current.Sequence
        && message.Cell - current.First is >= 0 and var i && i < next && answers[i] is null;

    private void AskOn()
    {
        var outstanding = next - (answers.Length - missing);
        for (; next < answers.Length && outstanding < plan.Window; outstanding++) Ask(next++);
    }

    private void Ask(int i) => Ask(i, current!.Phase, current.Contents[i], current.Sequence);

    private void Ask(int i, Phase phase, object content, long sequence)
    {
        var step = new Step(plan.Run, current!.First + i, sequence, current.Tick, phase, content);
        if (current.Institutions is { } institutions)
        {
            institutions[i].Tell(step, Self);
            return;
        }

        if (plan.Patience is not null) asked[i] = Environment.TickCount64;
        if (content is byte[] frame) traffic = traffic with { Sent = traffic.Sent + frame.Length };
        participants.Tell(step, Self);
    }

    private void Revive(int cell)
    {
        if (current!.States is not { } states)
        {
            Fail(NameOf(cell), new InvalidOperationException("The actor has lost its state."));
            return;
        }

        var (i, range) = (cell - current.First, plan.Ranges[cell]);
        participants.Tell(new Revive(plan.Run, cell, current.Sequence, current.Tick - 1, range.First, range.Count, plan.World, states[i]),
            Self);
        traffic = traffic with { Sent = traffic.Sent + plan.World.Length + states[i].Length, Revivals = traffic.Revivals + 1 };
        if (current.Decided is { } decided) Ask(i, Phase.Decide, decided[i], sequence: 0);
        Ask(i);
    }

    private void Take(Answer answer)
    {
        answers[answer.Cell - current!.First] = answer.Content;
        if (answer.Content is byte[] frame) traffic = traffic with { Received = traffic.Received + frame.Length };
        missing--;
        if (missing > 0) AskOn();
        else End();
    }

    private void End()
    {
        var done = new Done(current!.Sequence, answers!, traffic);
        (current, answers) = (null, []);
        tell(done);
    }

    private void Fail(string actor, Exception cause) => Fail(new ActorFailedException(actor, tick, cause));

    /// <summary>The first failure ends the run: a superstep after it ends in the same.</summary>
    private void Fail(Exception cause)
    {
        failure ??= cause;
        if (current is null) return;
        current = null;
        tell(new Ended(failure));
    }

    private void LookAround(Patience patience)
    {
        var now = Environment.TickCount64;
        for (var i = 0; i < next; i++)
            if (answers[i] is null && now - asked[i] > patience.Silence.TotalMilliseconds) Ask(i);
        if (patience.HasNodes()) alone = now;
        else if (now - alone > patience.Alone.TotalMilliseconds)
            Fail(new ClusterException("no node is left to host the cells", "Start nodes with 'economy cluster node', and run again."));
    }

    private static string NameOf(int cell) => FormattableString.Invariant($"participants/cell-{cell}");
}
