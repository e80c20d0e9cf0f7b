using Economy.Chain.Rpc;

namespace Economy.Chain;

/// <summary>
/// Something outside the program went wrong on the way to, or on, the chain. The message says what and where, the
/// <see cref="Remedy"/> what to do about it; both are meant to be shown to the user as they are.
/// </summary>
public abstract class ChainException(string problem, string remedy, Exception? cause = null) : Exception(problem, cause)
{
    /// <summary>What the user can do about it.</summary>
    public string Remedy => remedy;
}

/// <summary>Node, the npm packages or the compiled contracts are missing and could not be provided.</summary>
public sealed class ToolchainException(string problem, string remedy, Exception? cause = null) : ChainException(problem, remedy, cause);

/// <summary>A chain node could not be started, or died.</summary>
public sealed class ChainNodeException(string problem, string remedy, Exception? cause = null) : ChainException(problem, remedy, cause);

/// <summary>What is wrong with the address a chain was expected at.</summary>
public enum EndpointFault
{
    /// <summary>Nothing answers, or not in time.</summary>
    Unreachable,

    /// <summary>Something answers, but it is no Ethereum JSON-RPC.</summary>
    NotEthereum,

    /// <summary>It is an Ethereum chain, but not a local test chain.</summary>
    NotLocal,

    /// <summary>Neither the node nor a key signs for the account that is to settle.</summary>
    NoAccount,

    /// <summary>The account that settles cannot pay for a transaction.</summary>
    NoFunds,
}

/// <summary>The endpoint cannot be used.</summary>
public sealed class EndpointException(EndpointFault fault, string problem, string remedy, Exception? cause = null)
    : ChainException(problem, remedy, cause)
{
    /// <summary>Which of the known faults it is.</summary>
    public EndpointFault Fault => fault;
}

/// <summary>The node answered a call with an error.</summary>
public sealed class RpcErrorException(string method, RpcError error)
    : ChainException($"{method}: {error.Describe()}", "The node refused the call; its own log may say more.")
{
    /// <summary>The error as the node gave it.</summary>
    public RpcError Error => error;
}

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
