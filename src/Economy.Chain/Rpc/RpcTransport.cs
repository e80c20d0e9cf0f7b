using System.Net.Http.Headers;
using System.Text.Json;

namespace Economy.Chain.Rpc;

/// <summary>Carries calls to a node and answers back: batching, time-outs, repetition.</summary>
internal sealed class RpcTransport : IDisposable
{
    // Shorter than the five seconds after which Node closes a silent connection, perhaps just as we write to it.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly HttpClient http;
    private readonly Uri url;
    private readonly RpcOptions options;
    private long lastId;

    public RpcTransport(Uri url, RpcOptions options, HttpMessageHandler? handler)
    {
        this.url = url;
        this.options = options;
        http = new HttpClient(handler ?? Handler(url)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Pooled sockets that go around any proxy to reach this machine.</summary>
    public static HttpMessageHandler Handler(Uri url) => new SocketsHttpHandler { UseProxy = !url.IsLoopback, PooledConnectionIdleTimeout = Idle };

    public void Dispose() => http.Dispose();

    /// <summary>Makes calls, in as few exchanges as the options allow.</summary>
    /// <param name="repeatable">Whether a call may reach the node twice.</param>
    /// <returns>One answer per call, in the order of the calls.</returns>
    /// <exception cref="EndpointException">No answer, or none that is JSON-RPC.</exception>
    public async Task<RpcAnswer[]> ExchangeAsync(RpcCall[] calls, bool repeatable, CancellationToken cancel)
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
}
