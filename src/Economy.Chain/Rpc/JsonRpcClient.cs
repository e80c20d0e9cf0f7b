using System.Net.Http.Headers;
using System.Text.Json;
using Economy.Chain.Abi;
using Economy.Core.Books;

namespace Economy.Chain.Rpc;

/// <summary>Ethereum's JSON-RPC over HTTP, batched. Safe for concurrent use.</summary>
public sealed class JsonRpcClient : IEthereumClient, IDisposable
{
    // Shorter than the five seconds after which Node closes a silent connection, perhaps just as we write to it.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly HttpClient http;
    private readonly Uri url;
    private readonly RpcOptions options;
    private long lastId;

    /// <param name="url">An <c>http</c> or <c>https</c> address.</param>
    /// <param name="handler">The transport; by default a pooled one that goes around any proxy to reach this machine.</param>
    public JsonRpcClient(Uri url, RpcOptions? options = null, HttpMessageHandler? handler = null)
    {
        this.url = url;
        this.options = options ?? new RpcOptions();
        http = new HttpClient(handler ?? new SocketsHttpHandler { UseProxy = !url.IsLoopback, PooledConnectionIdleTimeout = Idle }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc />
    public async Task<long> ChainIdAsync(CancellationToken cancel = default) =>
        Read(await InvokeAsync("eth_chainId", [], cancel).ConfigureAwait(false), r => Hex.Quantity(r.GetString()!));

    /// <inheritdoc />
    public async Task<long> BlockNumberAsync(CancellationToken cancel = default) =>
        Read(await InvokeAsync("eth_blockNumber", [], cancel).ConfigureAwait(false), r => Hex.Quantity(r.GetString()!));

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
        var answers = await ExchangeAsync([.. requests], repeatable: true, cancel).ConfigureAwait(false);
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
        var answers = await ExchangeAsync([.. requests], repeatable: false, cancel).ConfigureAwait(false);
        return answers.Select(a => new SendResult(a.Error is null ? Read(a.Result, r => Hex.Hash(r.GetString()!)) : null, a.Error)).ToArray();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Receipt?>> ReceiptsAsync(IReadOnlyList<Hash32> transactions, CancellationToken cancel = default)
    {
        var requests = transactions.Select(t => new RpcCall("eth_getTransactionReceipt", json => json.WriteStringValue($"0x{t}")));
        var answers = await ExchangeAsync([.. requests], repeatable: true, cancel).ConfigureAwait(false);
        return answers.Select(a => a.Error is { } error
            ? throw new RpcErrorException("eth_getTransactionReceipt", error)
            : a.Result.ValueKind == JsonValueKind.Null ? null : Read(a.Result, ReadReceipt)).ToArray();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Log>> LogsAsync(Address contract, IReadOnlyList<Hash32?> topics, long fromBlock = 0, CancellationToken cancel = default)
    {
        var filter = new Dictionary<string, object?>
        {
            ["address"] = contract.ToString(),
            ["fromBlock"] = Hex.Quantity(fromBlock),
            ["toBlock"] = "latest",
            ["topics"] = topics.Select(t => t is { } topic ? $"0x{topic}" : null).ToArray(),
        };
        return Read(await InvokeAsync("eth_getLogs", [filter], cancel).ConfigureAwait(false), r => r.EnumerateArray().Select(ReadLog).ToArray());
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
        var answers = await ExchangeAsync([call], repeatable: true, cancel).ConfigureAwait(false);
        return answers[0].Error is { } error ? throw new RpcErrorException(method, error) : answers[0].Result;
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<RpcAnswer[]> ExchangeAsync(RpcCall[] calls, bool repeatable, CancellationToken cancel)
    {
        var answers = new RpcAnswer[calls.Length];
        for (var start = 0; start < calls.Length; start += options.CallsPerExchange)
        {
            var count = Math.Min(options.CallsPerExchange, calls.Length - start);
            var part = await RepeatAsync(calls.AsMemory(start, count), repeatable ? options.Retries : 0, cancel).ConfigureAwait(false);
            part.CopyTo(answers, start);
        }

        return answers;
    }

    private async Task<RpcAnswer[]> RepeatAsync(ReadOnlyMemory<RpcCall> calls, int retries, CancellationToken cancel)
    {
        for (var pause = options.FirstPause; ; pause = TimeSpan.FromSeconds(Math.Min(2, pause.TotalSeconds * 2)))
        {
            try
            {
                return await ExchangeOnceAsync(calls, cancel).ConfigureAwait(false);
            }
            catch (EndpointException) when (retries-- > 0)
            {
                await Task.Delay(pause, cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task<RpcAnswer[]> ExchangeOnceAsync(ReadOnlyMemory<RpcCall> calls, CancellationToken cancel)
    {
        var firstId = Interlocked.Add(ref lastId, calls.Length) - calls.Length + 1;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(options.Timeout);
        try
        {
            using var content = new ByteArrayContent(RpcWire.Write(calls.Span, firstId));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync(url, content, deadline.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(deadline.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw Endpoint.NotEthereum(url, $"it answers HTTP {(int)response.StatusCode}");
            return RpcWire.Read(body, firstId, calls.Length);
        }
        catch (OperationCanceledException cause) when (!cancel.IsCancellationRequested)
        {
            throw Endpoint.Unreachable(url, $"no answer within {options.Timeout.TotalSeconds:0.#} s", cause);
        }
        catch (HttpRequestException cause)
        {
            throw Endpoint.Unreachable(url, cause.Message, cause);
        }
        catch (Exception cause) when (cause is JsonException or FormatException)
        {
            throw Endpoint.NotEthereum(url, cause is JsonException ? "its answer is not JSON" : cause.Message, cause);
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
