using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Economy.Tests.Chain;

/// <summary>What the proxy does to one exchange.</summary>
internal enum Mischief
{
    None,
    RequestLost,
    RequestTwice,
    AnswerLost,
    AnswerLate,
    AnswerCut,
    AnswerCorrupt,
    AnswerTwice,
    TurnedAway,
}

/// <summary>
/// Stands between a client and its node on the loopback address, and spoils exchanges as it is told to: by a choice made for
/// each request, from what it carries and its number.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(400);
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient node;
    private readonly Uri target;
    private readonly Task serving;
    private int exchanges;

    public FaultyProxy(Uri target)
    {
        this.target = target;
        node = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) });
        listener.Start();
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        serving = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>Chooses what to do with a request: its number and its body.</summary>
    public Func<int, string, Mischief> Choose { get; set; } = (_, _) => Mischief.None;

    /// <summary>Told before a request reaches the node, and after the node has answered but before the client hears of it.</summary>
    public Func<int, string, bool, Task> Watch { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Changes an answer of the node: given the request and the answer.</summary>
    public Func<string, byte[], byte[]> Alter { get; set; } = (_, answer) => answer;

    /// <summary>How often each was done.</summary>
    public ConcurrentDictionary<Mischief, int> Counts { get; } = new();

    /// <summary>Spoils one exchange in <paramref name="every"/>, which of them is seeded; each kind of mischief in its turn.</summary>
    public static Func<int, string, Mischief> AtRandom(int seed, int every)
    {
        var kinds = Enum.GetValues<Mischief>();
        return (number, _) =>
        {
            var (turn, place) = Math.DivRem(number, every);
            return place == unchecked((int)(Mix((uint)(seed * 7919 + turn)) % (uint)every)) ? kinds[1 + (turn + seed) % (kinds.Length - 1)] : Mischief.None;
        };
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        node.Dispose();
        stop.Dispose();
    }

    // Murmur3's finaliser: neighbouring numbers give unrelated bits.
    private static uint Mix(uint x)
    {
        unchecked
        {
            x = (x ^ x >> 16) * 0x85ebca6b;
            x = (x ^ x >> 13) * 0xc2b2ae35;
            return x ^ x >> 16;
        }
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            _ = Task.Run(async () =>
            {
                using (client)
                {
                    try
                    {
                        await ServeAsync(client.GetStream());
                    }
                    catch (Exception e) when (e is IOException or HttpRequestException or SocketException or OperationCanceledException)
                    {
                        // The client or the node is gone: so is the connection.
                    }
                }
            });
        }
    }

    private async Task ServeAsync(NetworkStream client)
    {
        while (await ReadRequestAsync(client) is { } request)
        {
            var number = Interlocked.Increment(ref exchanges);
            var mischief = Choose(number, request);
            Counts.AddOrUpdate(mischief, 1, (_, n) => n + 1);
            await Watch(number, request, false);
            if (mischief == Mischief.RequestLost) return;
            if (mischief == Mischief.TurnedAway)
            {
                await client.WriteAsync("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop.Token);
                continue;
            }

            if (mischief == Mischief.RequestTwice) await ForwardAsync(request);
            var answer = Alter(request, await ForwardAsync(request));
            await Watch(number, request, true);
            if (mischief == Mischief.AnswerLost) return;
            if (mischief == Mischief.AnswerLate) await Task.Delay(Late, stop.Token);
            if (mischief == Mischief.AnswerCorrupt) answer[unchecked((int)(Mix((uint)number) % (uint)answer.Length))] ^= 1;
            var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {answer.Length}\r\n\r\n"));
            byte[] whole = [.. head, .. answer];
            await client.WriteAsync(mischief == Mischief.AnswerCut ? whole.AsMemory(0, head.Length + answer.Length / 2) : whole, stop.Token);
            if (mischief == Mischief.AnswerCut) return;
            if (mischief == Mischief.AnswerTwice) await client.WriteAsync(whole, stop.Token);
        }
    }

    private async Task<byte[]> ForwardAsync(string request)
    {
        using var content = new StringContent(request, Encoding.UTF8, "application/json");
        using var response = await node.PostAsync(target, content, stop.Token);
        return await response.Content.ReadAsByteArrayAsync(stop.Token);
    }

    /// <summary>The body of the next request; null at the end of the connection.</summary>
    private async Task<string?> ReadRequestAsync(NetworkStream client)
    {
        var bytes = new List<byte>();
        var part = new byte[1 << 16];
        while (true)
        {
            var text = Encoding.ASCII.GetString([.. bytes.Take(2048)]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end > 0)
            {
                var length = text[..end].Split("\r\n").First(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                var body = int.Parse(length[15..], CultureInfo.InvariantCulture);
                if (bytes.Count >= end + 4 + body) return Encoding.UTF8.GetString([.. bytes.Skip(end + 4).Take(body)]);
            }

            var read = await client.ReadAsync(part, stop.Token);
            if (read == 0) return null;
            bytes.AddRange(part.AsSpan(0, read));
        }
    }
}
