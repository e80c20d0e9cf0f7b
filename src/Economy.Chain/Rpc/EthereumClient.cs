using System.Numerics;
using Economy.Chain.Accounts;
using Economy.Core;
using Economy.Core.Books;
using Nethereum.Hex.HexTypes;
using Nethereum.JsonRpc.Client;
using Nethereum.RPC.Eth;
using Nethereum.RPC.Eth.Blocks;
using Nethereum.RPC.Eth.DTOs;
using Nethereum.RPC.Eth.Filters;
using Nethereum.RPC.Eth.Transactions;
using Nethereum.RPC.Web3;

namespace Economy.Chain.Rpc;

/// <summary>
/// An Ethereum node through Nethereum. With a signer of its own it signs what it sends, and what it sends again is the same
/// to the byte unless fees have risen; without one the node signs for the accounts that it holds unlocked. Every method may throw
/// <see cref="EndpointException"/> (no answer, or none that makes sense) and <see cref="RpcErrorException"/> (refused).
/// Reads are repeated on transport faults, and so is what is signed here; what the node signs never is, because only the sender
/// can know whether it may be sent twice. Used by one sender at a time; reads are safe at any.
/// </summary>
public sealed class EthereumClient : IDisposable
{
    private static readonly BlockParameter Latest = BlockParameter.CreateLatest();

    // They only word requests; the transport carries them.
    private static readonly EthCall Call = new(null);
    private static readonly EthSendTransaction Send = new(null);
    private static readonly EthSendRawTransaction SendRaw = new(null);
    private static readonly EthGetTransactionReceipt ReceiptOf = new(null);
    private static readonly EthGetTransactionByHash TransactionOf = new(null);
    private static readonly EthGetLogs Logs = new(null);
    private static readonly EthGetBlockWithTransactionsHashesByNumber BlockOf = new(null);

    private readonly Uri url;
    private readonly BatchTransport transport;
    private readonly RpcOptions options;
    private readonly TransactionSigner? signer;
    private bool? isAnvil;
    private Fees fees;

    /// <param name="url">An <c>http</c> or <c>https</c> address.</param>
    /// <param name="options">How patient to be.</param>
    /// <param name="signer">Signs what is sent; null leaves it to the node.</param>
    /// <param name="handler">What carries HTTP; by default pooled sockets that go around any proxy to reach this machine.</param>
    public EthereumClient(Uri url, RpcOptions? options = null, TransactionSigner? signer = null, HttpMessageHandler? handler = null)
    {
        (this.url, this.options, this.signer) = (url, options ?? new RpcOptions(), signer);
        transport = new BatchTransport(url, new NodeChannel(url, this.options.Timeout, handler), this.options);
    }

    /// <summary>Its address.</summary>
    internal Uri Url => url;

    /// <summary>Told, in words for the user, what is being waited for.</summary>
    internal Action<string> Report => options.Report;

    /// <summary>The chain's id.</summary>
    public Task<long> ChainIdAsync(CancellationToken cancel = default) =>
        transport.AskAsync(new EthChainId(null).BuildRequest, (HexBigInteger id) => (long)Words.Quantity(id), cancel);

    /// <summary>Number of the newest block.</summary>
    public Task<long> BlockNumberAsync(CancellationToken cancel = default) =>
        transport.AskAsync(new EthBlockNumber(null).BuildRequest, (HexBigInteger number) => Words.Block(number), cancel);

    /// <summary>Gas that fits into a block, going by the newest.</summary>
    public Task<long> BlockGasLimitAsync(CancellationToken cancel = default) => NewestAsync(block => Words.Gas(block.GasLimit), cancel);

    /// <summary>Name and version of the node's program; empty where it does not say.</summary>
    public async Task<string> VersionAsync(CancellationToken cancel = default)
    {
        try
        {
            return await transport.AskAsync(new Web3ClientVersion(null).BuildRequest, (string? version) => Printable.Text(version ?? ""),
                cancel).ConfigureAwait(false);
        }
        catch (RpcErrorException)
        {
            return "";
        }
    }

    /// <summary>The accounts that transactions can be sent from.</summary>
    public async Task<IReadOnlyList<Address>> AccountsAsync(CancellationToken cancel = default) => signer is not null
        ? [signer.Address]
        : await transport.AskAsync(new EthAccounts(null).BuildRequest, (string[] held) => held.Select(Address.Parse).ToArray(), cancel)
        .ConfigureAwait(false);

    /// <summary>The nonce of the account's next transaction, after those already mined.</summary>
    public Task<long> NonceAsync(Address account, CancellationToken cancel = default) =>
        transport.AskAsync(id => new EthGetTransactionCount(null).BuildRequest(account.ToString(), Latest, id),
            (HexBigInteger nonce) => (long)Words.Quantity(nonce), cancel);

    /// <summary>Executes reads on the newest block, in one exchange.</summary>
    /// <returns>One answer per call, in the order of the calls.</returns>
    public async Task<IReadOnlyList<CallResult>> CallAsync(IReadOnlyList<ContractCall> calls, CancellationToken cancel = default)
    {
        var asks = calls.Select(call => (Ask)(id => Call.BuildRequest(call.Input(), Latest, id))).ToArray();
        var answers = await transport.ExchangeAsync(asks, (string? data) => Words.Data(data), isRepeatable: true, cancel)
            .ConfigureAwait(false);
        return [.. answers.Select(a => new CallResult(a.Result ?? [], a.Error))];
    }

    /// <summary>Hands transactions to the node, in one exchange.</summary>
    /// <returns>One outcome per transaction, in their order. A hash says that the node took it, not that it succeeded.</returns>
    public Task<IReadOnlyList<SendResult>> SendAsync(IReadOnlyList<Transaction> transactions, CancellationToken cancel = default) =>
        signer is null
        ? SendAsync([.. transactions.Select(t => (Ask)(id => Send.BuildRequest(t.Input(), id)))], isRepeatable: false, cancel)
        : SendSignedAsync(signer, transactions, cancel);

    /// <summary>
    /// Has a node that lets transactions wait mine them: anvil, which loses sight of some of those that come at once. Nothing on
    /// any other node.
    /// </summary>
    public async Task MineAsync(CancellationToken cancel = default)
    {
        isAnvil ??= (await VersionAsync(cancel).ConfigureAwait(false)).StartsWith("anvil/", StringComparison.Ordinal);
        if (isAnvil == true) await InvokeAsync<string>("evm_mine", [], cancel).ConfigureAwait(false);
    }

    /// <summary>The receipts of mined transactions, in one exchange; null for those not yet mined.</summary>
    public async Task<IReadOnlyList<Receipt?>> ReceiptsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default)
    {
        var asks = transactions.Select(t => (Ask)(id => ReceiptOf.BuildRequest(t.Text(), id))).ToArray();
        var answers = await transport.ExchangeAsync(asks, (ReceiptMessage? receipt) => Words.Receipt(receipt), isRepeatable: true, cancel)
            .ConfigureAwait(false);
        return [.. answers.Select(a => a.Error is { } error ? throw new RpcErrorException(ReceiptOf.MethodName, error) : a.Result)];
    }

    /// <summary>What transactions carried, in one exchange; null for those that the node does not know.</summary>
    public async Task<IReadOnlyList<byte[]?>> InputsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default)
    {
        var asks = transactions.Select(t => (Ask)(id => TransactionOf.BuildRequest(t.Text(), id))).ToArray();
        var answers = await transport.ExchangeAsync(asks,
            (Nethereum.RPC.Eth.DTOs.Transaction? sent) => sent is null ? null : Words.Data(sent.Input), isRepeatable: true, cancel)
                .ConfigureAwait(false);
        return [.. answers.Select(a => a.Error is { } error ? throw new RpcErrorException(TransactionOf.MethodName, error) : a.Result)];
    }

    /// <summary>The events a contract emitted, oldest first, up to the newest block.</summary>
    /// <param name="contract">Which; null for all there are.</param>
    /// <param name="topics">What the first topics must be; null stands for any.</param>
    /// <exception cref="EndpointException">The chain is longer than can be searched in time.</exception>
    public async Task<IReadOnlyList<Log>> LogsAsync(Address? contract, IReadOnlyList<Hash32?> topics, long fromBlock = 0,
        CancellationToken cancel = default)
    {
        var newest = await BlockNumberAsync(cancel).ConfigureAwait(false);
        var reading = new LogReading(
            (first, last) => transport.AskAsync(
                id => Logs.BuildRequest(Words.Filter(contract, topics, first, last), id),
                (FilterLog[] logs) => (IReadOnlyList<Log>)[.. logs.Select(Words.Log)], cancel),
            options.Patience);
        return await reading.ReadAsync(fromBlock, newest).ConfigureAwait(false)
            ?? throw Endpoint.NotEthereum(url,
                $"it has {newest} blocks, by its own account, which cannot be searched within {options.Patience.TotalSeconds:0.#} s");
    }

    /// <summary>Makes any call, such as a test node's own ones.</summary>
    /// <param name="parameters">Whatever serialises to the JSON the method takes.</param>
    internal Task<T?> InvokeAsync<T>(string method, object[] parameters, CancellationToken cancel = default) =>
        transport.AskAsync<T?, T?>(id => new RpcRequest(id, method, parameters), result => result, cancel);

    /// <inheritdoc />
    public void Dispose() => transport.Dispose();

    private Task<T> NewestAsync<T>(Func<BlockWithTransactionHashes, T> read, CancellationToken cancel) =>
        transport.AskAsync(id => BlockOf.BuildRequest(Latest, id), read, cancel);

    private async Task<IReadOnlyList<SendResult>> SendSignedAsync(TransactionSigner own, IReadOnlyList<Transaction> transactions,
        CancellationToken cancel)
    {
        var baseFee = await NewestAsync(block => block.BaseFeePerGas is { } fee ? Words.Fee(fee) : throw Endpoint.NoBaseFee(url), cancel)
            .ConfigureAwait(false);
        var tip = await transport.AskAsync(new EthMaxPriorityFeePerGas(null).BuildRequest, (HexBigInteger usual) => Words.Fee(usual),
            cancel).ConfigureAwait(false);
        fees = Fees.At(baseFee, tip, fees);
        var signed = transactions.Select(transaction => own.Sign(transaction, fees)).ToArray();
        var answers = await SendAsync([.. signed.Select(s => (Ask)(id => SendRaw.BuildRequest(Words.Data(s.Bytes), id)))],
            isRepeatable: true, cancel).ConfigureAwait(false);
        // Its hash is that of its bytes, whatever the node says.
        SendResult[] sent = [.. answers.Select((a, i) => a.Error is null ? new SendResult(signed[i].Hash, null) : a)];
        return sent.All(s => s.Error is null) ? sent
            : await JudgeAsync(own, transactions, [.. signed.Select(s => s.Hash)], sent, cancel).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SendResult>> SendAsync(Ask[] asks, bool isRepeatable, CancellationToken cancel)
    {
        var answers = await transport.ExchangeAsync(asks, (string? hash) => Hash32.Parse(hash ?? ""), isRepeatable, cancel)
            .ConfigureAwait(false);
        return [.. answers.Select(a => new SendResult(a.Error is null ? a.Result : null, a.Error))];
    }

    /// <summary>
    /// What became of transactions signed here: one that the node has already counts as taken, whatever it says to it. Nodes put it
    /// in many words when money is short, so the balance is asked for.
    /// </summary>
    /// <exception cref="EndpointException">The sender cannot pay for the first.</exception>
    private async Task<IReadOnlyList<SendResult>> JudgeAsync(
        TransactionSigner own, IReadOnlyList<Transaction> transactions, IReadOnlyList<Hash32> hashes, IReadOnlyList<SendResult> sent,
        CancellationToken cancel)
    {
        var known = await InputsAsync(hashes, cancel).ConfigureAwait(false);
        var judged = sent.Select((s, i) => s.Error is not null && known[i] is not null ? new SendResult(hashes[i], null) : s).ToArray();
        if (judged[0].Error is null) return judged;
        var needed = new BigInteger(fees.Most) * transactions[0].Gas;
        var held = await transport.AskAsync(id => new EthGetBalance(null).BuildRequest(own.Address.ToString(), Latest, id),
            (HexBigInteger wei) => Words.Quantity(wei), cancel).ConfigureAwait(false);
        return held < needed ? throw Endpoint.NoFunds(own.Address, held, needed) : judged;
    }
}
