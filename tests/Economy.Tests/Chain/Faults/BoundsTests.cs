using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Economy.Chain.Accounts;
using Economy.Chain.Rpc;

namespace Economy.Tests.Chain;

/// <summary>Whatever is at the other end, an exchange ends, in the retry rules, and takes little.</summary>
public sealed class BoundsTests
{
    private static readonly RpcOptions Impatient = new() { Timeout = TimeSpan.FromSeconds(20), Retries = 1, FirstPause = TimeSpan.FromMilliseconds(1) };
    private static readonly byte[] Head = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");

    [Fact]
    public async Task An_answer_of_64_MiB_is_read_no_further()
    {
        // One byte more than may be.
        var body = new byte[(64 << 20) + 1];
        Array.Fill(body, (byte)' ');
        await using var server = RawServer.Saying(body);
        var fault = await FaultAsync(server.Url, Impatient);
        Assert.Equal(EndpointFault.NotEthereum, fault.Fault);
        Assert.Contains("its answer is larger than 64 MiB", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1 + Impatient.Retries, server.Requests);
    }

    [Fact]
    public async Task An_answer_without_end_ends()
    {
        var part = Encoding.ASCII.GetBytes($"100000\r\n{new string(' ', 1 << 20)}\r\n");
        var sent = 0L;
        await using var server = new RawServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Head, cancel);
            for (; ; sent += part.Length) await stream.WriteAsync(part, cancel);
        });
        var fault = await FaultAsync(server.Url, Impatient);
        Assert.Contains("larger than 64 MiB", fault.Message, StringComparison.Ordinal);
        Assert.InRange(sent, 1 << 20, 200L << 20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_never_comes_or_drips_is_given_up(bool drips)
    {
        await using var server = new RawServer(async (_, stream, cancel) =>
        {
            if (!drips) await Task.Delay(Timeout.Infinite, cancel);
            await stream.WriteAsync(Head, cancel);
            while (true)
            {
                await stream.WriteAsync("1\r\n \r\n"u8.ToArray(), cancel);
                await Task.Delay(50, cancel);
            }
        });
        var said = new List<string>();
        var clock = Stopwatch.StartNew();
        var fault = await FaultAsync(server.Url, Impatient with { Timeout = TimeSpan.FromMilliseconds(400), Report = said.Add });
        Assert.Equal(EndpointFault.Unreachable, fault.Fault);
        Assert.Contains("no answer within 0.4 s", fault.Message, StringComparison.Ordinal);
        Assert.Equal($"{fault.Message}; asking again", Assert.Single(said));
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task No_repetition_begins_when_patience_is_over()
    {
        await using var server = new RawServer((_, _, cancel) => Task.Delay(Timeout.Infinite, cancel));
        var clock = Stopwatch.StartNew();
        await FaultAsync(server.Url, Impatient with { Timeout = TimeSpan.FromMilliseconds(300), Retries = 1000, Patience = TimeSpan.FromSeconds(1) });
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = RawServer.Node(_ => "\"0x7a69\"");
        await using var server = new RawServer((_, stream, cancel) =>
            stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere.Url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), cancel).AsTask());
        var fault = await FaultAsync(server.Url, Impatient);
        Assert.Contains($"it answers HTTP 307 and sends to {elsewhere.Url.AbsoluteUri.TrimEnd('/')}, and redirects are not followed", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, elsewhere.Requests);
    }

    [Fact]
    public async Task An_endpoint_that_is_asked_too_often_gets_its_rest_and_is_asked_again_even_to_send()
    {
        var turnedAway = 0;
        await using var node = RawServer.Node(method => method == "eth_chainId" ? "\"0x7a69\"" : $"\"0x{new string('a', 64)}\"");
        await using var server = new RawServer(async (request, stream, cancel) =>
        {
            if (turnedAway++ % 2 == 0) await RawServer.RefuseAsync(stream, "429 Too Many Requests", "Retry-After: 1", cancel);
            else await RawServer.WriteAsync(stream, await node.AskAsync(request, cancel), cancel);
        });
        var said = new List<string>();
        using var client = new EthereumClient(server.Url, Impatient with { Report = said.Add });
        var clock = Stopwatch.StartNew();
        Assert.Equal(31337, await client.ChainIdAsync());
        Assert.NotNull((await client.SendAsync([new Transaction(default, default(Address), [], 0, 21_000)]))[0].Hash);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(15));
        // Two a question, all of them batches: that it limits its users does not say that it takes none.
        Assert.Equal((4, 2), (server.Requests, node.Requests));
        Assert.Equal(2, said.Count);
        Assert.EndsWith("is asked more often than it allows (HTTP 429), and wants 1 s of rest; asking again", said[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("429 Too Many Requests", "Retry-After: 3600", EndpointFault.Unreachable, "is asked more often than it allows (HTTP 429), and wants 3600 s of rest.", 1)]
    [InlineData("429 Too Many Requests", "Date: Mon, 30 Nov 2026 05:00:00 GMT\r\nRetry-After: Mon, 30 Nov 2026 06:00:00 GMT", EndpointFault.Unreachable, "wants 3600 s of rest.", 1)]
    [InlineData("429 Too Many Requests", "Retry-After: -1", EndpointFault.Unreachable, "is asked more often than it allows (HTTP 429).", 2)]
    [InlineData("401 Unauthorized", "WWW-Authenticate: Basic", EndpointFault.NotAdmitted, "does not let this program in: it answers HTTP 401.", 1)]
    [InlineData("403 Forbidden", "Server: nginx", EndpointFault.NotAdmitted, "does not let this program in: it answers HTTP 403.", 1)]
    [InlineData("502 Bad Gateway", "Server: nginx", EndpointFault.Unreachable, "No Ethereum node at ADDRESS: what answers in its place says HTTP 502", 2)]
    [InlineData("503 Service Unavailable", "Retry-After: 0", EndpointFault.Unreachable, "what answers in its place says HTTP 503", 2)]
    [InlineData("301 Moved Permanently", "Location: https://example.invalid/v3/secret", EndpointFault.NotEthereum, "it answers HTTP 301 and sends to https://example.invalid:443, and redirects are not followed", 2)]
    [InlineData("404 Not Found", "Server: nginx", EndpointFault.NotEthereum, "ADDRESS does not speak Ethereum's JSON-RPC: it answers HTTP 404", 4)]
    public async Task What_stands_before_a_node_is_told_as_such_and_no_key_in_a_path_is_shown(string status, string header, EndpointFault kind, string message, int requests)
    {
        var asked = "";
        await using var server = new RawServer((request, stream, cancel) =>
        {
            asked = request;
            return RawServer.RefuseAsync(stream, status, header, cancel);
        });
        var fault = await FaultAsync(new Uri(server.Url, "/v3/secret?key=secret"), Impatient);
        Assert.StartsWith("POST /v3/secret?key=secret HTTP/1.1\r\n", asked, StringComparison.Ordinal);
        Assert.Contains(message.Replace("ADDRESS", server.Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message + fault.Remedy, StringComparison.Ordinal);
        Assert.Equal((kind, requests), (fault.Fault, server.Requests));
    }

    [Fact]
    public async Task A_compressed_answer_is_read_and_bounded_by_what_it_unfolds_to()
    {
        await using var node = RawServer.Node(_ => "\"0x7a69\"");
        await using var server = new RawServer(async (request, stream, cancel) =>
        {
            Assert.Contains("Accept-Encoding: gzip", request, StringComparison.Ordinal);
            await RawServer.WriteAsync(stream, Packed(await node.AskAsync(request, cancel)), cancel, "Content-Encoding: gzip");
        });
        using var client = new EthereumClient(server.Url, Impatient);
        Assert.Equal(31337, await client.ChainIdAsync());

        var bomb = Packed(new byte[65 << 20]);
        await using var hostile = new RawServer((_, stream, cancel) => RawServer.WriteAsync(stream, bomb, cancel, "Content-Encoding: gzip"));
        Assert.Contains("its answer is larger than 64 MiB", (await FaultAsync(hostile.Url, Impatient)).Message, StringComparison.Ordinal);

        static byte[] Packed(byte[] plain)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(plain);
            return packed.ToArray();
        }
    }

    [Theory]
    [InlineData("user:p%40ss w\u00f6rd", "user:p@ss w\u00f6rd")]
    [InlineData("token", "token:")]
    public async Task Credentials_of_the_address_are_sent_and_never_shown(string written, string sent)
    {
        var head = "";
        await using var server = new RawServer(async (request, stream, cancel) =>
        {
            head = request;
            await RawServer.WriteAsync(stream, "no"u8.ToArray(), cancel);
        });
        var fault = await FaultAsync(new Uri($"http://{written}@{server.Url.Authority}/"), Impatient);
        Assert.Contains($"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(sent))}\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("user", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("1.5")]
    [InlineData("\"\"")]
    [InlineData("\"0x\"")]
    [InlineData("\"0xzz\"")]
    [InlineData("\"-0x1\"")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"0x10000000000000000\"")]
    public async Task A_result_of_another_kind_is_the_nodes_fault(string result)
    {
        await using var server = RawServer.Node(_ => result);
        using var client = new EthereumClient(server.Url, Impatient);
        (string, Func<Task>)[] questions =
        [
            ("chain id", () => client.ChainIdAsync()), ("block", () => client.BlockNumberAsync()), ("gas limit", () => client.BlockGasLimitAsync()),
            ("nonce", () => client.NonceAsync(default)), ("accounts", result == "[]" ? () => Task.FromException(Fault) : () => client.AccountsAsync()),
            ("call", result is "\"0x\"" ? () => Task.FromException(Fault) : async () => Assert.Null((await client.CallAsync([new ContractCall(default, [])]))[0].Error)),
            ("send", () => client.SendAsync([new Transaction(default, default(Address), [], 0, 21_000)])),
            ("receipts", result is "null" ? () => Task.FromException(Fault) : () => client.ReceiptsAsync([default])),
        ];
        foreach (var (name, ask) in questions)
        {
            if (result == "\"0x10000000000000000\"" && name == "call") continue;
            var thrown = await Record.ExceptionAsync(ask);
            Assert.True(thrown is EndpointException { Fault: EndpointFault.NotEthereum }, $"{name}: {thrown}");
        }
    }

    [Theory]
    [InlineData("[{\"id\":1,\"result\":\"0x\u00ff1\"}]")]
    [InlineData("[{\"id\":1,\"error\":{\"code\":1,\"message\":\"x\\ud83d\"}}]")]
    [InlineData("[{\"id\":1,\"error\":{\"code\":1,\"message\":\"x\u00ff\"}}]")]
    [InlineData("[{\"id\":1,\"error\":{\"code\":1,\"message\":\"x\",\"data\":\"\\ud83d\"}}]")]
    [InlineData("[{\"\\ud83d\":1}]")]
    [InlineData("{\"error\":{\"message\":\"\\ud83d\"}}")]
    [InlineData("\u00ef\u00bb\u00bf[]")]
    public async Task Text_that_is_none_is_the_nodes_fault(string body)
    {
        await using var server = RawServer.Saying(Encoding.Latin1.GetBytes(body));
        Assert.Equal(EndpointFault.NotEthereum, (await FaultAsync(server.Url, Impatient with { Retries = 0 })).Fault);
    }

    [Fact]
    public async Task A_chain_of_absurd_length_is_neither_believed_nor_searched()
    {
        await using var endless = RawServer.Node(method => method == "eth_blockNumber" ? "\"0x7fffffffffffffff\"" : "[]");
        using var client = new EthereumClient(endless.Url, Impatient);
        Assert.Contains("a block that there cannot be: 9223372036854775807", (await Assert.ThrowsAsync<EndpointException>(() => client.LogsAsync(null, []))).Message, StringComparison.Ordinal);

        await using var longer = RawServer.Node(method => method == "eth_blockNumber" ? "\"0xffffffffff\"" : "[]");
        using var searching = new EthereumClient(longer.Url, Impatient with { Patience = TimeSpan.FromSeconds(1) });
        var clock = Stopwatch.StartNew();
        Assert.Contains("cannot be searched within 1 s", (await Assert.ThrowsAsync<EndpointException>(() => searching.LogsAsync(null, []))).Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    private static EndpointException Fault => new(EndpointFault.NotEthereum, "not asked", "none");

    private static async Task<EndpointException> FaultAsync(Uri url, RpcOptions options)
    {
        using var client = new EthereumClient(url, options);
        return await Assert.ThrowsAsync<EndpointException>(() => client.ChainIdAsync());
    }
}
