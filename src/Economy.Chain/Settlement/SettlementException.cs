namespace Economy.Chain.Settlement;

/// <summary>Why a tick could not be settled.</summary>
public enum SettlementFault
{
    /// <summary>The node failed for too long, or is gone.</summary>
    NodeFailed,

    /// <summary>The contract refuses the operation.</summary>
    Refused,

    /// <summary>The chain has fewer operations than it had: it was reorganised, or set back.</summary>
    SetBack,

    /// <summary>Somebody else settles into the same contract.</summary>
    OtherWriter,

    /// <summary>Books and chain disagree.</summary>
    Disagrees,
}

/// <summary>A tick could not be settled: the books are right, the chain is behind them.</summary>
public sealed class SettlementException(int tick, long batch, string problem, string remedy, Exception? cause = null)
    : ChainException($"Settlement stopped in tick {tick} at batch {batch}: {problem}", remedy, cause)
{
    /// <summary>Which of the known faults it is.</summary>
    public SettlementFault Fault { get; init; }

    /// <summary>The tick whose journal was being settled.</summary>
    public int Tick => tick;

    /// <summary>Number of the first batch that the chain has not applied.</summary>
    public long Batch => batch;
}
