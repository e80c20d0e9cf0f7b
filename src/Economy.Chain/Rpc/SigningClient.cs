using System.Numerics;
using Economy.Chain.Abi;
using Economy.Chain.Signing;
using Economy.Core.Books;

namespace Economy.Chain.Rpc;

/// <summary>
/// A client that signs what it sends with a key of its own; the node need hold none. What is sent again is the same to the byte
/// unless fees have risen, and a transaction that the node has already counts as taken, whatever the node says to it.
/// Used by one sender at a time; reads are safe at any.
/// </summary>
/// <param name="node">The way to the node. It is disposed of with this.</param>
/// <param name="chainId">Id of the node's chain.</param>
public sealed class SigningClient(JsonRpcClient node, long chainId, SigningKey key) : IEthereumClient, IDisposable
{
    private Fees fees;

    /// <inheritdoc />
    public async Task<IReadOnlyList<SendResult>> SendAsync(IReadOnlyList<Transaction> transactions, CancellationToken cancel = default)
    {
        var (baseFee, tip) = await node.FeesAsync(cancel).ConfigureAwait(false);
        fees = Fees.At(baseFee, tip, fees);
        var signed = transactions.Select(transaction => key.Sign(transaction, chainId, fees)).ToArray();
        var hashes = signed.Select(bytes => new Hash32(Keccak256.Hash(bytes))).ToArray();
        var sent = await node.SendSignedAsync(signed, cancel).ConfigureAwait(false);
        return await JudgeAsync(this, transactions, hashes, sent, fees, () => node.BalanceAsync(key.Address, cancel), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Address>> AccountsAsync(CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<Address>>([key.Address]);

    /// <inheritdoc />
    public Task<long> ChainIdAsync(CancellationToken cancel = default) => node.ChainIdAsync(cancel);

    /// <inheritdoc />
    public Task<long> BlockNumberAsync(CancellationToken cancel = default) => node.BlockNumberAsync(cancel);

    /// <inheritdoc />
    public Task<long> BlockGasLimitAsync(CancellationToken cancel = default) => node.BlockGasLimitAsync(cancel);

    /// <inheritdoc />
    public Task<long> NonceAsync(Address account, CancellationToken cancel = default) => node.NonceAsync(account, cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<CallResult>> CallAsync(IReadOnlyList<ContractCall> calls, CancellationToken cancel = default) => node.CallAsync(calls, cancel);

    /// <inheritdoc />
    public Task MineAsync(CancellationToken cancel = default) => node.MineAsync(cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<Receipt?>> ReceiptsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default) => node.ReceiptsAsync(transactions, cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<byte[]?>> InputsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default) => node.InputsAsync(transactions, cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<Log>> LogsAsync(Address? contract, IReadOnlyList<Hash32?> topics, long fromBlock = 0, CancellationToken cancel = default) =>
        node.LogsAsync(contract, topics, fromBlock, cancel);

    /// <inheritdoc />
    public void Dispose() => node.Dispose();

    /// <summary>
    /// What became of transactions signed here: one that the node has already counts as taken. Nodes put it in many words when
    /// money is short, so the balance is asked for.
    /// </summary>
    /// <param name="hashes">Their hashes.</param>
    /// <param name="sent">What the node said to each.</param>
    /// <param name="balance">Asks what their sender holds, wei.</param>
    /// <exception cref="EndpointException">The sender cannot pay for the first.</exception>
    internal static async Task<IReadOnlyList<SendResult>> JudgeAsync(
        IEthereumClient client, IReadOnlyList<Transaction> transactions, IReadOnlyList<Hash32> hashes, IReadOnlyList<SendResult> sent, Fees fees, Func<Task<BigInteger>> balance, CancellationToken cancel)
    {
        if (sent.All(s => s.Error is null)) return sent;
        var known = await client.InputsAsync(hashes, cancel).ConfigureAwait(false);
        var judged = sent.Select((s, i) => s.Error is not null && known[i] is not null ? new SendResult(hashes[i], null) : s).ToArray();
        if (judged[0].Error is null) return judged;
        var needed = new BigInteger(fees.Most) * transactions[0].Gas;
        var held = await balance().ConfigureAwait(false);
        return held < needed ? throw Endpoint.NoFunds(transactions[0].From, held, needed) : judged;
    }
}
