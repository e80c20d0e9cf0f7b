namespace Economy.Chain.Rpc;

/// <summary>What is wrong with the address a chain was expected at.</summary>
public enum EndpointFault
{
    /// <summary>Nothing answers, or not in time.</summary>
    Unreachable,

    /// <summary>Something answers, but it is no Ethereum JSON-RPC.</summary>
    NotEthereum,

    /// <summary>It wants credentials, or others.</summary>
    NotAdmitted,

    /// <summary>It is an Ethereum chain, but not a local test chain.</summary>
    NotLocal,

    /// <summary>Neither the node nor a key signs for the account that is to settle.</summary>
    NoAccount,

    /// <summary>The account that settles cannot pay for a transaction.</summary>
    NoFunds,

    /// <summary>It takes transactions, and makes no blocks of them.</summary>
    NotMining,
}

/// <summary>The endpoint cannot be used.</summary>
public sealed class EndpointException(EndpointFault fault, string problem, string remedy, Exception? cause = null)
    : ChainException(problem, remedy, cause)
{
    /// <summary>Which of the known faults it is.</summary>
    public EndpointFault Fault => fault;
}
