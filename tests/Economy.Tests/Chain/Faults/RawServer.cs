using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Economy.Tests.Chain;

/// <summary>Answers HTTP on the loopback address with whatever bytes it is told to, one request a connection.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> answer;
    private readonly Task serving;

    /// <param name="answer">Told the head and body of a request, writes the answer.</param>
    public RawServer(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        serving = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>Requests so far.</summary>
    public int Requests { get; private set; }

    /// <summary>One whose every answer is a body.</summary>
    public static RawServer Saying(byte[] body) => new((_, stream, cancel) => WriteAsync(stream, body, cancel));

    /// <summary>One that answers each call of a batch by its method.</summary>
    /// <param name="result">The JSON of the result.</param>
    public static RawServer Node(Func<string, string> result) => new((request, stream, cancel) =>
    {
        var calls = System.Text.Json.Nodes.JsonNode.Parse(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])!.AsArray();
        var answers = calls.Select(call => $$"""{"jsonrpc":"2.0","id":{{call!["id"]}},"result":{{result((string)call["method"]!)}}}""");
        return WriteAsync(stream, Encoding.UTF8.GetBytes($"[{string.Join(',', answers)}]"), cancel);
    });

    public static async Task WriteAsync(NetworkStream stream, byte[] body, CancellationToken cancel, string header = "Server: test")
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\n{header}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n")), cancel);
        await stream.WriteAsync(body, cancel);
    }

    /// <summary>Answers with a status that is no success, and a page.</summary>
    public static async Task RefuseAsync(NetworkStream stream, string status, string header, CancellationToken cancel) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>"), cancel);

    /// <summary>What this one answers to the body of a request that another was sent.</summary>
    public async Task<byte[]> AskAsync(string request, CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var content = new StringContent(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        using var response = await http.PostAsync(Url, content, cancel);
        return await response.Content.ReadAsByteArrayAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            Requests++;
            _ = Task.Run(async () =>
            {
                using (client)
                {
                    try
                    {
                        await answer(await ReadAsync(client.GetStream(), stop.Token), client.GetStream(), stop.Token);
                    }
                    catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
                    {
                        // The client has had enough.
                    }
                }
            });
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancel)
    {
        var (text, part) = (new StringBuilder(), new byte[1 << 16]);
        while (true)
        {
            text.Append(Encoding.UTF8.GetString(part, 0, await stream.ReadAsync(part, cancel)));
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            var length = request[..end].Split("\r\n").Single(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            if (request.Length - end - 4 >= int.Parse(length.AsSpan(15), CultureInfo.InvariantCulture)) return request;
        }
    }
}
