namespace Economy.Core.Books;

/// <summary>Everything that moved in one tick, in posting order. Immutable; tick 0 holds the endowments.</summary>
public sealed class TickJournal
{
    private readonly Lazy<Hash32> root;
    private readonly EntryStore? store;
    private readonly int tick;
    private readonly TickAllocations? allocations;
    private readonly IReadOnlyList<int>? blocks;
    private ReadOnlyMemory<Entry> entries;
    private Entry[]? lent;
    private int holders = 1;

    /// <param name="tick">The tick.</param>
    /// <param name="entries">The entries, in posting order.</param>
    /// <param name="allocations">What compute was allocated; null where there are no pools, or nobody asks.</param>
    /// <param name="blocks">See <see cref="Blocks"/>.</param>
    /// <param name="threads">Threads that may hash it.</param>
    public TickJournal(int tick, Entry[] entries, TickAllocations? allocations = null, IReadOnlyList<int>? blocks = null, int threads = 1)
        : this(tick, entries, entries.Length, allocations, blocks, threads, null)
    {
    }

    internal TickJournal(int tick, Entry[] entries, int count, TickAllocations? allocations, IReadOnlyList<int>? blocks, int threads,
        EntryStore? store)
    {
        (this.tick, this.allocations, this.blocks, this.store) = (tick, allocations, blocks, store);
        (this.entries, lent) = (entries.AsMemory(0, count), entries);
        root = new(() => JournalTree.Root(tick, this.entries, threads));
    }

    /// <summary>Another one will call <see cref="Release"/> too.</summary>
    public void Hold() => Interlocked.Increment(ref holders);

    /// <summary>
    /// Whoever holds it has no more use for its entries: after the last one the memory is used again for a later tick, and there are none.
    /// Where it is not called, the memory is the collector's to free.
    /// </summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref holders) > 0 || Interlocked.Exchange(ref lent, null) is not { } free) return;
        entries = default;
        store?.Return(free);
    }

    /// <summary>The tick; 0 is the endowment, 1 the first simulated tick.</summary>
    public int Tick => tick;

    /// <summary>The entries, in posting order.</summary>
    public ReadOnlySpan<Entry> Entries => entries.Span;

    /// <summary>What compute was allocated in the tick; null where there are no pools.</summary>
    public TickAllocations? Allocations => allocations;

    /// <summary>
    /// Where block space is scarce: the first posting of every block that has trades, ascending, and the first posting after
    /// them. Settlement never puts two blocks into one transaction.
    /// </summary>
    public IReadOnlyList<int> Blocks => blocks ?? [];

    /// <summary>Fees for block space that the books charged, minor units.</summary>
    public long NetworkFees
    {
        get
        {
            var fees = 0L;
            foreach (ref readonly var entry in Entries)
                if (entry.Instrument == Instrument.NetworkFee) fees += entry.Amount;
            return fees;
        }
    }

    /// <summary>The Merkle root of <see cref="Entries"/>, computed by who asks first; others wait for it.</summary>
    public Hash32 Root => root.Value;
}

/// <summary>Receives the journal of every tick, in order, once. What settlement and the record of a run hang on.</summary>
public interface IJournalSink
{
    /// <summary>
    /// Waits until the sink is no further behind than it may be with this journal. What it throws is a refusal of the journal.
    /// </summary>
    void AwaitRoom(TickJournal journal)
    {
    }

    /// <summary>Takes the journal of a tick.</summary>
    void Accept(TickJournal journal);
}
