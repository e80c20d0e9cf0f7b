namespace Economy.Core.Books;

/// <summary>
/// The open journal of a tick: every entry is applied to the ledger as it is written, so each prefix of the journal leaves
/// every account but the mint's at or above zero.
/// </summary>
/// <param name="ledger">The books the entries move.</param>
/// <param name="chart">Whose accounts they are, for the flows by sector.</param>
/// <param name="keepEntries">Whether entries are kept for a sink; without one only their effects remain.</param>
/// <param name="threads">Threads that may hash what is closed.</param>
/// <param name="bilateral">Whether flows are summed up by counterparty too.</param>
public sealed class Journal(Ledger ledger, ChartOfAccounts chart, bool keepEntries, int threads = 1, bool bilateral = false)
{
    private readonly List<int> blocks = [];
    private Entry[] entries = new Entry[keepEntries ? 1024 : 0];
    private int kept;
    private int posting;
    private bool isClosed;

    /// <summary>Net flows of the tick, until the first entry of the next one, by token, instrument and sector.</summary>
    public FlowMatrix Flows { get; } = new(ledger.Tokens, chart.Sectors.Count, bilateral);

    /// <summary>Entries written in this tick, until the first one of the next.</summary>
    public int Count { get; private set; }

    /// <summary>Starts a new posting: the entries until the next call belong together.</summary>
    public void Open()
    {
        if (isClosed) Begin();
        posting++;
    }

    /// <summary>The next posting is the first of a block of transactions, or the first after the last block.</summary>
    public void OpenBlock() => blocks.Add(posting + 1);

    /// <summary>Writes and applies one entry; an amount of 0 is no entry.</summary>
    public void Move(AccountId from, AccountId to, TokenId token, long amount, Instrument instrument)
    {
        if (amount == 0) return;
        if (isClosed) Begin();
        var entry = new Entry(from, to, token, amount, instrument, posting);
        ledger.Apply(entry);
        Flows.Add(token, instrument, chart.SectorOf(from), chart.SectorOf(to), amount);
        Count++;
        if (!keepEntries) return;
        if (kept == entries.Length) Array.Resize(ref entries, kept * 2);
        entries[kept++] = entry;
    }

    /// <summary>Closes the tick and begins an empty journal.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="allocations">What compute was allocated in it.</param>
    /// <returns>The closed journal; without entries if they are not kept.</returns>
    public TickJournal Close(int tick, TickAllocations? allocations = null)
    {
        var closed = new TickJournal(tick, entries.AsSpan(0, kept).ToArray(), allocations, [.. blocks], threads);
        blocks.Clear();
        (kept, posting, isClosed) = (0, 0, true);
        return closed;
    }

    private void Begin()
    {
        Flows.Clear();
        (Count, isClosed) = (0, false);
    }
}
