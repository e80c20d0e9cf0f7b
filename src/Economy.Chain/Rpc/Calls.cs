using Economy.Chain.Accounts;
using Economy.Core.Books;

namespace Economy.Chain.Rpc;

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
