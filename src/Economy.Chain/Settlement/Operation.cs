using Economy.Chain.Contracts;
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

    /// <param name="signer">Signs the trade that the batch is; not needed where it is none.</param>
    public static Operation Batch(long number, int tick, PackedBatch packed, TradeSigner? signer = null) =>
        new(number, tick, packed.Entries, packed.Trade is null ? SettlementAbi.Settle(number, packed.Moves, packed.AssetMoves)
            : Trade(number, packed, signer!), null);

    public static Operation Record(long number, int tick, TickAllocations allocations) =>
        new(number, tick, 0, SettlementAbi.RecordAllocations(number, allocations.Root, allocations.Pools), null);

    public static Operation Close(long number, TickJournal journal) =>
        new(number, journal.Tick, 0, SettlementAbi.CloseTick(number, journal.Tick, journal.Root), journal);

    private static byte[] Trade(long number, PackedBatch packed, TradeSigner signer)
    {
        var terms = packed.Terms;
        var (buyer, seller) = signer.Sign(terms);
        return SettlementAbi.SettleTrade(number, terms, buyer, seller);
    }
}
