using Economy.Chain.Contracts;
using Economy.Chain.Rpc;

namespace Economy.Chain.Settlement;

/// <summary>Where a run settles: contracts on a node, which another may take the place of while the run goes on.</summary>
public interface ISettlementChain
{
    /// <summary>The contracts in use.</summary>
    SettlementContract Contract { get; }

    /// <summary><c>hardhat</c>, <c>anvil</c> or <c>remote</c>.</summary>
    string Node { get; }

    /// <summary>Id of the chain.</summary>
    long ChainId { get; }

    /// <summary>Whether the contracts were deployed by this process.</summary>
    bool IsFresh { get; }

    /// <summary>Whether the node is the run's own, to be ended and replaced.</summary>
    bool CanBeRenewed { get; }

    /// <summary>Whether the node's process has ended.</summary>
    bool IsLost { get; }

    /// <summary>Longest wait for a transaction to be mined.</summary>
    TimeSpan MiningTime { get; }

    /// <summary>How long nothing may come of sending before it is given up.</summary>
    TimeSpan Patience { get; }

    /// <summary>Memory that the node holds, bytes; 0 where it is not known.</summary>
    long ResidentBytes { get; }

    /// <summary>Ends the node, starts a fresh one and deploys the contracts there.</summary>
    /// <exception cref="ChainException">No fresh one can be had.</exception>
    Task RenewAsync(CancellationToken cancel);
}

/// <summary>Contracts that are there, and cannot be replaced.</summary>
internal sealed class FixedChain(SettlementContract contract) : ISettlementChain
{
    public SettlementContract Contract => contract;

    public string Node => "remote";

    public long ChainId => 0;

    public bool IsFresh => false;

    public bool CanBeRenewed => false;

    public bool IsLost => false;

    public TimeSpan MiningTime => ReceiptPolling.Patience;

    public TimeSpan Patience => new RpcOptions().Patience;

    public long ResidentBytes => 0;

    public Task RenewAsync(CancellationToken cancel) => throw new NotSupportedException();
}
