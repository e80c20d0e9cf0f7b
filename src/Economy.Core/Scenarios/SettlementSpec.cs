using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Core.Scenarios;

/// <summary>How the journal reaches the chain.</summary>
public sealed record SettlementSpec
{
    [Key("netted (net change per account and token, with the journal's Merkle root), batch (every entry, in few transactions) or per-trade (as batch, but each trade is a transaction of its own: delivery versus payment).")]
    public SettlementMode Mode { get; init; } = SettlementMode.Netted;

    [Key("Whether buyer and seller sign each trade (EIP-712), and the contract checks both signatures. With mode per-trade only.")]
    public bool Signed { get; init; }

    [Key("How many ticks settlement may lag behind the simulation before the simulation waits; it waits too where four million entries do.",
        Unit = "ticks", Min = 1, Max = 10_000)]
    public int LagTicks { get; init; } = 1000;

    [Key("Entries or net changes per transaction.", Unit = "entries", Min = 1, Max = 500)]
    public int EntriesPerBatch { get; init; } = 300;

    [Key("Memory that a node started by the run may hold; a larger one is reconciled and left for a fresh one, which starts from the balances reached.", Unit = "MB", Min = 64, Max = 1_000_000)]
    public int NodeMemoryMegabytes { get; init; } = 2000;

    [Key("How long a node may go without answering, or without mining what it was sent, before it is given up: the run's own is replaced, settlement on any other stops.", Unit = "s", Min = 1, Max = 86_400)]
    public int Patience { get; init; } = 120;
}

/// <summary>Settlement modes.</summary>
public enum SettlementMode
{
    /// <summary>Net changes only; single entries can be proved from the root.</summary>
    Netted,

    /// <summary>Every entry on chain.</summary>
    Batch,

    /// <summary>Every entry on chain, each trade in a transaction of its own.</summary>
    PerTrade,
}

/// <summary>What a run writes, beside the tables that are always written.</summary>
public sealed record OutputSpec
{
    [Key("Format of the tables' files. Digests are over the canonical text of their rows, so they are the same in either.")]
    public TableFormat Format { get; init; } = TableFormat.Csv;

    [Key("Whether trades.csv lists every trade.")]
    public bool Trades { get; init; } = true;

    [Key("Whether participants.csv lists every participant at the end.")]
    public bool Participants { get; init; } = true;

    [Key("Whether journal.bin, every entry of a run that was settled, is kept; about 7 bytes an entry.")]
    public bool Journal { get; init; } = true;

    [Key("Further tables, beside those that every run has. No digest covers them.")]
    public IReadOnlyList<ObserverSpec>? Observers { get; init; }

    [Key("Tables of states, as their descriptions say, have rows of tick 0, of the ticks that it divides, and of the last tick, whenever the run ends. All other tables have every tick: in theirs no tick can stand for another.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Every { get; init; } = 1;
}
