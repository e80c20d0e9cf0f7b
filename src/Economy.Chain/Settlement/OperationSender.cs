using System.Buffers.Binary;
using Economy.Chain.Abi;
using Economy.Chain.Rpc;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>
/// Sends operations, many at once, and does not return before every one has a checked receipt. Where the outcome of one is in
/// doubt (a lost answer, a refused transaction, a missing receipt) the contract's <c>nextBatch</c> says what was applied, and
/// sending goes on from there; sending twice is harmless, because the contract takes each number once.
/// </summary>
internal sealed class OperationSender(SettlementContract contract)
{
    private const int FruitlessRounds = 5;
    private static readonly Hash32 BatchSettled = AbiWriter.Topic("BatchSettled(uint64,uint64)");
    private static readonly Hash32 TickClosed = AbiWriter.Topic("TickClosed(uint64,uint64,bytes32)");

    private readonly IEthereumClient client = contract.Client;
    private long? nonce;

    /// <returns>Gas used by each operation.</returns>
    /// <exception cref="SettlementException">An operation fails for good, or the node for too long.</exception>
    public async Task<long[]> ApplyAsync(IReadOnlyList<Operation> operations, CancellationToken cancel)
    {
        var gas = new long[operations.Count];
        ChainException? fault = null;
        for (int done = 0, fruitless = 0; done < operations.Count;)
        {
            var before = done;
            try
            {
                done += await SendAsync(operations, done, gas, cancel).ConfigureAwait(false);
                if (done == operations.Count) break;
                done += await CatchUpAsync(operations, done, gas, cancel).ConfigureAwait(false);
                if (done == before) await ProbeAsync(operations[done], cancel).ConfigureAwait(false);
            }
            catch (ChainException cause) when (cause is not SettlementException)
            {
                fault = cause;
            }

            fruitless = done > before ? 0 : fruitless + 1;
            if (fruitless < FruitlessRounds) continue;
            var at = operations[done];
            throw new SettlementException(at.Tick, at.Number, fault?.Message ?? "the node takes it, but never applies it.",
                fault?.Remedy ?? "Look at the node's log; the books are unharmed and the run can be settled again on a fresh chain.", fault);
        }

        return gas;
    }

    /// <summary>Sends everything from <paramref name="start"/> on.</summary>
    /// <returns>How many in a row were applied, as their receipts show.</returns>
    private async Task<int> SendAsync(IReadOnlyList<Operation> operations, int start, long[] gas, CancellationToken cancel)
    {
        var next = nonce ?? await client.NonceAsync(contract.Settler, cancel).ConfigureAwait(false);
        nonce = null;
        var transactions = new Transaction[operations.Count - start];
        for (var i = 0; i < transactions.Length; i++)
        {
            var operation = operations[start + i];
            transactions[i] = new Transaction(contract.Settler, contract.Address, operation.CallData, next + i, operation.Gas);
        }

        var sent = await client.SendAsync(transactions, cancel).ConfigureAwait(false);
        var hashes = sent.TakeWhile(s => s.Hash is not null).Select(s => s.Hash!.Value).ToArray();
        if (hashes.Length == 0) return 0;
        var receipts = await client.MinedAsync(hashes, cancel).ConfigureAwait(false);
        var applied = 0;
        while (applied < receipts.Count && receipts[applied] is { Succeeded: true } receipt) gas[start + applied++] = receipt.GasUsed;
        if (applied == transactions.Length) nonce = next + applied;
        return applied;
    }

    /// <summary>Asks the contract how far it is, and finds the receipts of what was applied unnoticed.</summary>
    private async Task<int> CatchUpAsync(IReadOnlyList<Operation> operations, int start, long[] gas, CancellationToken cancel)
    {
        var applied = (int)Math.Min(operations.Count, await contract.NextBatchAsync(cancel).ConfigureAwait(false) - operations[0].Number) - start;
        for (var i = start; i < start + applied; i++)
        {
            var number = Topic(operations[i].Number);
            Hash32?[] topics = operations[i].Closes is null ? [BatchSettled, number] : [TickClosed, null, number];
            var logs = await client.LogsAsync(contract.Address, topics, contract.Block, cancel).ConfigureAwait(false);
            var receipt = logs.Count == 1 ? (await client.ReceiptsAsync([logs[0].Transaction], cancel).ConfigureAwait(false))[0] : null;
            gas[i] = receipt?.GasUsed ?? throw new ChainNodeException($"The chain has applied batch {operations[i].Number} but does not know its receipt.", "Settle the run again on a fresh chain.");
        }

        return Math.Max(0, applied);
    }

    /// <summary>Tries an operation without sending it, to learn why it is not applied.</summary>
    private async Task ProbeAsync(Operation operation, CancellationToken cancel)
    {
        var call = new ContractCall(contract.Address, operation.CallData, contract.Settler, operation.Gas);
        var result = (await client.CallAsync([call], cancel).ConfigureAwait(false))[0];
        if (result.Error is { } error)
            throw new SettlementException(operation.Tick, operation.Number, $"the contract refuses it: {error.Describe()}.",
                "Books and chain no longer agree. Reconcile to see where, and settle the run again on a fresh chain.");
    }

    private static Hash32 Topic(long number)
    {
        Span<byte> word = stackalloc byte[32];
        word.Clear();
        BinaryPrimitives.WriteInt64BigEndian(word[24..], number);
        return new Hash32(word);
    }
}
