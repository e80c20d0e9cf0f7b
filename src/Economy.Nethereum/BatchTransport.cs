using Economy.Chain;
using Economy.Chain.Rpc;
using Nethereum.JsonRpc.Client;
using Nethereum.JsonRpc.Client.RpcMessages;
using RpcError = Economy.Chain.Rpc.RpcError;

namespace Economy.Nethereum;

/// <summary>One request of an exchange, once it has an id.</summary>
internal delegate RpcRequest Ask(object id);

/// <summary>What came of it: a result, or the error that the node gave.</summary>
internal readonly record struct Answer<T>(T Result, RpcError? Error);

/// <summary>Carries requests to a node in JSON-RPC batches: cut to size, repeated where they may be, faults in the seam's words.</summary>
/// <param name="client">The library's way to the node.</param>
/// <param name="url">The node's address, to be named in faults.</param>
internal sealed class BatchTransport(IClient client, Uri url, RpcOptions options)
{
    // No id twice, so that an answer that comes late is not taken for another's.
    private long lastId;

    /// <summary>Asks one thing.</summary>
    /// <exception cref="RpcErrorException">The node refused.</exception>
    public async Task<T> AskAsync<TResponse, T>(IRpcRequestHandler<TResponse> handler, Ask ask, Func<TResponse, T> read, CancellationToken cancel)
    {
        var answer = (await ExchangeAsync(handler, [ask], read, isRepeatable: true, cancel).ConfigureAwait(false))[0];
        return answer.Error is { } error ? throw new RpcErrorException(handler.MethodName, error) : answer.Result;
    }

    /// <summary>Asks much at once.</summary>
    /// <param name="read">Makes of the library's answer what the caller wants.</param>
    /// <param name="isRepeatable">Whether a request may reach the node twice.</param>
    /// <returns>One answer a request, in their order.</returns>
    /// <exception cref="EndpointException">No answer, or none that makes sense.</exception>
    public async Task<IReadOnlyList<Answer<T>>> ExchangeAsync<TResponse, T>(
        IRpcRequestHandler<TResponse> handler, IReadOnlyCollection<Ask> asks, Func<TResponse, T> read, bool isRepeatable, CancellationToken cancel)
    {
        var answers = new List<Answer<T>>(asks.Count);
        foreach (var part in asks.Chunk(options.CallsPerExchange))
            answers.AddRange(await RepeatAsync(() => ExchangeOnceAsync(handler, part, read), isRepeatable, cancel).ConfigureAwait(false));
        return answers;
    }

    /// <summary>Does something with the node that is not a batch.</summary>
    public Task<T> DoAsync<T>(Func<Task<T>> action, CancellationToken cancel) => RepeatAsync(action, isRepeatable: true, cancel);

    private async Task<Answer<T>[]> ExchangeOnceAsync<TResponse, T>(IRpcRequestHandler<TResponse> handler, Ask[] asks, Func<TResponse, T> read)
    {
        var items = asks.Select(ask => new RpcRequestResponseBatchItem<IRpcRequestHandler<TResponse>, TResponse>(handler, ask(Interlocked.Increment(ref lastId)))).ToArray();
        var batch = new WholeBatch();
        batch.BatchItems.AddRange(items);
        await client.SendBatchRequestAsync(batch).ConfigureAwait(false);
        return [.. items.Select(i => i.HasError ? new Answer<T>(default!, Words.Error(i.RpcError)) : new Answer<T>(read(i.Response), null))];
    }

    private async Task<T> RepeatAsync<T>(Func<Task<T>> action, bool isRepeatable, CancellationToken cancel)
    {
        var pause = options.FirstPause;
        for (var retries = isRepeatable ? options.Retries : 0; ; retries--, pause *= 2)
        {
            try
            {
                return await OnceAsync(action, cancel).ConfigureAwait(false);
            }
            catch (EndpointException) when (retries > 0)
            {
                await Task.Delay(pause, cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task<T> OnceAsync<T>(Func<Task<T>> action, CancellationToken cancel)
    {
        try
        {
            return await action().WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (RpcClientTimeoutException cause)
        {
            throw Endpoint.Unreachable(url, $"no answer within {options.Timeout.TotalSeconds:0.#} s", cause);
        }
        catch (RpcClientUnknownException cause) when (cause.InnerException is HttpRequestException or IOException)
        {
            throw Endpoint.Unreachable(url, cause.InnerException.Message, cause);
        }
        catch (Exception cause) when (cause is not (OperationCanceledException or ChainException))
        {
            throw Endpoint.NotEthereum(url, (cause.InnerException ?? cause).Message, cause);
        }
    }

    /// <summary>A batch whose every item is answered, once. The library leaves one alone that is not.</summary>
    private sealed class WholeBatch : RpcRequestResponseBatch
    {
        private const int Undecodable = -1;

        public override void UpdateBatchItemResponses(IEnumerable<RpcResponseMessage> responses)
        {
            var open = BatchItems.ToDictionary(item => item.RpcRequestMessage.Id.ToString()!);
            foreach (var response in responses)
            {
                if (!open.Remove(response.Id?.ToString() ?? "", out var item)) throw new FormatException("an answer carries no id of this exchange");
                item.DecodeResponse(response);
                if (item is { HasError: true, RpcError.Code: Undecodable }) throw new FormatException(item.RpcError.Message);
            }

            if (open.Count > 0) throw new FormatException("a call was not answered");
        }
    }
}
