using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Economy.Chain.Accounts;
using Economy.Chain.Rpc;
using Economy.Core.Books;

namespace Economy.Tests.Chain;

/// <summary>What the way to a node makes of its answers, told without a node.</summary>
public sealed class BatchTransportTests
{
    private static readonly RpcOptions Impatient = new() { FirstPause = TimeSpan.FromMilliseconds(1), Retries = 3, CallsPerExchange = 3 };

    [Fact]
    public async Task Answers_out_of_order_find_their_calls()
    {
        using var client = Client((calls, _) => Json(new JsonArray([.. calls.Reverse().Select(c => Result(c, $"0x{(long)c["id"]!:x2}"))])));
        var results = await client.CallAsync([.. Enumerable.Range(0, 3).Select(_ => new ContractCall(default, []))]);
        Assert.Equal([1, 2, 3], results.Select(r => (int)r.Data[0]));
    }

    [Fact]
    public async Task Long_lists_are_cut_into_exchanges()
    {
        var sizes = new List<int>();
        using var client = Client((calls, _) =>
        {
            sizes.Add(calls.Length);
            return Json(new JsonArray([.. calls.Select(c => Result(c, "0x"))]));
        });
        await client.CallAsync([.. Enumerable.Range(0, 7).Select(_ => new ContractCall(default, []))]);
        Assert.Equal([3, 3, 1], sizes);
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("""[{"jsonrpc":"2.0","id":99,"result":"0x1"}]""")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"result":"0x1"},{"jsonrpc":"2.0","id":1,"result":"0x2"}]""")]
    [InlineData("""[{"jsonrpc":"2.0","id":1}]""")]
    public async Task A_spoilt_answer_is_asked_for_again_and_then_reported(string body)
    {
        var times = 0;
        using var client = Client((_, _) =>
        {
            times++;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) };
        });
        var failure = await Assert.ThrowsAsync<EndpointException>(() => client.ChainIdAsync());
        Assert.Equal((EndpointFault.NotEthereum, 1 + Impatient.Retries), (failure.Fault, times));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batches are not supported"}}""", HttpStatusCode.OK)]
    [InlineData("no", HttpStatusCode.BadRequest)]
    [InlineData("no", HttpStatusCode.MethodNotAllowed)]
    public async Task A_node_that_takes_no_batches_is_asked_one_thing_at_a_time(string refusal, HttpStatusCode status)
    {
        var said = new List<string>();
        var batches = 0;
        using var client = Client(
            (calls, _) => throw new InvalidOperationException($"{calls.Length}"), Impatient with { Report = said.Add },
            body =>
            {
                if (body is JsonArray) batches++;
                return body is JsonArray ? new HttpResponseMessage(status) { Content = new StringContent(refusal) } : Json(Result(body, $"0x{(long)body["id"]!:x2}"));
            });
        Assert.Equal(2, await client.ChainIdAsync());
        var results = await client.CallAsync([.. Enumerable.Range(0, 4).Select(_ => new ContractCall(default, []))]);
        Assert.Equal([3, 4, 5, 6], results.Select(r => (int)r.Data[0]));
        Assert.Equal(1, batches);
        Assert.Equal("the node at http://127.0.0.1:1 takes no batches: it is asked one thing at a time, which takes longer", Assert.Single(said));
    }

    [Fact]
    public async Task A_refusal_that_is_not_about_the_batch_is_told_as_it_was()
    {
        using var client = Client((_, _) => throw new InvalidOperationException(), body: _ => Json(new JsonObject { ["id"] = null, ["error"] = new JsonObject { ["code"] = -32000, ["message"] = "go away" } }));
        var failure = await Assert.ThrowsAsync<EndpointException>(() => client.ChainIdAsync());
        Assert.Contains("the whole exchange was refused: go away (code -32000)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_survives_as_many_faults_as_it_may_be_repeated()
    {
        var times = 0;
        using var client = Client((calls, _) => ++times <= Impatient.Retries ? throw new HttpRequestException("reset") : Json(new JsonArray([.. calls.Select(c => Result(c, "0x7a69"))])));
        Assert.Equal(31337, await client.ChainIdAsync());
    }

    [Fact]
    public async Task A_transaction_is_sent_once_only()
    {
        var times = 0;
        using var client = Client((_, _) =>
        {
            times++;
            throw new HttpRequestException("reset");
        });
        await Assert.ThrowsAsync<EndpointException>(() => client.SendAsync([new Transaction(default, default(Address), [], 0, 21_000)]));
        Assert.Equal(1, times);
    }

    [Fact]
    public async Task Silence_ends_in_a_time_out()
    {
        using var client = Client((_, cancel) =>
        {
            cancel.WaitHandle.WaitOne();
            cancel.ThrowIfCancellationRequested();
            return new HttpResponseMessage();
        }, Impatient with { Timeout = TimeSpan.FromMilliseconds(200) });
        var failure = await Assert.ThrowsAsync<EndpointException>(() => client.SendAsync([new Transaction(default, default(Address), [], 0, 21_000)]));
        Assert.Contains("no answer within 0.2 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_is_not_a_time_out()
    {
        using var cancel = new CancellationTokenSource();
        using var client = Client((_, _) =>
        {
            cancel.Cancel();
            throw new TaskCanceledException();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ChainIdAsync(cancel.Token));
    }

    [Theory]
    [InlineData("""{"code":3,"message":"execution reverted","data":"0xd93c0665"}""", "EnforcedPause()")]
    [InlineData("""{"code":-32603,"message":"reverted","data":{"message":"x","data":"0xd93c0665"}}""", "EnforcedPause()")]
    [InlineData("""{"code":-32000,"message":"nonce too low"}""", "nonce too low (code -32000)")]
    public async Task An_error_is_told_in_the_contracts_words_where_it_has_some(string error, string told)
    {
        using var client = Client((calls, _) => Json(new JsonArray([.. calls.Select(c => new JsonObject { ["id"] = (long)c["id"]!, ["error"] = JsonNode.Parse(error) })])));
        Assert.Equal(told, (await client.CallAsync([new ContractCall(default, [])]))[0].Error!.Describe());
        var failure = await Assert.ThrowsAsync<RpcErrorException>(() => client.ChainIdAsync());
        Assert.Equal($"eth_chainId: {told}", failure.Message);
    }

    [Fact]
    public async Task A_receipt_is_read_and_a_missing_one_is_null()
    {
        var hash = new string('a', 64);
        using var client = Client((calls, _) => Json(new JsonArray(
            Result(calls[0], new JsonObject { ["transactionHash"] = "0x" + hash, ["status"] = "0x1", ["gasUsed"] = "0x5208", ["blockNumber"] = "0x10", ["contractAddress"] = null }),
            Result(calls[1], null))));
        var receipts = await client.ReceiptsAsync([Hash32.Parse(hash), Hash32.Parse(hash)]);
        Assert.Equal([new Receipt(Hash32.Parse(hash), true, 21_000, 16, null), null], receipts);
    }

    [Fact]
    public async Task A_long_chain_is_searched_in_ranges_that_neither_overlap_nor_leave_a_gap()
    {
        var ranges = new List<(long From, long To)>();
        using var client = LogClient(2500, (from, to) =>
        {
            ranges.Add((from, to));
            return true;
        });
        Assert.Empty(await client.LogsAsync(null, []));
        Assert.Equal([(0, 999), (1000, 1999), (2000, 2500)], ranges);
    }

    [Fact]
    public async Task A_range_that_the_node_refuses_is_halved_down_to_single_blocks()
    {
        var answered = new List<long>();
        using var client = LogClient(9, (from, to) =>
        {
            if (to > from) return false;
            answered.Add(from);
            return true;
        });
        await client.LogsAsync(null, [], 3);
        Assert.Equal(Enumerable.Range(3, 7).Select(i => (long)i), answered);
        using var stubborn = LogClient(9, (_, _) => false);
        await Assert.ThrowsAsync<RpcErrorException>(() => stubborn.LogsAsync(null, []));
    }

    [Fact]
    public async Task What_a_node_says_cannot_steer_the_terminal()
    {
        using var client = Client((calls, _) => Json(new JsonArray([.. calls.Select(c => new JsonObject { ["id"] = (long)c["id"]!, ["error"] = new JsonObject { ["code"] = 1, ["message"] = "\u001b[2Jall\u202ewell" } })])));
        var failure = await Assert.ThrowsAsync<RpcErrorException>(() => client.ChainIdAsync());
        Assert.Equal("eth_chainId: \ufffd[2Jall\ufffdwell (code 1)", failure.Message);
    }

    private static EthereumClient LogClient(long newest, Func<long, long, bool> answers) => Client((calls, _) =>
    {
        var call = calls[0];
        if ((string)call["method"]! == "eth_blockNumber") return Json(new JsonArray(Result(call, $"0x{newest:x}")));
        var filter = call["params"]![0]!;
        return Json(new JsonArray(answers(Number(filter["fromBlock"]!), Number(filter["toBlock"]!))
            ? Result(call, new JsonArray())
            : new JsonObject { ["id"] = (long)call["id"]!, ["error"] = new JsonObject { ["code"] = -32005, ["message"] = "range too long" } }));
    });

    private static long Number(JsonNode quantity) => Convert.ToInt64((string)quantity!, 16);

    private static EthereumClient Client(Func<JsonNode[], CancellationToken, HttpResponseMessage> answer, RpcOptions? options = null, Func<JsonNode, HttpResponseMessage>? body = null) =>
        new(new Uri("http://127.0.0.1:1/"), options ?? Impatient, handler: new Handler((sent, cancel) => body is null ? answer([.. sent.AsArray().Select(c => c!)], cancel) : body(sent)));

    private static JsonObject Result(JsonNode call, JsonNode? result) => new() { ["jsonrpc"] = "2.0", ["id"] = (long)call["id"]!, ["result"] = result };

    private static HttpResponseMessage Json(JsonNode body) => new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    private sealed class Handler(Func<JsonNode, CancellationToken, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            return await Task.Run(() => answer(body, cancellationToken), cancellationToken);
        }
    }
}
