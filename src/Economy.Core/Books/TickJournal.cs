namespace Economy.Core.Books;

/// <summary>Everything that moved in one tick, in posting order. Immutable; tick 0 holds the endowments.</summary>
/// <param name="tick">The tick.</param>
/// <param name="entries">The entries, in posting order.</param>
/// <param name="allocations">What compute was allocated; null where there are no pools, or nobody asks.</param>
public sealed class TickJournal(int tick, Entry[] entries, TickAllocations? allocations = null)
{
    private Hash32? root;

    /// <summary>The tick; 0 is the endowment, 1 the first simulated tick.</summary>
    public int Tick => tick;

    /// <summary>The entries, in posting order.</summary>
    public ReadOnlySpan<Entry> Entries => entries;

    /// <summary>What compute was allocated in the tick; null where there are no pools.</summary>
    public TickAllocations? Allocations => allocations;

    /// <summary>The Merkle root of <see cref="Entries"/>, computed on first use.</summary>
    public Hash32 Root => root ??= JournalTree.Root(tick, entries);
}

/// <summary>Receives the journal of every tick, in order, once. What settlement and the record of a run hang on.</summary>
public interface IJournalSink
{
    /// <summary>Takes the journal of a tick; may block to bound how far it lags behind.</summary>
    void Accept(TickJournal journal);
}
