using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nethereum.JsonRpc.Client;
using Nethereum.JsonRpc.Client.RpcMessages;

namespace Economy.Chain.Rpc;

/// <summary>One request of an exchange, once it has an id.</summary>
internal delegate RpcRequest Ask(object id);

/// <summary>What came of it: a result, or the error that the node gave.</summary>
internal readonly record struct Answer<T>(T Result, RpcError? Error);

/// <summary>
/// Carries requests, which Nethereum words, to a node in JSON-RPC batches. Nethereum's batches leave alone what was not answered,
/// and take an answer to something else for one; here each request has one answer, or the exchange has failed. A batch is cut to
/// size and repeated where it may be; a node that takes none is asked one thing at a time.
/// </summary>
/// <param name="url">The node's address, to be named in faults.</param>
/// <param name="channel">The way to the node; disposed of with this.</param>
internal sealed class BatchTransport(Uri url, NodeChannel channel, RpcOptions options) : IDisposable
{
    private static readonly JsonSerializerOptions Wire = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // No id twice, so that an answer that comes late is not taken for another's.
    private long lastId;

    // Whether the node takes batches; null before its first answer.
    private bool? takesBatches;

    /// <summary>Asks one thing.</summary>
    /// <exception cref="RpcErrorException">The node refused.</exception>
    public async Task<T> AskAsync<TResponse, T>(Ask ask, Func<TResponse, T> read, CancellationToken cancel)
    {
        var method = "";
        var answer = (await ExchangeAsync([id => Named(ask(id))], read, isRepeatable: true, cancel).ConfigureAwait(false))[0];
        return answer.Error is { } error ? throw new RpcErrorException(method, error) : answer.Result;

        RpcRequest Named(RpcRequest request)
        {
            method = request.Method;
            return request;
        }
    }

    /// <summary>Asks much at once.</summary>
    /// <param name="read">Makes of what was answered what the caller wants; null comes only to a type that can be null.</param>
    /// <param name="isRepeatable">Whether a request may reach the node twice.</param>
    /// <returns>One answer a request, in their order.</returns>
    /// <exception cref="EndpointException">No answer, or none that makes sense.</exception>
    public async Task<IReadOnlyList<Answer<T>>> ExchangeAsync<TResponse, T>(IReadOnlyCollection<Ask> asks, Func<TResponse, T> read,
        bool isRepeatable, CancellationToken cancel)
    {
        var answers = new List<Answer<T>>(asks.Count);
        foreach (var part in asks.Chunk(options.CallsPerExchange))
            answers.AddRange(await RepeatAsync(() => ExchangeOnceAsync(part, read, cancel), isRepeatable, cancel).ConfigureAwait(false));
        return answers;
    }

    public void Dispose() => channel.Dispose();

    private async Task<T> RepeatAsync<T>(Func<Task<T>> exchange, bool isRepeatable, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        for (var (retries, pause) = (options.Retries, options.FirstPause); ; retries--)
        {
            try
            {
                return await exchange().ConfigureAwait(false);
            }
            catch (EndpointException fault) when (retries > 0
                && (isRepeatable || fault.InnerException is HttpAnswerException { WasNotTaken: true })
                && clock.Elapsed + Wait(fault, pause) < options.Patience && fault.Fault != EndpointFault.NotAdmitted)
            {
                options.Report($"{fault.Message.TrimEnd('.')}; asking again");
                await Task.Delay(Wait(fault, pause), cancel).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        static TimeSpan Wait(EndpointException fault, TimeSpan pause) =>
            fault.InnerException is HttpAnswerException { Wait: var wanted } && wanted > pause ? wanted : pause;
    }

    private async Task<Answer<T>[]> ExchangeOnceAsync<TResponse, T>(Ask[] asks, Func<TResponse, T> read, CancellationToken cancel)
    {
        if (takesBatches == false) return await SinglyAsync(asks, read, cancel).ConfigureAwait(false);
        try
        {
            var answers = await ExchangeAsync(asks, isBatch: true, read, cancel).ConfigureAwait(false);
            takesBatches = true;
            return answers;
        }
        catch (EndpointException refused) when (takesBatches is null
            && refused is { Fault: EndpointFault.NotEthereum,
                InnerException: BatchRefusedException or HttpRequestException { StatusCode: >= HttpStatusCode.BadRequest } })
        {
            // The first thing that is asked is a read, so it may be asked twice.
            try
            {
                var answers = await SinglyAsync(asks, read, cancel).ConfigureAwait(false);
                takesBatches = false;
                options.Report($"the node at {Endpoint.Show(url)} takes no batches: it is asked one thing at a time, which takes longer");
                return answers;
            }
            catch (EndpointException)
            {
                throw refused;
            }
        }
    }

    private async Task<Answer<T>[]> SinglyAsync<TResponse, T>(Ask[] asks, Func<TResponse, T> read, CancellationToken cancel)
    {
        var answers = new List<Answer<T>>(asks.Length);
        foreach (var ask in asks) answers.AddRange(await ExchangeAsync([ask], isBatch: false, read, cancel).ConfigureAwait(false));
        return [.. answers];
    }

    private async Task<Answer<T>[]> ExchangeAsync<TResponse, T>(Ask[] asks, bool isBatch, Func<TResponse, T> read, CancellationToken cancel)
    {
        var firstId = Interlocked.Add(ref lastId, asks.Length) - asks.Length + 1;
        var requests = asks.Select((ask, i) => ask(firstId + i)).Select(r => new RpcRequestMessage(r.Id, r.Method, r.RawParameters)).ToArray();
        var wire = isBatch ? JsonSerializer.SerializeToUtf8Bytes(requests, Wire) : JsonSerializer.SerializeToUtf8Bytes(requests[0], Wire);
        var body = await channel.ExchangeAsync(wire, cancel).ConfigureAwait(false);
        try
        {
            using var document = Parse(body);
            return Read(document.RootElement, firstId, asks.Length, isBatch, read);
        }
        catch (Exception cause) when (cause is not (OperationCanceledException or ChainException))
        {
            // Whatever is wrong with it (no JSON, no UTF-8, a number beyond its type, a word missing), the node has said it.
            throw Endpoint.NotEthereum(url, cause is FormatException ? cause.Message : "its answer is not what the Ethereum JSON-RPC prescribes", cause);
        }
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException cause)
        {
            throw new FormatException("its answer is not JSON", cause);
        }
    }

    private static Answer<T>[] Read<TResponse, T>(JsonElement root, long firstId, int count, bool isBatch, Func<TResponse, T> read)
    {
        if (!isBatch) return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var own)
            && own.ValueKind == JsonValueKind.Number && own.TryGetInt64(out var answered) && answered == firstId
            ? [Read(root, read)]
            : throw new FormatException("an answer carries no id of this exchange");
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var refused))
            throw new BatchRefusedException($"the whole exchange was refused: {RpcError.Read(refused).Describe()}");
        if (root.ValueKind != JsonValueKind.Array) throw new FormatException("the answer is not a JSON-RPC batch");
        var (answers, given) = (new Answer<T>[count], new bool[count]);
        foreach (var element in root.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("id", out var id)
                || id.ValueKind != JsonValueKind.Number
                || !id.TryGetInt64(out var number) || number < firstId || number >= firstId + count)
                throw new FormatException("an answer carries no id of this exchange");
            var at = (int)(number - firstId);
            if (given[at]) throw new FormatException("a call was answered twice");
            given[at] = true;
            answers[at] = Read(element, read);
        }

        return given.Contains(false) ? throw new FormatException("a call was not answered") : answers;
    }

    private static Answer<T> Read<TResponse, T>(JsonElement answer, Func<TResponse, T> read)
    {
        if (answer.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
            return new Answer<T>(default!, RpcError.Read(error));
        return answer.TryGetProperty("result", out var result)
            ? new Answer<T>(read(result.Deserialize<TResponse>(Wire)!), null)
            : throw new FormatException("an answer has neither result nor error");
    }

    /// <summary>One error in place of many answers.</summary>
    private sealed class BatchRefusedException(string message) : FormatException(message);
}
