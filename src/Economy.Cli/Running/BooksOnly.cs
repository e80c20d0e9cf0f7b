using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;

namespace Economy.Cli.Running;

/// <summary>No chain: the roots are kept, and every row says that it is unsettled.</summary>
internal sealed class BooksOnly : ISettlement, IJournalSink, IResumable
{
    private readonly List<SettlementRow> rows = [];

    public IJournalSink Journals => this;

    public IResumable State => this;

    public long? Batches => null;

    public void Accept(TickJournal journal) => Add(journal.Tick, journal.Root, journal.Entries.Length, journal.NetworkFees);

    public void WaitUntilKept()
    {
    }

    public void Save(BinaryWriter state)
    {
        state.Write(rows.Count);
        foreach (var row in rows)
        {
            state.Write(row.JournalRoot);
            state.Write(row.JournalEntries);
            state.Write(row.NetworkFees);
        }
    }

    public void Restore(BinaryReader state)
    {
        var count = state.ReadInt32();
        for (var tick = 0; tick < count; tick++) Add(tick, Hash32.Parse(state.ReadString()), state.ReadInt32(), state.ReadInt64());
    }

    public Task<Settled> CompleteAsync(Ledger ledger, IDisplay display, CancellationToken cancel) => Task.FromResult(new Settled(rows, null, null));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Add(int tick, Hash32 root, int entries, long fees) =>
        rows.Add(new SettlementRow(tick, root.ToString(), entries, null, 0, 0, 0, 0, "unsettled", fees));
}
