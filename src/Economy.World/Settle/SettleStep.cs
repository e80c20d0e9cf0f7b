using System.Runtime.ExceptionServices;
using Economy.Core.Books;
using Economy.World.Allocate;
using Economy.World.Tick;

namespace Economy.World.Settle;

/// <summary>7 Settle: the journal is closed and handed to whoever settles it, who may lag behind.</summary>
internal sealed class SettleStep(IJournalSink? sink, AllocationLog? log) : IStep
{
    private ExceptionDispatchInfo? refusal;

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        var allocations = tick.Tick == 0 ? null : log?.Close(tick.Tick, tick.Allocation, tick.Posted.PoolRevenue);
        var closed = tick.Journal.Close(tick.Tick, allocations);
        try
        {
            sink?.Accept(closed);
        }
        catch (Exception refused)
        {
            // The tick is finished first, so that what is left is a state between two ticks.
            refusal = ExceptionDispatchInfo.Capture(refused);
        }
    }

    /// <summary>Throws what the sink threw in this tick.</summary>
    public void ThrowIfRefused() => refusal?.Throw();
}
