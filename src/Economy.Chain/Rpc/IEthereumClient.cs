using Economy.Chain.Abi;
using Economy.Chain.Settlement;
using Economy.Core.Books;

namespace Economy.Chain.Rpc;

/// <summary>
/// What settlement needs of an Ethereum node: deploy, call, send, receipts, logs. Every method may throw
/// <see cref="EndpointException"/> (no answer, or none that makes sense) and <see cref="RpcErrorException"/> (refused).
/// Reads are repeated on transport faults; <see cref="SendAsync"/> never is, because only the sender can know whether a
/// transaction may be sent twice.
/// </summary>
public interface IEthereumClient
{
    /// <summary>How the settlement contracts are spoken to.</summary>
    ISettlementCodec Codec => SettlementCodec.Instance;

    /// <summary>The chain's id.</summary>
    Task<long> ChainIdAsync(CancellationToken cancel = default);

    /// <summary>Number of the newest block.</summary>
    Task<long> BlockNumberAsync(CancellationToken cancel = default);

    /// <summary>Gas that fits into a block, going by the newest.</summary>
    Task<long> BlockGasLimitAsync(CancellationToken cancel = default);

    /// <summary>The accounts that transactions can be sent from.</summary>
    Task<IReadOnlyList<Address>> AccountsAsync(CancellationToken cancel = default);

    /// <summary>The nonce of the account's next transaction, after those already mined.</summary>
    Task<long> NonceAsync(Address account, CancellationToken cancel = default);

    /// <summary>Executes reads on the newest block, in one exchange.</summary>
    /// <returns>One answer per call, in the order of the calls.</returns>
    Task<IReadOnlyList<CallResult>> CallAsync(IReadOnlyList<ContractCall> calls, CancellationToken cancel = default);

    /// <summary>Hands transactions to the node, in one exchange.</summary>
    /// <returns>One outcome per transaction, in their order. A hash says that the node took it, not that it succeeded.</returns>
    Task<IReadOnlyList<SendResult>> SendAsync(IReadOnlyList<Transaction> transactions, CancellationToken cancel = default);

    /// <summary>
    /// Has a node that lets transactions wait mine them: anvil, which loses sight of some of those that come at once. Nothing on
    /// any other node.
    /// </summary>
    Task MineAsync(CancellationToken cancel = default);

    /// <summary>The receipts of mined transactions, in one exchange; null for those not yet mined.</summary>
    Task<IReadOnlyList<Receipt?>> ReceiptsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default);

    /// <summary>What transactions carried, in one exchange; null for those that the node does not know.</summary>
    Task<IReadOnlyList<byte[]?>> InputsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default);

    /// <summary>The events a contract emitted, oldest first, up to the newest block.</summary>
    /// <param name="contract">Which; null for all there are.</param>
    /// <param name="topics">What the first topics must be; null stands for any.</param>
    Task<IReadOnlyList<Log>> LogsAsync(Address? contract, IReadOnlyList<Hash32?> topics, long fromBlock = 0, CancellationToken cancel = default);
}

/// <summary>A read of a contract.</summary>
/// <param name="From">Who asks; matters to access control when a transaction is tried out before it is sent.</param>
/// <param name="Gas">Gas limit; null leaves it to the node.</param>
public sealed record ContractCall(Address To, byte[] Data, Address? From = null, long? Gas = null);

/// <summary>What a read returned: data, or the error that stopped it.</summary>
public readonly record struct CallResult(byte[] Data, RpcError? Error);

/// <summary>A transaction; the client, or the node for one of its unlocked accounts, signs it.</summary>
/// <param name="To">The contract called; null deploys <paramref name="Data"/>.</param>
/// <param name="Gas">Gas limit.</param>
public sealed record Transaction(Address From, Address? To, byte[] Data, long Nonce, long Gas);

/// <summary>The hash under which a node took a transaction, or why it did not.</summary>
public readonly record struct SendResult(Hash32? Hash, RpcError? Error);

/// <summary>The outcome of a mined transaction.</summary>
/// <param name="Contract">The address of the contract it deployed, if it deployed one.</param>
public sealed record Receipt(Hash32 Transaction, bool Succeeded, long GasUsed, long Block, Address? Contract);

/// <summary>An event.</summary>
public sealed record Log(Address Contract, IReadOnlyList<Hash32> Topics, byte[] Data, long Block, Hash32 Transaction);
