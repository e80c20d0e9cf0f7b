using Economy.Chain.Signing;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>One numbered transaction of the settlement: a batch, the record of a tick's allocations, or the close of a tick.</summary>
/// <param name="Number">Its place in the sequence that the contract enforces.</param>
/// <param name="Entries">Ledger entries in it; 0 for a record and a close.</param>
/// <param name="Closes">The journal it closes; null for the others.</param>
internal sealed record Operation(long Number, int Tick, int Entries, byte[] CallData, TickJournal? Closes)
{
    // The dearest record is the first minting of a new asset, about 49,000 gas.
    private const long GasPerEntry = 50_000;
    private const long GasPerByte = 60;
    private const long BaseGas = 200_000;
    private const long GasPerTransaction = 1 << 24; // EIP-7825

    /// <summary>Gas limit to send it with.</summary>
    public long GasLimit => Math.Min(GasPerTransaction, BaseGas + GasPerEntry * Entries + GasPerByte * CallData.Length);

    public static Operation Batch(long number, int tick, PackedBatch packed, TradeSigner? signer = null) => new(
        number, tick, packed.Entries,
        packed.Trade is { } trade ? SettlementContract.TradeCall(number, packed, trade, signer!) : SettlementContract.SettleCall(number, packed), null);

    public static Operation Record(long number, int tick, TickAllocations allocations) =>
        new(number, tick, 0, SettlementContract.RecordCall(number, allocations), null);

    public static Operation Close(long number, TickJournal journal) =>
        new(number, journal.Tick, 0, SettlementContract.CloseCall(number, journal.Tick, journal.Root), journal);
}
