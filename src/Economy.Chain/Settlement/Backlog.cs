namespace Economy.Chain.Settlement;

/// <summary>
/// What waits to be settled, bounded in ticks, as the scenario has it, and in entries, which take memory until they are
/// settled. A tick is let in whatever its size where nothing else waits. One thread enters, another leaves.
/// </summary>
/// <param name="ticks">Most ticks that may wait.</param>
/// <param name="entries">Most entries that may; about 32 bytes each.</param>
internal sealed class Backlog(int ticks, long entries = 4_000_000)
{
    private readonly object gate = new();
    private readonly Queue<int> waiting = new();
    private long held;

    /// <summary>Lets a tick in; blocks until there is room for it.</summary>
    /// <param name="size">Its entries.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Enter(int size, CancellationToken cancel)
    {
        using var wake = cancel.Register(Wake);
        lock (gate)
        {
            cancel.ThrowIfCancellationRequested();
            while (waiting.Count == ticks || (waiting.Count > 0 && held + size > entries))
            {
                Monitor.Wait(gate);
                cancel.ThrowIfCancellationRequested();
            }

            waiting.Enqueue(size);
            held += size;
        }
    }

    /// <summary>Lets the oldest tick go.</summary>
    public void Leave()
    {
        lock (gate)
        {
            held -= waiting.Dequeue();
            Monitor.PulseAll(gate);
        }
    }

    private void Wake()
    {
        lock (gate) Monitor.PulseAll(gate);
    }
}
