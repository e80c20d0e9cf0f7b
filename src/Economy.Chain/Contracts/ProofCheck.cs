using Economy.Chain.Accounts;
using Economy.Chain.Rpc;
using Economy.Core.Books;

namespace Economy.Chain.Contracts;

/// <summary>Puts proofs before a run's contracts on a node.</summary>
/// <param name="client">The node.</param>
/// <param name="settlement">The run's settlement contract.</param>
public sealed class ProofCheck(EthereumClient client, Address settlement)
{
    /// <summary>Whether the contract accepts that an entry is in a tick's journal.</summary>
    /// <exception cref="ChainException">The node did not answer, or there is no such contract.</exception>
    public Task<bool> AcceptsAsync(int tick, int index, Entry entry, MerkleProof proof, CancellationToken cancel = default) =>
        ContractReads.AskAsync(client, settlement, SettlementAbi.VerifyEntry(tick, index, entry, proof), cancel);

    /// <summary>Whether the contract accepts that an allocation was made in a tick.</summary>
    /// <exception cref="ChainException">The node did not answer, or there is no such contract.</exception>
    public async Task<bool> AcceptsAsync(int tick, int index, AllocationEntry entry, MerkleProof proof, CancellationToken cancel = default)
    {
        var record = await ContractReads.AskAsync(client, settlement, SettlementAbi.Allocations, cancel).ConfigureAwait(false);
        return await ContractReads.AskAsync(client, record, SettlementAbi.VerifyAllocation(tick, index, entry, proof), cancel)
            .ConfigureAwait(false);
    }
}
