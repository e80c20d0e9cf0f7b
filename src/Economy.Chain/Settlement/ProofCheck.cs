using Economy.Chain.Abi;
using Economy.Chain.Rpc;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>Puts proofs before a run's contracts on a node.</summary>
/// <param name="client">The node.</param>
/// <param name="settlement">The run's settlement contract.</param>
public sealed class ProofCheck(IEthereumClient client, Address settlement)
{
    /// <summary>Whether the contract accepts that an entry is in a tick's journal.</summary>
    /// <exception cref="ChainException">The node did not answer, or there is no such contract.</exception>
    public Task<bool> AcceptsAsync(int tick, int index, Entry entry, MerkleProof proof, CancellationToken cancel = default) =>
        AskAsync(settlement, EntryCall(tick, index, entry, proof), cancel);

    /// <summary>Whether the contract accepts that an allocation was made in a tick.</summary>
    /// <exception cref="ChainException">The node did not answer, or there is no such contract.</exception>
    public async Task<bool> AcceptsAsync(int tick, int index, AllocationEntry entry, MerkleProof proof, CancellationToken cancel = default)
    {
        var record = await SettlementContract.ReadAsync(client, settlement, [AbiWriter.Selector("allocations()")], cancel).ConfigureAwait(false);
        return await AskAsync(new AbiReader(record[0]).Account(0),
            AbiWriter.Call("verify(uint64,(uint32,uint32,uint32,uint16,uint32,uint64),bytes32[],uint256)")
                .Number(tick).Number(index).Number(entry.Task).Number(entry.Owner.Value).Number(entry.Pool).Number(entry.SharePpm).Number(entry.Payment)
                .Hashes(proof.Siblings).Number(proof.Lefts).ToArray(), cancel).ConfigureAwait(false);
    }

    internal static byte[] EntryCall(int tick, int index, Entry entry, MerkleProof proof) =>
        AbiWriter.Call("verifyEntry(uint64,(uint32,uint32,uint32,uint32,uint16,uint8,uint64),bytes32[],uint256)")
            .Number(tick).Number(index).Number(entry.Posting).Number(entry.From.Value).Number(entry.To.Value).Number(entry.Token.Value)
            .Number((long)entry.Instrument).Number(entry.Amount).Hashes(proof.Siblings).Number(proof.Lefts).ToArray();

    private async Task<bool> AskAsync(Address contract, byte[] call, CancellationToken cancel) =>
        new AbiReader((await SettlementContract.ReadAsync(client, contract, [call], cancel).ConfigureAwait(false))[0]).Number(0) == 1;
}
