using Economy.Chain;
using Economy.Chain.Abi;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;

namespace Economy.Tests.Chain;

/// <summary>A client whose answers to sending and asking for receipts can be spoilt, after or before the node has acted.</summary>
internal sealed class FaultyClient(IEthereumClient inner) : IEthereumClient
{
    /// <summary>Stands between the caller and sending; by default only passes on.</summary>
    public Func<Func<Task<IReadOnlyList<SendResult>>>, Task<IReadOnlyList<SendResult>>> OnSend { get; set; } = send => send();

    /// <summary>Stands between the caller and receipts.</summary>
    public Func<Func<Task<IReadOnlyList<Receipt?>>>, Task<IReadOnlyList<Receipt?>>> OnReceipts { get; set; } = ask => ask();

    public ISettlementCodec Codec => inner.Codec;

    public static EndpointException Lost => new(EndpointFault.Unreachable, "the answer was lost", "none");

    public Task<long> ChainIdAsync(CancellationToken cancel = default) => inner.ChainIdAsync(cancel);

    public Task<long> BlockNumberAsync(CancellationToken cancel = default) => inner.BlockNumberAsync(cancel);

    public Task MineAsync(CancellationToken cancel = default) => inner.MineAsync(cancel);

    public Task<long> BlockGasLimitAsync(CancellationToken cancel = default) => inner.BlockGasLimitAsync(cancel);

    public Task<IReadOnlyList<Address>> AccountsAsync(CancellationToken cancel = default) => inner.AccountsAsync(cancel);

    public Task<long> NonceAsync(Address account, CancellationToken cancel = default) => inner.NonceAsync(account, cancel);

    public Task<IReadOnlyList<CallResult>> CallAsync(IReadOnlyList<ContractCall> calls, CancellationToken cancel = default) => inner.CallAsync(calls, cancel);

    public Task<IReadOnlyList<SendResult>> SendAsync(IReadOnlyList<Transaction> transactions, CancellationToken cancel = default) =>
        OnSend(() => inner.SendAsync(transactions, cancel));

    public Task<IReadOnlyList<Receipt?>> ReceiptsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default) =>
        OnReceipts(() => inner.ReceiptsAsync(transactions, cancel));

    public Task<IReadOnlyList<byte[]?>> InputsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default) => inner.InputsAsync(transactions, cancel);

    public Task<IReadOnlyList<Log>> LogsAsync(Address? contract, IReadOnlyList<Hash32?> topics, long fromBlock = 0, CancellationToken cancel = default) =>
        inner.LogsAsync(contract, topics, fromBlock, cancel);
}
