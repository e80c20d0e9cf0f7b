using System.Text.Json;
using Economy.Chain.Abi;
using Economy.Core.Books;

namespace Economy.Chain.Rpc;

/// <summary>
/// Reads events range by range, so that neither a long chain nor a node that answers short ranges only is in the way: a range
/// that is refused is halved, down to a single block.
/// </summary>
internal sealed class LogReading(JsonRpcClient client, Address? contract, IReadOnlyList<Hash32?> topics)
{
    private const long BlocksPerRange = 1000;

    private readonly List<JsonElement> found = [];

    /// <summary>The events of the blocks <paramref name="first"/> to <paramref name="last"/>, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadAsync(long first, long last, CancellationToken cancel)
    {
        for (; first <= last; first += BlocksPerRange)
            await ReadRangeAsync(first, Math.Min(last, first + BlocksPerRange - 1), cancel).ConfigureAwait(false);
        return found;
    }

    private async Task ReadRangeAsync(long first, long last, CancellationToken cancel)
    {
        JsonElement range;
        try
        {
            range = await client.InvokeAsync("eth_getLogs", [Filter(first, last)], cancel).ConfigureAwait(false);
        }
        catch (RpcErrorException) when (first < last)
        {
            var middle = first + (last - first) / 2;
            await ReadRangeAsync(first, middle, cancel).ConfigureAwait(false);
            await ReadRangeAsync(middle + 1, last, cancel).ConfigureAwait(false);
            return;
        }

        found.AddRange(range.EnumerateArray());
    }

    private Dictionary<string, object?> Filter(long first, long last)
    {
        var filter = new Dictionary<string, object?>
        {
            ["fromBlock"] = Hex.Quantity(first),
            ["toBlock"] = Hex.Quantity(last),
            ["topics"] = topics.Select(t => t is { } topic ? $"0x{topic}" : null).ToArray(),
        };
        if (contract is { } only) filter["address"] = only.ToString();
        return filter;
    }
}
