using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Chain.Settlement;

/// <summary>Turns a tick's journal into batches: the settlement mode.</summary>
internal abstract class BatchComposer
{
    public static BatchComposer For(SettlementSpec spec) => spec.Mode switch
    {
        SettlementMode.Netted => new NetComposer(spec.EntriesPerBatch),
        SettlementMode.Batch => new EntryComposer(spec.EntriesPerBatch),
        SettlementMode.PerTrade => new EntryComposer(spec.EntriesPerBatch, tradesAlone: true, spec.Signed),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Mode, "Unknown settlement mode."),
    };

    /// <summary>The batches of one tick, in the order in which they must be applied.</summary>
    public abstract PackedBatch[] Compose(TickJournal journal);
}
