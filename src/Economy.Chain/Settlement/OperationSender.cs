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
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly Hash32 BatchSettled = AbiWriter.Topic("BatchSettled(uint64,uint64)");
    private static readonly Hash32 TickClosed = AbiWriter.Topic("TickClosed(uint64,uint64,bytes32)");

    private readonly IEthereumClient client = contract.Client;
    // Of the next transaction; null while the fate of an earlier one is in doubt.
    private long? nonce;

    /// <returns>Gas used by each operation.</returns>
    /// <exception cref="SettlementException">An operation fails for good, or the node for too long.</exception>
    public async Task<IReadOnlyList<long>> ApplyAsync(IReadOnlyList<Operation> operations, CancellationToken cancel)
    {
        // As many entries as operations known to be applied.
        var gas = new List<long>(operations.Count);
        ChainException? fault = null;
        for (var fruitless = 0; ; await Task.Delay(fruitless * Pause, cancel).ConfigureAwait(false))
        {
            var before = gas.Count;
            try
            {
                if (nonce is null) await CatchUpAsync(operations, gas, cancel).ConfigureAwait(false);
                if (gas.Count < operations.Count && fruitless > 0) await ProbeAsync(operations[gas.Count], cancel).ConfigureAwait(false);
                if (gas.Count < operations.Count) await SendAsync(operations, gas, cancel).ConfigureAwait(false);
            }
            catch (ChainException cause) when (cause is not SettlementException)
            {
                fault = cause;
            }

            if (gas.Count == operations.Count) return gas;
            fruitless = gas.Count > before ? 0 : fruitless + 1;
            if (fruitless == FruitlessRounds) throw Stopped(operations[gas.Count], fault);
        }
    }

    /// <summary>Sends everything not known to be applied, and enters what receipts show to be.</summary>
    private async Task SendAsync(IReadOnlyList<Operation> operations, List<long> gas, CancellationToken cancel)
    {
        var next = nonce!.Value;
        nonce = null;
        var transactions = operations.Skip(gas.Count).Select((operation, i) =>
            new Transaction(contract.Settler, contract.Address, operation.CallData, next + i, Operation.GasLimit)).ToArray();
        var sent = await client.SendAsync(transactions, cancel).ConfigureAwait(false);
        var hashes = sent.TakeWhile(s => s.Hash is not null).Select(s => s.Hash!.Value).ToArray();
        if (hashes.Length == 0) throw new RpcErrorException("eth_sendTransaction", sent[0].Error!);
        var receipts = await client.MinedAsync(hashes, cancel).ConfigureAwait(false);
        gas.AddRange(receipts.TakeWhile(r => r is { Succeeded: true }).Select(r => r!.GasUsed));
        if (gas.Count == operations.Count) nonce = next + transactions.Length;
    }

    /// <summary>Asks the contract how far it is, and finds the receipts of what was applied unnoticed.</summary>
    private async Task CatchUpAsync(IReadOnlyList<Operation> operations, List<long> gas, CancellationToken cancel)
    {
        var next = await contract.NextBatchAsync(cancel).ConfigureAwait(false);
        while (gas.Count < operations.Count && operations[gas.Count].Number < next)
        {
            var operation = operations[gas.Count];
            var number = Topic(operation.Number);
            Hash32?[] topics = operation.Closes is null ? [BatchSettled, number] : [TickClosed, null, number];
            var logs = await client.LogsAsync(contract.Address, topics, contract.Block, cancel).ConfigureAwait(false);
            var receipt = logs.Count == 1 ? (await client.ReceiptsAsync([logs[0].Transaction], cancel).ConfigureAwait(false))[0] : null;
            gas.Add(receipt?.GasUsed ?? throw new ChainNodeException(
                $"The chain has applied batch {operation.Number} but does not know its receipt.", "Settle the run again on a fresh chain."));
        }

        nonce = await client.NonceAsync(contract.Settler, cancel).ConfigureAwait(false);
    }

    /// <summary>Tries an operation without sending it, to learn why it is not applied.</summary>
    private async Task ProbeAsync(Operation operation, CancellationToken cancel)
    {
        var call = new ContractCall(contract.Address, operation.CallData, contract.Settler, Operation.GasLimit);
        var result = (await client.CallAsync([call], cancel).ConfigureAwait(false))[0];
        if (result.Error is not { } error) return;
        throw new SettlementException(operation.Tick, operation.Number, $"the contract refuses it: {error.Describe()}.", error.RevertData.Length > 0
            ? "Books and chain no longer agree. Reconcile to see where, and settle the run again on a fresh chain."
            : "If it ran out of gas, settle with fewer entries per batch (settlement.entriesPerBatch).");
    }

    private static SettlementException Stopped(Operation operation, ChainException? fault) => new(
        operation.Tick, operation.Number, fault?.Message ?? "the node takes it, but never applies it.",
        fault?.Remedy ?? "Look at the node's log; the books are unharmed and the run can be settled again on a fresh chain.", fault);

    private static Hash32 Topic(long number)
    {
        Span<byte> word = stackalloc byte[32];
        word.Clear();
        BinaryPrimitives.WriteInt64BigEndian(word[24..], number);
        return new Hash32(word);
    }
}
