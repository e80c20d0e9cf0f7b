using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>
/// Mode <c>batch</c>: every entry, in posting order. A posting is never divided between batches, so a trade's payment and
/// delivery succeed or fail together, unless it is longer than a whole batch (an endowment or a dividend to everybody is).
/// Such a posting is cut between entries, each of which balances by itself.
/// </summary>
internal sealed class EntryComposer(int entriesPerBatch) : BatchComposer
{
    private readonly BatchPacker packer = new(entriesPerBatch);

    public override PackedBatch[] Compose(TickJournal journal)
    {
        var entries = journal.Entries;
        for (int start = 0, end; start < entries.Length; start = end)
        {
            end = start + 1;
            while (end < entries.Length && entries[end].Posting == entries[start].Posting) end++;
            if (end - start > packer.Room) packer.Cut();
            foreach (ref readonly var entry in entries[start..end])
                packer.Add(entry.Token, (uint)entry.From.Value, (uint)entry.To.Value, entry.Amount);
        }

        return packer.Take();
    }
}
