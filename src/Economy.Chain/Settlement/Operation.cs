using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>One numbered transaction of the settlement: a batch, or the close of a tick.</summary>
/// <param name="Number">Its place in the sequence that the contract enforces.</param>
/// <param name="Entries">Records in it; 0 for a close.</param>
/// <param name="Closes">The journal it closes; null for a batch.</param>
internal sealed record Operation(long Number, int Tick, int Entries, byte[] CallData, TickJournal? Closes)
{
    // Dearest record measured: an asset move between two accounts new to the token, about 34,000 gas. Base: transaction,
    // calldata and bookkeeping. The sum stays below the 2^24 a transaction may use for up to 460 records of that kind.
    private const long GasPerEntry = 36_000;
    private const long BaseGas = 200_000;
    private const long GasLimit = 1 << 24;

    /// <summary>Gas limit to send it with.</summary>
    public long Gas => Math.Min(GasLimit, BaseGas + GasPerEntry * Entries);

    public static Operation Batch(long number, int tick, PackedBatch packed) =>
        new(number, tick, packed.Entries, SettlementContract.SettleCall(number, packed), null);

    public static Operation Close(long number, TickJournal journal) =>
        new(number, journal.Tick, 0, SettlementContract.CloseCall(number, journal.Tick, journal.Root), journal);
}
