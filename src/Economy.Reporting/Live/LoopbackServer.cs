using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Economy.Reporting.Live;

/// <summary>
/// Answers GET requests on the loopback address, one a connection (RFC 9112). Who asks must call this machine localhost, 127.0.0.1 or
/// [::1], by whatever port: so it works through a tunnel, and not for a page elsewhere whose name was made to point here.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private const int LongestHead = 1 << 14, MostAtOnce = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Farewell = TimeSpan.FromSeconds(1);
    private static readonly string[] Here = ["localhost", "127.0.0.1", "[::1]"];

    private readonly TcpListener listener;
    private readonly Func<string, (string Type, byte[] Body)?> page;
    private readonly SemaphoreSlim room = new(MostAtOnce);
    private readonly CancellationTokenSource closing = new();
    private volatile bool isClosed;

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="page">What stands at a path; null where nothing does.</param>
    /// <exception cref="SocketException">The port cannot be had.</exception>
    internal LoopbackServer(int port, Func<string, (string Type, byte[] Body)?> page)
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
                var (status, type, body) = Answer(await HeadAsync(stream, deadline.Token).ConfigureAwait(false));
                var head = $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), deadline.Token).ConfigureAwait(false);
                await stream.WriteAsync(body, deadline.Token).ConfigureAwait(false);
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

    /// <summary>The lines of a request before its body; null where they are too many.</summary>
    private static async Task<string[]?> HeadAsync(NetworkStream stream, CancellationToken cancel)
    {
        var (bytes, filled) = (new byte[LongestHead], 0);
        while (filled < bytes.Length)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(filled), cancel).ConfigureAwait(false);
            if (read == 0) throw new IOException("The client is gone.");
            filled += read;
            var end = bytes.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        }

        return null;
    }

    private (string Status, string Type, byte[] Body) Answer(string[]? head)
    {
        if (head is null) return Words("431 Request Header Fields Too Large");
        var hosts = head.Skip(1).Where(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase))
            .Select(line => line["Host:".Length..].Trim()).ToList();
        if (head[0].Split(' ') is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"] || hosts.Count > 1) return Words("400 Bad Request");
        var asked = hosts.Count == 0 ? Here[0] : hosts[0];
        if (!target.StartsWith('/'))
        {
            // A request through a proxy names the whole address, which then counts.
            if (!Uri.TryCreate(target, UriKind.Absolute, out var whole)) return Words("400 Bad Request");
            (asked, target) = (IsHere(asked) ? whole.Authority : asked, whole.AbsolutePath);
        }

        if (!IsHere(asked)) return Words("421 Misdirected Request", "This page answers to localhost, 127.0.0.1 and [::1] only.");
        return method == "GET" && page(target.Split('?')[0]) is { } found ? ("200 OK", found.Type, found.Body) : Words("404 Not Found");
    }

    private static bool IsHere(string authority)
    {
        var colon = authority.LastIndexOf(':');
        var host = colon > authority.LastIndexOf(']') ? authority[..colon] : authority;
        return Here.Contains(host, StringComparer.OrdinalIgnoreCase);
    }

    private static (string Status, string Type, byte[] Body) Words(string status, string? more = null) =>
        (status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes($"{more ?? status}\n"));
}
