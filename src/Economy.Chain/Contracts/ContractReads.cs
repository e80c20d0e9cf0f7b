using Economy.Chain.Accounts;
using Economy.Chain.Rpc;

namespace Economy.Chain.Contracts;

/// <summary>Asks contracts.</summary>
internal static class ContractReads
{
    /// <summary>Asks one thing.</summary>
    /// <exception cref="ChainException">The node failed, or there is no such contract.</exception>
    public static async Task<T> AskAsync<T>(EthereumClient client, Address contract, Query<T> query, CancellationToken cancel) =>
        (await ReadAsync(client, contract, [query], cancel).ConfigureAwait(false))[0];

    /// <summary>Asks several things of a kind, in one exchange.</summary>
    /// <exception cref="ChainException">The node failed, or there is no such contract.</exception>
    public static async Task<T[]> ReadAsync<T>(EthereumClient client, Address contract, IReadOnlyList<Query<T>> queries,
        CancellationToken cancel)
    {
        var answers = await ReadAsync(client, contract, [.. queries.Select(q => q.Call)], cancel).ConfigureAwait(false);
        return [.. queries.Select((query, i) => query.Decode(answers[i]))];
    }

    /// <summary>Asks several things, in one exchange.</summary>
    /// <returns>As many answers as calls, none of them empty.</returns>
    /// <exception cref="ChainException">The node failed, or there is no such contract.</exception>
    public static async Task<byte[][]> ReadAsync(EthereumClient client, Address contract, IReadOnlyList<byte[]> calls,
        CancellationToken cancel)
    {
        var results = await client.CallAsync([.. calls.Select(call => new ContractCall(contract, call))], cancel).ConfigureAwait(false);
        return [.. results.Select(r => r.Error is { } error ? throw new RpcErrorException("eth_call", error)
            : r.Data.Length > 0 ? r.Data : throw Missing(contract))];
    }

    private static ChainNodeException Missing(Address contract) => new(
        $"There is no contract at {contract}: the chain was restarted, or it is another one.", "Settle the run again on a fresh chain.");
}
