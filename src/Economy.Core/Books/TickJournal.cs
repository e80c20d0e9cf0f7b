namespace Economy.Core.Books;

/// <summary>Everything that moved in one tick, in posting order. Immutable; tick 0 holds the endowments.</summary>
public sealed class TickJournal(int tick, Entry[] entries)
{
    private Hash32? root;

    /// <summary>The tick; 0 is the endowment, 1 the first simulated tick.</summary>
    public int Tick => tick;

    /// <summary>The entries, in posting order.</summary>
    public ReadOnlySpan<Entry> Entries => entries;

    /// <summary>The Merkle root of <see cref="Entries"/>, computed on first use.</summary>
    public Hash32 Root => root ??= JournalTree.Root(tick, entries);
}

/// <summary>Receives the journal of every tick, in order, once. What settlement and the record of a run hang on.</summary>
public interface IJournalSink
{
    /// <summary>Takes the journal of a tick; may block to bound how far it lags behind.</summary>
    void Accept(TickJournal journal);
}
