using System.Numerics;
using Economy.Chain;
using Economy.Chain.Abi;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Chain.Signing;
using Economy.Core.Books;
using Nethereum.Hex.HexConvertors.Extensions;
using Nethereum.JsonRpc.Client;
using Nethereum.RPC.Eth;
using Nethereum.RPC.Eth.Blocks;
using Nethereum.RPC.Eth.DTOs;
using Nethereum.RPC.Eth.Filters;
using Nethereum.RPC.Eth.Transactions;
using Nethereum.RPC.Fee1559Suggestions;
using Nethereum.RPC.NonceServices;
using Nethereum.RPC.Web3;
using Nethereum.Signer;
using Nethereum.Util;
using Nethereum.Web3;
using Nethereum.Web3.Accounts;
using Transaction = Economy.Chain.Rpc.Transaction;

namespace Economy.Nethereum;

/// <summary>
/// An Ethereum node through Nethereum.Web3. With an account of its own it signs what it sends, and what it sends again is the same
/// to the byte unless fees have risen; without one the node signs for the accounts that it holds unlocked.
/// Used by one sender at a time; reads are safe at any.
/// </summary>
public sealed class NethereumClient : IEthereumClient, IDisposable
{
    private static readonly BlockParameter Latest = BlockParameter.CreateLatest();
    private readonly Web3 web3;
    private readonly BatchTransport transport;
    private readonly Account? account;
    private readonly HttpClient? http;
    private bool? isAnvil;
    private Fees fees;

    // The HTTP client's own limit holds instead, which is each client's.
    static NethereumClient() => ClientBase.ConnectionTimeout = Timeout.InfiniteTimeSpan;

    /// <param name="url">An <c>http</c> or <c>https</c> address.</param>
    /// <param name="options">How patient to be.</param>
    /// <remarks>The node signs.</remarks>
    public NethereumClient(Uri url, RpcOptions? options = null)
        : this(url, options ?? new RpcOptions(), account: null)
    {
    }

    /// <param name="url">An <c>http</c> or <c>https</c> address.</param>
    /// <param name="chainId">Id of the node's chain.</param>
    /// <param name="key">Signs what is sent.</param>
    /// <param name="options">How patient to be.</param>
    public NethereumClient(Uri url, long chainId, SigningKey key, RpcOptions? options = null)
        : this(url, options ?? new RpcOptions(), new Account(new EthECKey(key.ToBytes(), isPrivate: true), chainId))
    {
    }

    /// <param name="client">The way to a node in this process.</param>
    /// <param name="account">Who signs.</param>
    internal NethereumClient(IClient client, Account account)
        : this(client, new Uri("urn:inprocess"), new RpcOptions(), account)
    {
    }

    private NethereumClient(Uri url, RpcOptions options, Account? account)
        : this(new HttpClient(RpcTransport.Handler(url)) { Timeout = options.Timeout }, url, options, account)
    {
    }

    private NethereumClient(HttpClient http, Uri url, RpcOptions options, Account? account)
        : this(new RpcClient(url, http), url, options, account) => this.http = http;

    private NethereumClient(IClient client, Uri url, RpcOptions options, Account? account)
    {
        this.account = account;
        transport = new BatchTransport(client, url, options);
        web3 = account is null ? new Web3(client) : new Web3(account, client);
        RecoverableSigning.Allow(account is null ? null : new EthECKey(account.PrivateKey));
        if (account is null) return;
        account.NonceService = new InMemoryNonceService(account.Address, client) { UseLatestTransactionsOnly = true };
        web3.TransactionManager.Fee1559SuggestionStrategy = new SimpleFeeSuggestionStrategy(client);
    }

    /// <summary>Version of the Nethereum library.</summary>
    public static string LibraryVersion { get; } = typeof(Web3).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc />
    public ISettlementCodec Codec => TypedCodec.Instance;

    /// <inheritdoc />
    public Task<long> ChainIdAsync(CancellationToken cancel = default)
    {
        var handler = new EthChainId(web3.Client);
        return transport.AskAsync(handler, handler.BuildRequest, r => (long)r.Value, cancel);
    }

    /// <inheritdoc />
    public Task<long> BlockNumberAsync(CancellationToken cancel = default)
    {
        var handler = new EthBlockNumber(web3.Client);
        return transport.AskAsync(handler, handler.BuildRequest, r => (long)r.Value, cancel);
    }

    /// <inheritdoc />
    public Task<long> BlockGasLimitAsync(CancellationToken cancel = default)
    {
        var handler = new EthGetBlockWithTransactionsHashesByNumber(web3.Client);
        return transport.AskAsync(handler, id => handler.BuildRequest(Latest, id), block => (long)block.GasLimit.Value, cancel);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Address>> AccountsAsync(CancellationToken cancel = default)
    {
        if (account is not null) return [Address.Parse(account.Address)];
        var handler = new EthAccounts(web3.Client);
        return await transport.AskAsync(handler, handler.BuildRequest, r => r.Select(Address.Parse).ToArray(), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<long> NonceAsync(Address account, CancellationToken cancel = default)
    {
        if (this.account is { } own && Address.Parse(own.Address) == account) return await NextNonceAsync(own, cancel).ConfigureAwait(false);
        var handler = new EthGetTransactionCount(web3.Client);
        return await transport.AskAsync(handler, id => handler.BuildRequest(account.ToString(), Latest, id), r => (long)r.Value, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CallResult>> CallAsync(IReadOnlyList<ContractCall> calls, CancellationToken cancel = default)
    {
        var handler = new EthCall(web3.Client);
        var asks = calls.Select(call => (Ask)(id => handler.BuildRequest(call.Input(), Latest, id))).ToArray();
        var answers = await transport.ExchangeAsync(handler, asks, data => data.HexToByteArray(), isRepeatable: true, cancel).ConfigureAwait(false);
        return [.. answers.Select(a => new CallResult(a.Result ?? [], a.Error))];
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<SendResult>> SendAsync(IReadOnlyList<Transaction> transactions, CancellationToken cancel = default) =>
        account is null ? SendUnsignedAsync(transactions, cancel) : SendSignedAsync(account, transactions, cancel);

    /// <inheritdoc />
    public async Task MineAsync(CancellationToken cancel = default)
    {
        var version = new Web3ClientVersion(web3.Client);
        isAnvil ??= await transport.AskAsync(version, version.BuildRequest, text => text.StartsWith("anvil", StringComparison.OrdinalIgnoreCase), cancel).ConfigureAwait(false);
        if (isAnvil == false) return;
        var mine = new RpcRequestResponseHandlerNoParam<string>(web3.Client, "evm_mine");
        await transport.AskAsync(mine, mine.BuildRequest, _ => true, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Receipt?>> ReceiptsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default)
    {
        var handler = new EthGetTransactionReceipt(web3.Client);
        var asks = transactions.Select(t => (Ask)(id => handler.BuildRequest(t.Text(), id))).ToArray();
        var answers = await transport.ExchangeAsync(handler, asks, receipt => receipt is null ? null : Words.Receipt(receipt), isRepeatable: true, cancel).ConfigureAwait(false);
        return [.. answers.Select(a => a.Error is { } error ? throw new RpcErrorException(handler.MethodName, error) : a.Result)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<byte[]?>> InputsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default)
    {
        var handler = new EthGetTransactionByHash(web3.Client);
        var asks = transactions.Select(t => (Ask)(id => handler.BuildRequest(t.Text(), id))).ToArray();
        var answers = await transport.ExchangeAsync(handler, asks, sent => sent?.Input.HexToByteArray(), isRepeatable: true, cancel).ConfigureAwait(false);
        return [.. answers.Select(a => a.Error is { } error ? throw new RpcErrorException(handler.MethodName, error) : a.Result)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Log>> LogsAsync(Address? contract, IReadOnlyList<Hash32?> topics, long fromBlock = 0, CancellationToken cancel = default)
    {
        var handler = new EthGetLogs(web3.Client);
        var newest = await BlockNumberAsync(cancel).ConfigureAwait(false);
        return await new LogReading((first, last) => transport.AskAsync(handler, id => handler.BuildRequest(Words.Filter(contract, topics, first, last), id), Read, cancel)).ReadAsync(fromBlock, newest).ConfigureAwait(false);

        static IReadOnlyList<Log> Read(FilterLog[] logs) => [.. logs.Select(Words.Log)];
    }

    /// <inheritdoc />
    public void Dispose() => http?.Dispose();

    // Asked anew each time: whoever asks is in doubt about what became of the transactions before.
    private Task<long> NextNonceAsync(Account own, CancellationToken cancel) => transport.DoAsync(
        async () =>
        {
            await own.NonceService.ResetNonceAsync().ConfigureAwait(false);
            return (long)(await own.NonceService.GetNextNonceAsync().ConfigureAwait(false)).Value;
        }, cancel);

    private Task<IReadOnlyList<SendResult>> SendUnsignedAsync(IReadOnlyList<Transaction> transactions, CancellationToken cancel)
    {
        var handler = new EthSendTransaction(web3.Client);
        return SendAsync(handler, transactions.Select(t => (Ask)(id => handler.BuildRequest(t.Input(), id))).ToArray(), cancel);
    }

    private async Task<IReadOnlyList<SendResult>> SendSignedAsync(Account own, IReadOnlyList<Transaction> transactions, CancellationToken cancel)
    {
        var usual = await transport.DoAsync(() => web3.TransactionManager.Fee1559SuggestionStrategy.SuggestFeeAsync(), cancel).ConfigureAwait(false);
        fees = Fees.At((long)usual.BaseFee!.Value, (long)usual.MaxPriorityFeePerGas!.Value, fees);
        var signed = new List<string>(transactions.Count);
        foreach (var transaction in transactions)
        {
            var input = transaction.Input();
            (input.MaxFeePerGas, input.MaxPriorityFeePerGas) = (new(fees.Most), new(fees.Tip));
            signed.Add(await transport.DoAsync(() => own.TransactionManager.SignTransactionAsync(input), cancel).ConfigureAwait(false));
        }

        var handler = new EthSendRawTransaction(web3.Client);
        var sent = await SendAsync(handler, signed.Select(s => (Ask)(id => handler.BuildRequest(s, id))).ToArray(), cancel).ConfigureAwait(false);
        var hashes = signed.Select(s => Hash32.Parse(TransactionUtils.CalculateTransactionHash(s).EnsureHexPrefix())).ToArray();
        return await SigningClient.JudgeAsync(this, transactions, hashes, sent, fees, () => BalanceAsync(own, cancel), cancel).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SendResult>> SendAsync(IRpcRequestHandler<string> handler, Ask[] asks, CancellationToken cancel)
    {
        var answers = await transport.ExchangeAsync(handler, asks, Hash32.Parse, isRepeatable: false, cancel).ConfigureAwait(false);
        return [.. answers.Select(a => new SendResult(a.Error is null ? a.Result : null, a.Error))];
    }

    private Task<BigInteger> BalanceAsync(Account own, CancellationToken cancel)
    {
        var handler = new EthGetBalance(web3.Client);
        return transport.AskAsync(handler, id => handler.BuildRequest(own.Address, Latest, id), wei => wei.Value, cancel);
    }
}
