using System.Net;

namespace Economy.Chain.Rpc;

/// <summary>An answer over HTTP that is no success.</summary>
/// <param name="wait">How long it asks to be left alone.</param>
internal sealed class HttpAnswerException(HttpStatusCode status, TimeSpan wait) : HttpRequestException(null, null, status)
{
    public TimeSpan Wait => wait;

    /// <summary>Whether nothing was done with what was sent, whatever it was (RFC 6585, section 4).</summary>
    public bool WasNotTaken => StatusCode == HttpStatusCode.TooManyRequests;
}
