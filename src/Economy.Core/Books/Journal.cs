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
    private readonly EntryStore store = new();
    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };
    private Entry[] entries = new Entry[keepEntries ? 1024 : 0];
    private JournalPart[] parts = [];
    private int[] firsts = [];
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

    /// <summary>
    /// Writes entries of the open posting in parts, on several threads: the journal is the same as if one part were written after the
    /// other.
    /// See <see cref="JournalPart"/> for what parts may hold.
    /// </summary>
    /// <param name="count">Number of parts.</param>
    /// <param name="most">The most entries that a part may write.</param>
    /// <param name="write">Writes a part.</param>
    public void InParts(int count, Func<int, int> most, Action<int, JournalPart> write)
    {
        if (isClosed) Begin();
        Prepare(count, most);
        Parallel.For(0, count, parallel, p =>
        {
            parts[p].Begin(keepEntries ? entries.AsMemory(firsts[p], firsts[p + 1] - firsts[p]) : default, posting);
            write(p, parts[p]);
        });
        for (var p = 0; p < count; p++)
        {
            parts[p].Book(Flows);
            Count += parts[p].Count;
            if (!keepEntries) continue;
            if (kept < firsts[p]) entries.AsSpan(firsts[p], parts[p].Count).CopyTo(entries.AsSpan(kept));
            kept += parts[p].Count;
        }
    }

    private void Prepare(int count, Func<int, int> most)
    {
        if (firsts.Length <= count) firsts = new int[count + 1];
        firsts[0] = kept;
        for (var p = 0; p < count; p++) firsts[p + 1] = firsts[p] + most(p);
        if (keepEntries && firsts[count] > entries.Length) Array.Resize(ref entries, Math.Max(firsts[count], kept * 2));
        var there = parts.Length;
        if (there >= count) return;
        Array.Resize(ref parts, count);
        for (var p = there; p < count; p++) parts[p] = new JournalPart(ledger, chart, bilateral);
    }

    /// <summary>Closes the tick and begins an empty journal.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="allocations">What compute was allocated in it.</param>
    /// <returns>The closed journal; without entries if they are not kept.</returns>
    public TickJournal Close(int tick, TickAllocations? allocations = null)
    {
        var closed = new TickJournal(tick, entries, kept, allocations, [.. blocks], threads, store);
        if (keepEntries) entries = store.Take(kept);
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
