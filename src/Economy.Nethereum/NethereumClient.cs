using Economy.Chain;
using Economy.Chain.Abi;
using Economy.Chain.Rpc;
using Economy.Core.Books;
using Nethereum.Hex.HexConvertors.Extensions;
using Nethereum.JsonRpc.Client;
using Nethereum.RPC.Eth.DTOs;
using Nethereum.RPC.Eth.Transactions;
using Nethereum.Signer;
using Nethereum.Web3;
using Nethereum.Web3.Accounts;
using RpcError = Economy.Chain.Rpc.RpcError;
using Transaction = Nethereum.RPC.Eth.DTOs.Transaction;

namespace Economy.Nethereum;

/// <summary>
/// An Ethereum node through Nethereum.Web3. With an account of its own it signs what it sends; without one the node signs for
/// the accounts that it holds unlocked.
/// </summary>
public sealed class NethereumClient : IEthereumClient
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly BlockParameter Latest = BlockParameter.CreateLatest();
    private readonly Web3 web3;
    private readonly Account? account;
    private bool? isAnvil;

    /// <param name="url">An <c>http</c> or <c>https</c> address.</param>
    /// <param name="account">Who signs; null leaves it to the node.</param>
    public NethereumClient(Uri url, Account? account = null)
        : this(new RpcClient(url), account)
    {
    }

    /// <param name="client">The way to the node.</param>
    /// <param name="account">Who signs; null leaves it to the node.</param>
    internal NethereumClient(IClient client, Account? account)
    {
        // Signatures that say which of the two keys is meant: the other way tries both, and is three times slower.
        EthECKey.SignRecoverable = true;
        this.account = account;
        web3 = account is null ? new Web3(client) : new Web3(account, client);
    }

    /// <summary>Version of the Nethereum library.</summary>
    public static string LibraryVersion { get; } = typeof(Web3).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc />
    public async Task<long> ChainIdAsync(CancellationToken cancel = default) =>
        (long)(await AskAsync("eth_chainId", () => web3.Eth.ChainId.SendRequestAsync(), cancel).ConfigureAwait(false)).Value;

    /// <inheritdoc />
    public async Task<long> BlockNumberAsync(CancellationToken cancel = default) =>
        (long)(await AskAsync("eth_blockNumber", () => web3.Eth.Blocks.GetBlockNumber.SendRequestAsync(), cancel).ConfigureAwait(false)).Value;

    /// <inheritdoc />
    public async Task<long> BlockGasLimitAsync(CancellationToken cancel = default) =>
        (long)(await AskAsync("eth_getBlockByNumber", () => web3.Eth.Blocks.GetBlockWithTransactionsHashesByNumber.SendRequestAsync(Latest), cancel).ConfigureAwait(false)).GasLimit.Value;

    /// <inheritdoc />
    public async Task MineAsync(CancellationToken cancel = default)
    {
        isAnvil ??= (await AskAsync("web3_clientVersion", () => web3.Client.SendRequestAsync<string>("web3_clientVersion", null), cancel).ConfigureAwait(false)).StartsWith("anvil", StringComparison.OrdinalIgnoreCase);
        if (isAnvil == true) await AskAsync("evm_mine", () => web3.Client.SendRequestAsync<string>("evm_mine", null), cancel).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Address>> AccountsAsync(CancellationToken cancel = default) => account is not null
        ? [Address.Parse(account.Address)]
        : [.. (await AskAsync("eth_accounts", () => web3.Eth.Accounts.SendRequestAsync(), cancel).ConfigureAwait(false)).Select(Address.Parse)];

    /// <inheritdoc />
    public async Task<long> NonceAsync(Address account, CancellationToken cancel = default) =>
        (long)(await AskAsync("eth_getTransactionCount", () => web3.Eth.Transactions.GetTransactionCount.SendRequestAsync(account.ToString(), Latest), cancel).ConfigureAwait(false)).Value;

    /// <inheritdoc />
    public async Task<IReadOnlyList<CallResult>> CallAsync(IReadOnlyList<ContractCall> calls, CancellationToken cancel = default)
    {
        var handler = (EthCall)web3.Eth.Transactions.Call;
        var items = calls.Select((call, id) => handler.CreateBatchItem(call.Input(), Latest, id)).ToArray();
        await ExchangeAsync("eth_call", items, isRead: true, cancel).ConfigureAwait(false);
        return [.. items.Select(i => i.HasError ? new CallResult([], Words.Error(i.RpcError)) : new CallResult(i.Response.HexToByteArray(), null))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<SendResult>> SendAsync(IReadOnlyList<Chain.Rpc.Transaction> transactions, CancellationToken cancel = default)
    {
        var items = account is null ? ForTheNode(transactions) : await SignAsync(transactions).ConfigureAwait(false);
        await ExchangeAsync("eth_sendTransaction", items, isRead: false, cancel).ConfigureAwait(false);
        return [.. items.Select(i => i.HasError
            ? new SendResult(null, Words.Error(i.RpcError))
            : new SendResult(Hash32.Parse((string)i.RawResponse), null))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Receipt?>> ReceiptsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default)
    {
        var handler = (EthGetTransactionReceipt)web3.Eth.Transactions.GetTransactionReceipt;
        var items = transactions.Select((t, id) => handler.CreateBatchItem(t.Text(), id)).ToArray();
        await ExchangeAsync("eth_getTransactionReceipt", items, isRead: true, cancel).ConfigureAwait(false);
        return [.. items.Select(i => i.HasError
            ? throw new RpcErrorException("eth_getTransactionReceipt", Words.Error(i.RpcError))
            : i.Response is null ? null : Words.Receipt(i.Response))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<byte[]?>> InputsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default)
    {
        var handler = (EthGetTransactionByHash)web3.Eth.Transactions.GetTransactionByHash;
        var items = transactions.Select((t, id) => new RpcRequestResponseBatchItem<EthGetTransactionByHash, Transaction>(handler, handler.BuildRequest(t.Text(), id))).ToArray();
        await ExchangeAsync("eth_getTransactionByHash", items, isRead: true, cancel).ConfigureAwait(false);
        return [.. items.Select(i => i.HasError
            ? throw new RpcErrorException("eth_getTransactionByHash", Words.Error(i.RpcError))
            : i.Response?.Input.HexToByteArray())];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Chain.Rpc.Log>> LogsAsync(Address? contract, IReadOnlyList<Hash32?> topics, long fromBlock = 0, CancellationToken cancel = default)
    {
        var filter = new NewFilterInput
        {
            Address = contract is { } one ? [one.ToString()] : null,
            FromBlock = new BlockParameter((ulong)fromBlock),
            ToBlock = Latest,
            Topics = [.. topics.Select(t => t is { } topic ? new object[] { topic.Text() } : null)],
        };
        return [.. (await AskAsync("eth_getLogs", () => web3.Eth.Filters.GetLogs.SendRequestAsync(filter), cancel).ConfigureAwait(false)).Select(Words.Log)];
    }

    private IRpcRequestResponseBatchItem[] ForTheNode(IReadOnlyList<Chain.Rpc.Transaction> transactions)
    {
        var handler = new EthSendTransaction(web3.Client);
        return [.. transactions.Select((t, id) => new RpcRequestResponseBatchItem<EthSendTransaction, string>(handler, handler.BuildRequest(t.Input(), id)))];
    }

    private async Task<IRpcRequestResponseBatchItem[]> SignAsync(IReadOnlyList<Chain.Rpc.Transaction> transactions)
    {
        var handler = (EthSendRawTransaction)web3.Eth.Transactions.SendRawTransaction;
        var items = new List<IRpcRequestResponseBatchItem>(transactions.Count);
        foreach (var transaction in transactions)
        {
            var signed = await account!.TransactionManager.SignTransactionAsync(transaction.Input()).ConfigureAwait(false);
            items.Add(handler.CreateBatchItem(signed.EnsureHexPrefix(), items.Count));
        }

        return [.. items];
    }

    private async Task ExchangeAsync(string method, IReadOnlyCollection<IRpcRequestResponseBatchItem> items, bool isRead, CancellationToken cancel)
    {
        if (items.Count == 0) return;
        var batch = new RpcRequestResponseBatch { AcceptPartiallySuccessful = true };
        batch.BatchItems.AddRange(items);
        await AskAsync(method, () => web3.Client.SendBatchRequestAsync(batch), cancel, isRead).ConfigureAwait(false);
    }

    private static async Task<T> AskAsync<T>(string method, Func<Task<T>> ask, CancellationToken cancel, bool isRead = true)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskOnceAsync(method, ask, cancel).ConfigureAwait(false);
            }
            catch (EndpointException) when (isRead && attempt < Attempts)
            {
                await Task.Delay(attempt * Pause, cancel).ConfigureAwait(false);
            }
        }
    }

    private static async Task<T> AskOnceAsync<T>(string method, Func<Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            return await ask().WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (RpcResponseException refused)
        {
            throw new RpcErrorException(method, Words.Error(refused.RpcError));
        }
        catch (Exception cause) when (cause is RpcClientUnknownException or RpcClientTimeoutException or HttpRequestException)
        {
            throw new EndpointException(
                EndpointFault.Unreachable, $"No Ethereum node answers: {(cause.InnerException ?? cause).Message}", "Check that the node runs and that its address is right.", cause);
        }
    }
}
