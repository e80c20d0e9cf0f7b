using System.Diagnostics;
using Economy.Chain.Contracts;
using Economy.Chain.Rpc;

namespace Economy.Chain.Settlement;

/// <summary>
/// Sends operations, many at once, and does not return before every one has a checked receipt. Where the outcome of one is in
/// doubt (a lost answer, a refused transaction, a missing receipt) the contract's <c>nextBatch</c> says what was applied, and
/// sending goes on from there; sending twice is harmless, because the contract takes each number once. What was applied
/// unnoticed must carry what was to be sent: otherwise somebody else settles here.
/// </summary>
/// <param name="chain">Where to send to.</param>
/// <param name="appliedBefore">Operations that the contract had applied when this process came.</param>
internal sealed class OperationSender(ISettlementChain chain, long appliedBefore = 0)
{
    private const int FruitlessRounds = 5;
    private const int FruitlessRoundsOfOwn = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly SettlementContract contract = chain.Contract;
    private readonly EthereumClient client = chain.Contract.Client;
    private readonly int rounds = chain.CanBeRenewed ? FruitlessRoundsOfOwn : FruitlessRounds;
    // Of the next transaction; null while the fate of an earlier one is in doubt.
    private long? nonce;
    private readonly long found = appliedBefore;
    // Everything below it was handed to the node, by this process or before.
    private long handedOut = appliedBefore;

    /// <returns>Gas used by each operation.</returns>
    /// <exception cref="SettlementException">An operation fails for good, or the node for too long.</exception>
    public async Task<IReadOnlyList<long>> ApplyAsync(IReadOnlyList<Operation> operations, CancellationToken cancel)
    {
        // As many entries as operations known to be applied.
        var gas = new List<long>(operations.Count);
        if (operations.Count == 0) return gas;
        if (operations[0].Number < found) nonce = null;
        ChainException? fault = null;
        var sinceProgress = Stopwatch.StartNew();
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
            if (fruitless == 0) sinceProgress.Restart();
            if (fruitless == rounds || sinceProgress.Elapsed > chain.Patience || chain.IsLost) throw Stopped(operations[gas.Count], fault);
        }
    }

    /// <summary>Makes sure that the chain has applied everything below a number, and nothing else.</summary>
    /// <exception cref="SettlementException">It has applied less, or more.</exception>
    public async Task ConfirmAsync(int tick, long number, CancellationToken cancel)
    {
        var next = await NextAsync(number, number, cancel).ConfigureAwait(false);
        if (next > number) throw OtherWriter(tick, number, next);
        if (next < number) throw SetBack(tick, number, next);
    }

    /// <summary>Sends everything not known to be applied, and enters what receipts show to be.</summary>
    private async Task SendAsync(IReadOnlyList<Operation> operations, List<long> gas, CancellationToken cancel)
    {
        var next = nonce!.Value;
        nonce = null;
        handedOut = Math.Max(handedOut, operations[^1].Number + 1);
        var transactions = operations.Skip(gas.Count).Select((operation, i) =>
            new Transaction(contract.Place.Settler, contract.Place.Settlement, operation.CallData, next + i, operation.GasLimit)).ToArray();
        var sent = await client.SendAsync(transactions, cancel).ConfigureAwait(false);
        var hashes = sent.TakeWhile(s => s.Hash is not null).Select(s => s.Hash!.Value).ToArray();
        if (hashes.Length == 0) throw new RpcErrorException("eth_sendTransaction", sent[0].Error!);
        var receipts = await client.MinedAsync(hashes, cancel, chain.MiningTime).ConfigureAwait(false);
        gas.AddRange(receipts.TakeWhile(r => r is { Succeeded: true }).Select(r => r!.GasUsed));
        if (gas.Count == operations.Count) nonce = next + transactions.Length;
    }

    /// <summary>Asks the contract how far it is, and finds the receipts of what was applied unnoticed.</summary>
    private async Task CatchUpAsync(IReadOnlyList<Operation> operations, List<long> gas, CancellationToken cancel)
    {
        // What the node took before its answer was lost may wait to be mined, and is not taken again meanwhile.
        await client.MineAsync(cancel).ConfigureAwait(false);
        var next = await NextAsync(operations[0].Number, handedOut, cancel).ConfigureAwait(false);
        if (next > handedOut) throw OtherWriter(operations[^1].Tick, operations[^1].Number, next);
        if (next < operations[0].Number) throw SetBack(operations[0].Tick, operations[0].Number, next);
        while (gas.Count > 0 && operations[gas.Count - 1].Number >= next) gas.RemoveAt(gas.Count - 1);
        while (gas.Count < operations.Count && operations[gas.Count].Number < next)
            gas.Add(await GasOfAppliedAsync(operations[gas.Count], cancel).ConfigureAwait(false));
        nonce = await client.NonceAsync(contract.Place.Settler, cancel).ConfigureAwait(false);
    }

    /// <summary>The contract's next batch; asked for again where it is not what it should be, because an answer may be garbled.</summary>
    private async Task<long> NextAsync(long least, long most, CancellationToken cancel)
    {
        var (next, _) = await contract.PositionAsync(cancel).ConfigureAwait(false);
        if (next < least || next > most) (next, _) = await contract.PositionAsync(cancel).ConfigureAwait(false);
        // Where nothing has been applied yet, an opening may begin.
        return next == 0 && least == Opening.FirstNumber ? least : next;
    }

    private async Task<long> GasOfAppliedAsync(Operation operation, CancellationToken cancel)
    {
        var logs = await LogsAsync(isBatch: operation.Closes is null).ConfigureAwait(false);
        if (logs.Count != 1) throw (await LogsAsync(isBatch: operation.Closes is not null).ConfigureAwait(false)).Count == 1 ? OtherWriter(operation.Tick, operation.Number, operation.Number + 1) : Unknown(operation);
        if (await DiffersAsync().ConfigureAwait(false) && await DiffersAsync().ConfigureAwait(false)) throw OtherWriter(operation.Tick, operation.Number, operation.Number + 1);
        var receipt = (await client.ReceiptsAsync([logs[0].Transaction], cancel).ConfigureAwait(false))[0];
        return receipt?.GasUsed ?? throw Unknown(operation);

        Task<IReadOnlyList<Log>> LogsAsync(bool isBatch)
        {
            var topics = isBatch ? SettlementAbi.BatchSettled(operation.Number) : SettlementAbi.TickClosed(operation.Number);
            return client.LogsAsync(contract.Place.Settlement, topics, contract.Place.Block, cancel);
        }

        async Task<bool> DiffersAsync() =>
            (await client.InputsAsync([logs[0].Transaction], cancel).ConfigureAwait(false))[0] is { } input && !input.AsSpan().SequenceEqual(operation.CallData);
    }

    /// <summary>Tries an operation without sending it, to learn why it is not applied.</summary>
    private async Task ProbeAsync(Operation operation, CancellationToken cancel)
    {
        var call = new ContractCall(contract.Place.Settlement, operation.CallData, contract.Place.Settler, operation.GasLimit);
        var result = (await client.CallAsync([call], cancel).ConfigureAwait(false))[0];
        // Out of order: it was applied, or the chain was set back, since the last look; the next look will tell.
        if (result.Error is not { } error || error.Describe().StartsWith("BatchOutOfOrder", StringComparison.Ordinal)) return;
        throw new SettlementException(operation.Tick, operation.Number, $"the contract refuses it: {error.Describe()}.",
            error.RevertData.Length > 0
            ? "Books and chain no longer agree. Reconcile to see where, and settle the run again on a fresh chain."
            : "If it ran out of gas, settle with fewer entries per batch (settlement.entriesPerBatch).")
        { Fault = SettlementFault.Refused };
    }

    private SettlementException Stopped(Operation operation, ChainException? fault) => new(
        operation.Tick, operation.Number, fault?.Message ?? "the node takes it, but never applies it.",
        chain.CanBeRenewed ? "It was the run's own node; a fresh one takes its place when the run is resumed."
            : fault?.Remedy ?? "Look at the node's log; the books are unharmed and the run can be settled again on a fresh chain.", fault);

    private static SettlementException OtherWriter(int tick, long number, long next) => new(
        tick, number, $"another process settles into the same contract: it has applied what this one never sent (its next batch is {next}).",
        "Let only one process settle a run: end the other one, then resume this run on a fresh chain.")
    { Fault = SettlementFault.OtherWriter };

    private static SettlementException SetBack(int tick, long number, long next) => new(
        tick, number, $"the chain was set back: it had applied every batch before {number}, and now has only those before {next}.",
        "Resume the run: what is missing is sent again.")
    { Fault = SettlementFault.SetBack };

    private static ChainNodeException Unknown(Operation operation) => new(
        $"The chain has applied batch {operation.Number} but does not know its receipt.", "Settle the run again on a fresh chain.");
}
