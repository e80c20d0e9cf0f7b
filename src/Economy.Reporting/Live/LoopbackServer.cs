using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Economy.Reporting.Live;

/// <summary>
/// Answers GET and POST requests on the loopback address, one a connection (RFC 9112). Who asks must call this machine localhost, 127.0.0.1 or
/// [::1], by whatever port: so it works through a tunnel, and not for a page elsewhere whose name was made to point here.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private const int MostAtOnce = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Farewell = TimeSpan.FromSeconds(1);
    private const string Always = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n";
    private static readonly string[] Here = ["localhost", "127.0.0.1", "[::1]"];

    private readonly TcpListener listener;
    private readonly Func<PageRequest, PageAnswer?> page;
    private readonly SemaphoreSlim room = new(MostAtOnce);
    private readonly CancellationTokenSource closing = new();
    private volatile bool isClosed;

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="page">What a request is answered; null where nothing stands at its path.</param>
    /// <exception cref="SocketException">The port cannot be had.</exception>
    internal LoopbackServer(int port, Func<PageRequest, PageAnswer?> page)
    {
        this.page = page;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = Task.Run(ServeAsync);
    }

    internal Uri Address { get; }

    /// <summary>Takes no more questions, and lets those that are asked be answered.</summary>
    public void Dispose()
    {
        isClosed = true;
        listener.Dispose();
        for (var i = 0; i < MostAtOnce && room.Wait(Farewell); i++) { }
        closing.Cancel();
    }

    private async Task ServeAsync()
    {
        while (!isClosed)
        {
            try
            {
                await room.WaitAsync(closing.Token).ConfigureAwait(false);
                _ = AnswerAsync(await listener.AcceptTcpClientAsync(closing.Token).ConfigureAwait(false));
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                room.Release(); // Whoever asked has left, or the run has ended.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
            deadline.CancelAfter(Patience);
            using (client)
            {
                var stream = client.GetStream();
                var answer = Answer(await RequestHead.ReadAsync(stream, deadline.Token).ConfigureAwait(false));
                var head = $"HTTP/1.1 {answer.Status}\r\nContent-Type: {answer.Type}\r\nContent-Length: {answer.Body.Length}\r\n{Always}\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), deadline.Token).ConfigureAwait(false);
                await stream.WriteAsync(answer.Body, deadline.Token).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The reader has left, or says nothing.
        }
        finally
        {
            room.Release();
        }
    }

    private PageAnswer Answer(RequestHead? head)
    {
        if (head is null) return PageAnswer.Text("431 Request Header Fields Too Large");
        var hosts = head.All("Host");
        if (head.Lines[0].Split(' ') is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"] || hosts.Count > 1)
            return PageAnswer.Text("400 Bad Request");
        var asked = hosts.Count == 0 ? Here[0] : hosts[0];
        if (!target.StartsWith('/'))
        {
            // A request through a proxy names the whole address, which then counts.
            if (!Uri.TryCreate(target, UriKind.Absolute, out var whole)) return PageAnswer.Text("400 Bad Request");
            (asked, target) = (IsHere(asked) ? whole.Authority : asked, whole.PathAndQuery);
        }

        if (!IsHere(asked))
            return PageAnswer.Text("421 Misdirected Request", "This page answers to localhost, 127.0.0.1 and [::1] only.");
        if (method == "POST" && Refusal(head, asked) is { } refused) return refused;
        var parts = target.Split('?', 2);
        return method is "GET" or "POST" && page(new(method, parts[0], parts.Length > 1 ? parts[1] : "", head.Body)) is { } found ? found
            : PageAnswer.Text("404 Not Found");
    }

    /// <summary>
    /// What changes something must come from this page: a browser says where a script comes from, and sends JSON elsewhere only if asked first.
    /// </summary>
    private static PageAnswer? Refusal(RequestHead head, string host)
    {
        var origins = head.All("Origin");
        if (origins.Any(o => !string.Equals(o, $"http://{host}", StringComparison.OrdinalIgnoreCase) && !string.Equals(o, $"https://{host}", StringComparison.OrdinalIgnoreCase))
            || head["Sec-Fetch-Site"] is not (null or "same-origin"))
            return PageAnswer.Text("403 Forbidden", "Only this page itself may change the run.");
        if (head["Content-Length"] is null) return PageAnswer.Text("411 Length Required");
        return head["Content-Type"]?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true ? null
            : PageAnswer.Text("415 Unsupported Media Type", "Send application/json.");
    }

    private static bool IsHere(string authority)
    {
        var colon = authority.LastIndexOf(':');
        var host = colon > authority.LastIndexOf(']') ? authority[..colon] : authority;
        return Here.Contains(host, StringComparer.OrdinalIgnoreCase);
    }
}
