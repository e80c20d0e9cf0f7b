using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Economy.Chain.Rpc;

/// <summary>
/// One body to a node, one back. Nethereum's own client takes no cancellation, has one time-out for the whole process, follows
/// redirects and reads answers of any size; here an exchange has an end, an answer a bound, and goes nowhere else.
/// </summary>
internal sealed class NodeChannel : IDisposable
{
    private const int MebiByte = 1 << 20;
    private const int LargestAnswer = 64;

    // Shorter than the five seconds after which Node closes a silent connection, perhaps just as we write to it.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly HttpClient http;
    private readonly Uri url;
    private readonly TimeSpan timeout;
    private readonly AuthenticationHeaderValue? credentials;

    /// <param name="handler">What carries HTTP; by default pooled sockets that go around any proxy to reach this machine.</param>
    public NodeChannel(Uri url, TimeSpan timeout, HttpMessageHandler? handler)
    {
        (this.url, this.timeout, credentials) = (url, timeout, CredentialsIn(url));
        handler ??= new SocketsHttpHandler { UseProxy = !url.IsLoopback, PooledConnectionIdleTimeout = Idle, AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All };
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer * MebiByte };
    }

    public void Dispose() => http.Dispose();

    /// <exception cref="EndpointException">No answer in time, or none that is bounded and says that all is well.</exception>
    public async Task<byte[]> ExchangeAsync(byte[] body, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = credentials;
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, deadline.Token)
                .ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw Refused(response);
            return await response.Content.ReadAsByteArrayAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause) when (!cancel.IsCancellationRequested)
        {
            throw Endpoint.Unreachable(url, $"no answer within {timeout.TotalSeconds:0.#} s", cause);
        }
        catch (HttpRequestException cause) when (cause.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw Endpoint.NotEthereum(url, $"its answer is larger than {LargestAnswer} MiB", cause);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw Endpoint.Unreachable(url, cause.Message, cause);
        }
    }

    private EndpointException Refused(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var cause = new HttpAnswerException(response.StatusCode, WaitWanted(response.Headers));
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => Endpoint.Busy(url, cause.Wait, cause),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Endpoint.NotAdmitted(url, status, cause),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => Endpoint.Unreachable(url,
                $"what answers in its place says HTTP {status}", cause),
            _ => Endpoint.NotEthereum(url,
                $"it answers HTTP {status}{(response.Headers.Location is { } place ? $" and sends to {Endpoint.Show(new Uri(url, place))}" : "")}{(status is >= 300 and < 400 ? ", and redirects are not followed" : "")}", cause),
        };
    }

    // RFC 9110, section 10.2.3: seconds, or a date, which is held against the sender's own clock.
    private static TimeSpan WaitWanted(HttpResponseHeaders headers)
    {
        var wait = headers.RetryAfter is { } after ? after.Delta ?? after.Date - headers.Date ?? TimeSpan.Zero : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    // RFC 7617, as browsers and curl send what stands before the @.
    private static AuthenticationHeaderValue? CredentialsIn(Uri url) => url.UserInfo.Length == 0
        ? null
        : new("Basic", Convert.ToBase64String(
            Encoding.UTF8.GetBytes(
                Uri.UnescapeDataString(url.UserInfo.Contains(':', StringComparison.Ordinal) ? url.UserInfo : url.UserInfo + ":"))));
}
