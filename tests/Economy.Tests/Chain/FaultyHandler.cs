using System.Text.Json.Nodes;

namespace Economy.Tests.Chain;

/// <summary>Carries HTTP to a node, and spoils exchanges that send transactions or ask for receipts, after or before the node has acted.</summary>
internal sealed class FaultyHandler() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    /// <summary>Stands between the caller and sending; by default only passes on.</summary>
    public Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> OnSend { get; set; } = send => send();

    /// <summary>Stands between the caller and receipts.</summary>
    public Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> OnReceipts { get; set; } = ask => ask();

    public static HttpRequestException Lost => new("the answer was lost");

    /// <summary>The same answers, but that the last is an error.</summary>
    public static async Task<HttpResponseMessage> LastRefusedAsync(HttpResponseMessage response)
    {
        var answers = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
        var last = answers.MaxBy(a => (long)a!["id"]!)!.AsObject();
        last.Remove("result");
        last["error"] = new JsonObject { ["code"] = -32000, ["message"] = "nonce too low" };
        response.Content = new StringContent(answers.ToJsonString());
        return response;
    }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        if (body.Contains("eth_sendTransaction", StringComparison.Ordinal)) return await OnSend(() => base.SendAsync(request, cancellationToken));
        if (body.Contains("eth_getTransactionReceipt", StringComparison.Ordinal)) return await OnReceipts(() => base.SendAsync(request, cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}
