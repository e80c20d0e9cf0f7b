using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;

namespace Economy.Cli.Running;

/// <summary>
/// Keeps of every journal its root and size: the rows of a settlement that says of each tick that it is unsettled. A journal is hashed
/// while the next tick runs.
/// </summary>
internal sealed class JournalHeads : IJournalSink, IResumable
{
    private readonly List<SettlementRow> rows = [];
    private Task hashing = Task.CompletedTask;

    public IReadOnlyList<SettlementRow> Rows
    {
        get
        {
            hashing.Wait();
            return rows;
        }
    }

    /// <summary>Only one journal is hashed at a time, so that no more than two are in memory.</summary>
    public void AwaitRoom(TickJournal journal) => hashing.Wait();

    public void Accept(TickJournal journal)
    {
        hashing.Wait();
        hashing = Task.Run(() =>
        {
            Add(journal.Tick, journal.Root, journal.Entries.Length, journal.NetworkFees);
            journal.Release();
        });
    }

    public void Save(BinaryWriter state)
    {
        state.Write(Rows.Count);
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

    private void Add(int tick, Hash32 root, int entries, long fees) =>
        rows.Add(new SettlementRow(tick, root.ToString(), entries, null, 0, 0, 0, 0, "unsettled", fees));
}
