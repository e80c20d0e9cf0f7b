using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>
/// Modes <c>batch</c> and <c>per-trade</c>: every entry, in posting order. A posting is never divided between batches, so a
/// trade's payment and delivery succeed or fail together, unless it is longer than a whole batch (an endowment or a dividend
/// to everybody is). Such a posting is cut between entries, each of which balances by itself. Where block space is scarce, a
/// batch holds trades of one simulated block only, so the chain is sent the blocks that the books have.
/// </summary>
/// <param name="entriesPerBatch">Most records in one batch.</param>
/// <param name="tradesAlone">Whether each trade is a batch of its own.</param>
/// <param name="signed">Whether its parties are to sign it.</param>
internal sealed class EntryComposer(int entriesPerBatch, bool tradesAlone = false, bool signed = false) : BatchComposer
{
    private readonly BatchPacker packer = new(entriesPerBatch);

    public override PackedBatch[] Compose(TickJournal journal)
    {
        var entries = journal.Entries;
        var block = 0;
        for (int start = 0, end; start < entries.Length; start = end)
        {
            end = start + 1;
            while (end < entries.Length && entries[end].Posting == entries[start].Posting) end++;
            if (block < journal.Blocks.Count && entries[start].Posting >= journal.Blocks[block])
            {
                packer.Cut();
                while (block < journal.Blocks.Count && entries[start].Posting >= journal.Blocks[block]) block++;
            }

            var isAlone = tradesAlone && entries[start].Instrument == Instrument.Delivery;
            if (isAlone || end - start > packer.Room) packer.Cut();
            foreach (ref readonly var entry in entries[start..end])
                packer.Add(entry.Token, (uint)entry.From.Value, (uint)entry.To.Value, entry.Amount);
            if (isAlone) packer.Cut(signed ? new SignedTrade(journal.Tick, entries[start].Posting, entries[start].To, entries[start].From)
                : null);
        }

        return packer.Take();
    }
}
