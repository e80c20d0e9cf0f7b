using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>One numbered transaction of the settlement: a batch, or the close of a tick.</summary>
/// <param name="Number">Its place in the sequence that the contract enforces.</param>
/// <param name="Entries">Records in it; 0 for a close.</param>
/// <param name="Closes">The journal it closes; null for a batch.</param>
internal sealed record Operation(long Number, int Tick, int Entries, byte[] CallData, TickJournal? Closes)
{
    // The dearest record is the first minting of a new asset, about 49,000 gas.
    private const long GasPerEntry = 50_000;
    private const long BaseGas = 200_000;
    private const long GasPerTransaction = 1 << 24; // EIP-7825

    /// <summary>Gas limit to send it with.</summary>
    public long GasLimit => Math.Min(GasPerTransaction, BaseGas + GasPerEntry * Entries);

    public static Operation Batch(long number, int tick, PackedBatch packed) =>
        new(number, tick, packed.Entries, SettlementContract.SettleCall(number, packed), null);

    public static Operation Close(long number, TickJournal journal) =>
        new(number, journal.Tick, 0, SettlementContract.CloseCall(number, journal.Tick, journal.Root), journal);
}
