using System.Numerics;
using System.Text.Json;
using Economy.Chain.Abi;
using Economy.Core.Books;

namespace Economy.Chain.Rpc;

/// <summary>Ethereum's JSON-RPC over HTTP, batched. Safe for concurrent use.</summary>
/// <param name="url">An <c>http</c> or <c>https</c> address.</param>
/// <param name="options">How patient to be.</param>
/// <param name="handler">What carries HTTP; by default pooled sockets that go around any proxy to reach this machine.</param>
public sealed class JsonRpcClient(Uri url, RpcOptions? options = null, HttpMessageHandler? handler = null) : IEthereumClient, IDisposable
{
    private bool? isAnvil;
    private readonly RpcTransport transport = new(url, options ?? new RpcOptions(), handler);

    /// <inheritdoc />
    public async Task<long> ChainIdAsync(CancellationToken cancel = default) =>
        Read(await InvokeAsync("eth_chainId", [], cancel).ConfigureAwait(false), r => Hex.Quantity(r.GetString()!));

    /// <inheritdoc />
    public async Task<long> BlockNumberAsync(CancellationToken cancel = default) =>
        Read(await InvokeAsync("eth_blockNumber", [], cancel).ConfigureAwait(false), r => Hex.Quantity(r.GetString()!));

    /// <inheritdoc />
    public async Task<long> BlockGasLimitAsync(CancellationToken cancel = default) =>
        Read(await InvokeAsync("eth_getBlockByNumber", ["latest", false], cancel).ConfigureAwait(false), r => Hex.Quantity(r.GetProperty("gasLimit").GetString()!));

    /// <inheritdoc />
    public async Task<IReadOnlyList<Address>> AccountsAsync(CancellationToken cancel = default) =>
        Read(await InvokeAsync("eth_accounts", [], cancel).ConfigureAwait(false), r => r.EnumerateArray().Select(a => Hex.Address(a.GetString()!)).ToArray());

    /// <inheritdoc />
    public async Task<long> NonceAsync(Address account, CancellationToken cancel = default) =>
        Read(await InvokeAsync("eth_getTransactionCount", [account.ToString(), "latest"], cancel).ConfigureAwait(false), r => Hex.Quantity(r.GetString()!));

    /// <inheritdoc />
    public async Task<IReadOnlyList<CallResult>> CallAsync(IReadOnlyList<ContractCall> calls, CancellationToken cancel = default)
    {
        var requests = calls.Select(call => new RpcCall("eth_call", json =>
        {
            json.WriteStartObject();
            if (call.From is { } from) json.WriteString("from", from.ToString());
            if (call.Gas is { } gas) json.WriteString("gas", Hex.Quantity(gas));
            json.WriteString("to", call.To.ToString());
            json.WriteString("data", Hex.Data(call.Data));
            json.WriteEndObject();
            json.WriteStringValue("latest");
        }));
        var answers = await transport.ExchangeAsync([.. requests], repeatable: true, cancel).ConfigureAwait(false);
        return answers.Select(a => a.Error is null ? new CallResult(Read(a.Result, r => Hex.Data(r.GetString()!)), null) : new CallResult([], a.Error)).ToArray();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<SendResult>> SendAsync(IReadOnlyList<Transaction> transactions, CancellationToken cancel = default)
    {
        var requests = transactions.Select(transaction => new RpcCall("eth_sendTransaction", json =>
        {
            json.WriteStartObject();
            json.WriteString("from", transaction.From.ToString());
            if (transaction.To is { } to) json.WriteString("to", to.ToString());
            json.WriteString("nonce", Hex.Quantity(transaction.Nonce));
            json.WriteString("gas", Hex.Quantity(transaction.Gas));
            json.WriteString("data", Hex.Data(transaction.Data));
            json.WriteEndObject();
        }));
        var answers = await transport.ExchangeAsync([.. requests], repeatable: false, cancel).ConfigureAwait(false);
        return [.. answers.Select(Sent)];
    }

    /// <summary>Hands over transactions that are signed already, in one exchange. It is repeated on transport faults: a node takes each once.</summary>
    /// <returns>One outcome per transaction, in their order.</returns>
    internal async Task<IReadOnlyList<SendResult>> SendSignedAsync(IReadOnlyList<byte[]> transactions, CancellationToken cancel)
    {
        var requests = transactions.Select(bytes => new RpcCall("eth_sendRawTransaction", json => json.WriteStringValue(Hex.Data(bytes))));
        return [.. (await transport.ExchangeAsync([.. requests], repeatable: true, cancel).ConfigureAwait(false)).Select(Sent)];
    }

    /// <summary>The newest block's base fee, and the tip that the node holds to be usual, wei per gas.</summary>
    /// <exception cref="EndpointException">The chain has no base fee.</exception>
    internal async Task<(long BaseFee, long Tip)> FeesAsync(CancellationToken cancel)
    {
        var block = await InvokeAsync("eth_getBlockByNumber", ["latest", false], cancel).ConfigureAwait(false);
        var tip = await InvokeAsync("eth_maxPriorityFeePerGas", [], cancel).ConfigureAwait(false);
        return (Read(block, b => b.TryGetProperty("baseFeePerGas", out var fee) ? Hex.Quantity(fee.GetString()!) : throw Endpoint.NoBaseFee(url)), Read(tip, t => Hex.Quantity(t.GetString()!)));
    }

    /// <summary>What an account holds, wei.</summary>
    internal async Task<BigInteger> BalanceAsync(Address account, CancellationToken cancel) =>
        Read(await InvokeAsync("eth_getBalance", [account.ToString(), "latest"], cancel).ConfigureAwait(false), r => Hex.Integer(r.GetString()!));

    /// <inheritdoc />
    public async Task MineAsync(CancellationToken cancel = default)
    {
        isAnvil ??= await IsAnvilAsync(cancel).ConfigureAwait(false);
        if (isAnvil == true) await InvokeAsync("evm_mine", [], cancel).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Receipt?>> ReceiptsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default)
    {
        var requests = transactions.Select(t => new RpcCall("eth_getTransactionReceipt", json => json.WriteStringValue($"0x{t}")));
        var answers = await transport.ExchangeAsync([.. requests], repeatable: true, cancel).ConfigureAwait(false);
        return answers.Select(a => a.Error is { } error
            ? throw new RpcErrorException("eth_getTransactionReceipt", error)
            : a.Result.ValueKind == JsonValueKind.Null ? null : Read(a.Result, ReadReceipt)).ToArray();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<byte[]?>> InputsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default)
    {
        var requests = transactions.Select(t => new RpcCall("eth_getTransactionByHash", json => json.WriteStringValue($"0x{t}")));
        var answers = await transport.ExchangeAsync([.. requests], repeatable: true, cancel).ConfigureAwait(false);
        return answers.Select(a => a.Error is { } error
            ? throw new RpcErrorException("eth_getTransactionByHash", error)
            : a.Result.ValueKind == JsonValueKind.Null ? null : Read(a.Result, r => Hex.Data(r.GetProperty("input").GetString()!))).ToArray();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Log>> LogsAsync(Address? contract, IReadOnlyList<Hash32?> topics, long fromBlock = 0, CancellationToken cancel = default)
    {
        var filter = new Dictionary<string, object?> { ["topics"] = topics.Select(t => t is { } topic ? $"0x{topic}" : null).ToArray() };
        if (contract is { } only) filter["address"] = only.ToString();
        var newest = await BlockNumberAsync(cancel).ConfigureAwait(false);
        return await new LogReading(RangeAsync).ReadAsync(fromBlock, newest).ConfigureAwait(false);

        async Task<IReadOnlyList<Log>> RangeAsync(long first, long last)
        {
            (filter["fromBlock"], filter["toBlock"]) = (Hex.Quantity(first), Hex.Quantity(last));
            return Read(await InvokeAsync("eth_getLogs", [filter], cancel).ConfigureAwait(false), logs => logs.EnumerateArray().Select(ReadLog).ToArray());
        }
    }

    /// <summary>Makes any call, such as a test node's own ones.</summary>
    /// <param name="parameters">Whatever serialises to the JSON the method takes.</param>
    /// <exception cref="EndpointException">No answer, or none that is JSON-RPC.</exception>
    /// <exception cref="RpcErrorException">The node refused.</exception>
    public async Task<JsonElement> InvokeAsync(string method, object?[] parameters, CancellationToken cancel = default)
    {
        var call = new RpcCall(method, json =>
        {
            foreach (var parameter in parameters) JsonSerializer.Serialize(json, parameter);
        });
        var answers = await transport.ExchangeAsync([call], repeatable: true, cancel).ConfigureAwait(false);
        return answers[0].Error is { } error ? throw new RpcErrorException(method, error) : answers[0].Result;
    }

    /// <inheritdoc />
    public void Dispose() => transport.Dispose();

    private async Task<bool> IsAnvilAsync(CancellationToken cancel)
    {
        try
        {
            return (await InvokeAsync("web3_clientVersion", [], cancel).ConfigureAwait(false)).ToString().StartsWith("anvil/", StringComparison.Ordinal);
        }
        catch (RpcErrorException)
        {
            return false;
        }
    }

    private T Read<T>(JsonElement result, Func<JsonElement, T> read)
    {
        try
        {
            return read(result);
        }
        catch (Exception cause) when (cause is FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw Endpoint.NotEthereum(url, "its answer is not what the Ethereum JSON-RPC prescribes", cause);
        }
    }

    private SendResult Sent(RpcAnswer answer) => new(answer.Error is null ? Read(answer.Result, r => Hex.Hash(r.GetString()!)) : null, answer.Error);

    private static Receipt ReadReceipt(JsonElement receipt) => new(
        Hex.Hash(receipt.GetProperty("transactionHash").GetString()!),
        Hex.Quantity(receipt.GetProperty("status").GetString()!) == 1,
        Hex.Quantity(receipt.GetProperty("gasUsed").GetString()!),
        Hex.Quantity(receipt.GetProperty("blockNumber").GetString()!),
        receipt.TryGetProperty("contractAddress", out var contract) && contract.ValueKind == JsonValueKind.String ? Hex.Address(contract.GetString()!) : null);

    private static Log ReadLog(JsonElement log) => new(
        Hex.Address(log.GetProperty("address").GetString()!),
        log.GetProperty("topics").EnumerateArray().Select(t => Hex.Hash(t.GetString()!)).ToArray(),
        Hex.Data(log.GetProperty("data").GetString()!),
        Hex.Quantity(log.GetProperty("blockNumber").GetString()!),
        Hex.Hash(log.GetProperty("transactionHash").GetString()!));
}
