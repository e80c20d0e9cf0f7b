namespace Economy.Core.Books;

/// <summary>
/// Part of a posting, written by one thread while others write theirs. A participant's account occurs in one part only; of the other
/// accounts, which all parts may pay, the mint alone pays: what they get is summed up and booked when all parts are written. So no part
/// depends on another, and an overdraft is found at the entry where it would have been found one after the other.
/// </summary>
public sealed class JournalPart
{
    private readonly Ledger ledger;
    private readonly ChartOfAccounts chart;
    private readonly FlowMatrix flows;
    private readonly long[] shared;
    private Memory<Entry> entries;
    private int posting;

    internal JournalPart(Ledger ledger, ChartOfAccounts chart, bool bilateral)
    {
        (this.ledger, this.chart) = (ledger, chart);
        flows = new FlowMatrix(ledger.Tokens, chart.Sectors.Count, bilateral);
        shared = new long[ledger.Tokens * chart.FirstParticipant];
    }

    /// <summary>Entries written.</summary>
    internal int Count { get; private set; }

    /// <summary>Begins another part, with room for its entries; none where they are not kept.</summary>
    internal void Begin(Memory<Entry> room, int number) => (entries, posting, Count) = (room, number, 0);

    /// <summary>Writes an entry, as <see cref="Journal.Move"/>.</summary>
    public void Move(AccountId from, AccountId to, TokenId token, long amount, Instrument instrument)
    {
        if (amount == 0) return;
        var entry = new Entry(from, to, token, amount, instrument, posting);
        var isShared = from.Value < chart.FirstParticipant;
        if (amount < 0 || from == to || (isShared && from != AccountId.Mint))
            throw new InvalidOperationException($"Not an entry of a part: {entry}.");
        if (isShared) shared[token.Value * chart.FirstParticipant + from.Value] -= amount;
        else ledger.Take(entry);
        if (to.Value < chart.FirstParticipant) shared[token.Value * chart.FirstParticipant + to.Value] += amount;
        else ledger.Give(entry);
        flows.Add(token, instrument, chart.SectorOf(from), chart.SectorOf(to), amount);
        if (entries.Length > 0) entries.Span[Count] = entry;
        Count++;
    }

    /// <summary>Books what the accounts of all parts got in this one since the last call, and adds up its flows.</summary>
    internal void Book(FlowMatrix all)
    {
        ledger.Add(shared);
        all.Add(flows);
        shared.AsSpan().Clear();
        flows.Clear();
    }
}
