using System.Runtime.ExceptionServices;
using Economy.Core.Books;
using Economy.World.Tick;
using Economy.World.Tick.Allocate;

namespace Economy.World.Tick.Settle;

/// <summary>7 Settle: the journal is closed and handed to settlement, which may lag behind.</summary>
internal sealed class SettleStep(IJournalSink? sink, AllocationLog? log) : IStep
{
    private readonly Settlement? settlement = sink is null ? null : new Settlement(sink);
    private ExceptionDispatchInfo? refusal;

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        var allocations = tick.Tick == 0 ? null : log?.Close(tick.Tick, tick.Allocation, tick.Posted.PoolRevenue);
        var closed = tick.Journal.Close(tick.Tick, allocations);
        if (settlement is null) return;
        // The tick is finished first, whatever comes of it, so that what is left is a state between two ticks.
        refusal = Wait(closed) ?? ((Receipt)tick.Stage.Ask(tick.Tick, [settlement], [closed])[0]).Why;
    }

    /// <summary>Waits for room on the run's own thread: nothing waits inside an actor.</summary>
    private ExceptionDispatchInfo? Wait(TickJournal journal)
    {
        try
        {
            sink!.AwaitRoom(journal);
            return null;
        }
        catch (Exception refused)
        {
            return ExceptionDispatchInfo.Capture(refused);
        }
    }

    /// <summary>Throws what settlement was refused with in this tick.</summary>
    public void ThrowIfRefused() => refusal?.Throw();
}
