using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>One numbered transaction of the settlement: a batch, or the close of a tick.</summary>
/// <param name="Number">Its place in the sequence that the contract enforces.</param>
/// <param name="Entries">Records in it; 0 for a close.</param>
/// <param name="Closes">The journal it closes; null for a batch.</param>
internal sealed record Operation(long Number, int Tick, int Entries, byte[] CallData, TickJournal? Closes)
{
    /// <summary>Gas limit to send it with: all that one transaction may use (EIP-7825). What is not used costs nothing.</summary>
    public const long GasLimit = 1 << 24;

    public static Operation Batch(long number, int tick, PackedBatch packed) =>
        new(number, tick, packed.Entries, SettlementContract.SettleCall(number, packed), null);

    public static Operation Close(long number, TickJournal journal) =>
        new(number, journal.Tick, 0, SettlementContract.CloseCall(number, journal.Tick, journal.Root), journal);
}
