using System.Numerics;
using Economy.Chain.Accounts;
using Economy.Chain.Contracts;
using Economy.Chain.Rpc;
using Economy.Core.Books;

namespace Economy.Chain.Nodes;

/// <summary>A settlement contract as it stands on a chain.</summary>
/// <param name="NextBatch">Number of the next batch or close.</param>
/// <param name="NextTick">The tick that is open.</param>
/// <param name="Settlers">Who may settle.</param>
/// <param name="Supply">Units of the currency in existence, minor units.</param>
/// <param name="IsPaused">Whether settlement is stopped.</param>
public sealed record SettlementStatus(
    Address Address, Address Currency, Address Assets, long NextBatch, long NextTick, IReadOnlyList<Address> Settlers, BigInteger Supply,
    bool IsPaused);

/// <summary>What a node says of itself, and the settlements found on its chain. Only reads.</summary>
/// <param name="Client">Name and version of the node's program.</param>
/// <param name="Block">Number of the newest block.</param>
/// <param name="Settlements">In order of their deployment.</param>
public sealed record ChainStatus(long ChainId, string Client, long Block, IReadOnlyList<SettlementStatus> Settlements)
{
    /// <summary>Whether the chain id is one of those that development nodes use.</summary>
    public bool IsLocal => Endpoint.LocalChains.Contains(ChainId);

    /// <summary>Asks a node.</summary>
    /// <param name="settlement">The settlement to look at; null to find all by the events of their deployment.</param>
    /// <exception cref="EndpointException">Nothing answers there, or it is no Ethereum node.</exception>
    /// <exception cref="ChainException">There is no settlement at the address, or the node refused.</exception>
    public static async Task<ChainStatus> OfAsync(Uri url, Address? settlement = null, CancellationToken cancel = default)
    {
        using var client = new EthereumClient(url, ChainNode.AtOnce);
        var chainId = await client.ChainIdAsync(cancel).ConfigureAwait(false);
        var version = await client.VersionAsync(cancel).ConfigureAwait(false);
        var block = await client.BlockNumberAsync(cancel).ConfigureAwait(false);
        if (settlement is null && !Endpoint.LocalChains.Contains(chainId)) return new ChainStatus(chainId, version, block, []);
        var granted = await client.LogsAsync(settlement, SettlementAbi.SettlerGranted, 0, cancel).ConfigureAwait(false);
        var found = new List<SettlementStatus>();
        foreach (var address in settlement is { } given ? [given] : granted.Select(g => g.Contract).Distinct())
        {
            var settlers = granted.Where(g => g.Contract == address && g.Topics.Count > 2).Select(g => Address.Of(g.Topics[2])).Distinct().ToArray();
            found.Add(await ReadAsync(client, address, settlers, cancel).ConfigureAwait(false));
        }

        return new ChainStatus(chainId, version, block, found);
    }

    private static async Task<SettlementStatus> ReadAsync(EthereumClient client, Address address, Address[] granted,
        CancellationToken cancel)
    {
        var tokens = await ContractReads.ReadAsync(client, address, [SettlementAbi.Currency, SettlementAbi.Assets], cancel)
            .ConfigureAwait(false);
        var flags = await ContractReads.ReadAsync(client, address, [SettlementAbi.Paused, .. granted.Select(SettlementAbi.IsSettler)],
            cancel).ConfigureAwait(false);
        return new SettlementStatus(
            address, tokens[0], tokens[1],
            await ContractReads.AskAsync(client, address, SettlementAbi.NextBatch, cancel).ConfigureAwait(false),
            await ContractReads.AskAsync(client, address, SettlementAbi.NextTick, cancel).ConfigureAwait(false),
            [.. granted.Where((_, i) => flags[1 + i])],
            await ContractReads.AskAsync(client, tokens[0], SettlementAbi.Supply(TokenId.Currency), cancel).ConfigureAwait(false),
            flags[0]);
    }
}
