namespace Economy.Chain.Settlement;

/// <summary>How far settlement has come; a snapshot.</summary>
/// <param name="AcceptedTicks">Journals taken.</param>
/// <param name="ClosedTicks">Journals applied and closed on chain.</param>
/// <param name="Batches">Batches applied, closes not counted.</param>
/// <param name="Entries">Entries or net changes applied.</param>
/// <param name="Gas">Gas used, closes included.</param>
public readonly record struct SettlementProgress(int AcceptedTicks, int ClosedTicks, long Batches, long Entries, long Gas)
{
    /// <summary>How many ticks the chain is behind the books.</summary>
    public int LagTicks => AcceptedTicks - ClosedTicks;
}
