using Akka.Actor;
using Akka.Cluster;
using Economy.World.Actors;
using Superstep = Economy.World.Actors.Remote.Superstep;

namespace Economy.Akka.Nodes;

/// <summary>
/// Leads all cells through a superstep: asks a bounded number at a time, asks again those that stay silent, and revives those
/// that have moved to another node.
/// </summary>
internal sealed class Lead : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private readonly Itinerary itinerary;
    private readonly long[] asked;
    private Begin? current;
    private byte[]?[] answers = [];
    private int next;
    private int missing;
    private long alone = Environment.TickCount64;

    public Lead(Itinerary itinerary)
    {
        this.itinerary = itinerary;
        asked = new long[itinerary.Ranges.Length];
    }

    /// <summary>Take all cells through a superstep.</summary>
    public sealed record Begin(Superstep Step, TaskCompletionSource<byte[][]> Done)
    {
        public Phase Phase => Step.Perform is null ? Phase.Decide : Phase.Perform;
    }

    /// <summary>The run is over.</summary>
    public sealed record End;

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart() => Timers.StartPeriodicTimer("glance", "glance", Glance);

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Begin begin:
                (current, next, missing) = (begin, 0, itinerary.Ranges.Length);
                answers = new byte[missing][];
                AskOn();
                break;
            case Answer answer when IsAwaited(answer) && answer.Tick == current!.Step.Tick && answer.Phase == current.Phase:
                Take(answer);
                break;
            case Lost lost when IsAwaited(lost):
                Revive(lost.Cell);
                break;
            case Broken broken when IsAwaited(broken):
                Fail(broken.Overflowed ? new OverflowException(broken.Text) : new InvalidOperationException($"Cell {broken.Cell} failed on its node: {broken.Text}"));
                break;
            case "glance":
                LookAround();
                break;
            case End:
                for (var c = 0; c < itinerary.Ranges.Length; c++) itinerary.Region.Tell(new Rest(itinerary.Run, c), Self);
                Sender.Tell(message);
                break;
        }
    }

    private bool IsAwaited(ICellMessage message) => current is not null && message.Run == itinerary.Run && message.Cell < next && answers[message.Cell] is null;

    private void AskOn()
    {
        var outstanding = next - (itinerary.Ranges.Length - missing);
        for (; next < itinerary.Ranges.Length && outstanding < Itinerary.Window; outstanding++) Ask(next++);
    }

    private void Ask(int cell) => Ask(cell, current!.Phase, (current.Step.Perform ?? current.Step.Decide)[cell]);

    private void Ask(int cell, Phase superstep, byte[] frame)
    {
        asked[cell] = Environment.TickCount64;
        Tell(new Step(itinerary.Run, cell, current!.Step.Tick, superstep, frame), frame.Length);
    }

    private void Revive(int cell)
    {
        var (step, range) = (current!.Step, itinerary.Ranges[cell]);
        Tell(new Revive(itinerary.Run, cell, step.Tick - 1, range.First, range.Count, itinerary.World, step.States[cell]), itinerary.World.Length + step.States[cell].Length);
        if (step.Perform is not null) Ask(cell, Phase.Decide, step.Decide[cell]);
        Ask(cell);
        itinerary.Revivals++;
    }

    private void Take(Answer answer)
    {
        answers[answer.Cell] = answer.Frame;
        itinerary.BytesReceived += answer.Frame.Length;
        missing--;
        AskOn();
        if (missing > 0) return;
        var done = current!.Done;
        current = null;
        done.SetResult(answers!);
    }

    private void Fail(Exception failure)
    {
        var failed = current;
        current = null;
        failed?.Done.TrySetException(failure);
    }

    private void LookAround()
    {
        if (current is null) return;
        var now = Environment.TickCount64;
        for (var c = 0; c < next; c++)
            if (answers[c] is null && now - asked[c] > itinerary.Silence.TotalMilliseconds) Ask(c);
        var state = Cluster.Get(Context.System).State;
        var nodes = state.Members.Count(m => m.Status == MemberStatus.Up && m.Roles.Contains(ClusterConfiguration.Cells) && !state.Unreachable.Contains(m));
        if (nodes > 0) alone = now;
        else if (now - alone > itinerary.WaitForNodes.TotalMilliseconds)
            Fail(new ClusterException("no node is left to host the cells", "Start nodes with 'economy cluster node', and run again."));
    }

    private void Tell(ICellMessage message, int bytes)
    {
        itinerary.BytesSent += bytes;
        itinerary.Region.Tell(message, Self);
    }
}
