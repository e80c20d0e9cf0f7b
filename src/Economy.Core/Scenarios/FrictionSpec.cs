using Economy.Core.Blocks;
using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>
/// Scarce block space: market trades, and nothing else, are transactions that compete for it and pay for it, in the books.
/// </summary>
public sealed record FrictionSpec
{
    [Key("Gas that fits into a block. Half of it is the target of the base fee.", Unit = "gas", Min = 2, Max = 1e12, Changes = true)]
    public long GasLimit { get; init; } = 30_000_000;

    [Key("Blocks produced in a tick: the tick's length over the block interval.", Unit = "blocks per tick", Min = 1, Max = 10_000)]
    public int BlocksPerTick { get; init; } = 12;

    [Key("Base fee of the first block. From block to block it moves by up to an eighth, as EIP-1559 has it; it is burnt.",
        Unit = "billionths of a minor unit per gas", Min = 0, Max = 1e12)]
    public long BaseFee { get; init; } = 1_000;

    [Key("Which waiting transaction a block takes first: arrival (the oldest), fee (the highest priority fee) or random (by lot).",
        Changes = true)]
    public TransactionOrdering Ordering { get; init; } = TransactionOrdering.Fee;

    [Key("Priority fee that buyers offer where ordering is by fee, as a share of the order at its limit; the treasury receives it.",
        Unit = "share of the order", Min = 0, Max = 1, Changes = true)]
    public double Tip { get; init; } = 0.01;

    [Key("Gas of a trade: payment, tax and delivery in a transaction of their own. Default: as measured on the contracts.", Unit = "gas",
        Min = 1, Max = 1e12)]
    public long TradeGas { get; init; } = GasTable.Committed[ChainOperation.Trade];
}

/// <summary>Orders in which a block takes waiting transactions.</summary>
public enum TransactionOrdering
{
    /// <summary>The oldest first.</summary>
    Arrival,

    /// <summary>The highest priority fee first.</summary>
    Fee,

    /// <summary>By lot.</summary>
    Random,
}
