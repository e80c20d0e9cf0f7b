using System.Numerics;
using Economy.Chain.Abi;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core;
using Economy.Core.Books;

namespace Economy.Chain.Nodes;

/// <summary>A settlement contract as it stands on a chain.</summary>
/// <param name="NextBatch">Number of the next batch or close.</param>
/// <param name="NextTick">The tick that is open.</param>
/// <param name="Settlers">Who may settle.</param>
/// <param name="Supply">Units of the currency in existence, minor units.</param>
/// <param name="IsPaused">Whether settlement is stopped.</param>
public sealed record SettlementStatus(
    Address Address, Address Currency, Address Assets, long NextBatch, long NextTick, IReadOnlyList<Address> Settlers, BigInteger Supply, bool IsPaused);

/// <summary>What a node says of itself, and the settlements found on its chain. Only reads.</summary>
/// <param name="Client">Name and version of the node's program.</param>
/// <param name="Block">Number of the newest block.</param>
/// <param name="Settlements">In order of their deployment.</param>
public sealed record ChainStatus(long ChainId, string Client, long Block, IReadOnlyList<SettlementStatus> Settlements)
{
    private static readonly Hash32 RoleGranted = AbiWriter.Topic("RoleGranted(bytes32,address,address)");
    private static readonly Hash32 SettlerRole = AbiWriter.Topic("SETTLER_ROLE");
    private static readonly string[] Reads = ["currency()", "assets()", "nextBatch()", "nextTick()", "paused()"];

    /// <summary>Whether the chain id is one of those that development nodes use.</summary>
    public bool IsLocal => Endpoint.LocalChains.Contains(ChainId);

    /// <summary>Asks a node.</summary>
    /// <param name="settlement">The settlement to look at; null to find all by the events of their deployment.</param>
    /// <exception cref="EndpointException">Nothing answers there, or it is no Ethereum node.</exception>
    /// <exception cref="ChainException">There is no settlement at the address, or the node refused.</exception>
    public static async Task<ChainStatus> OfAsync(Uri url, Address? settlement = null, CancellationToken cancel = default)
    {
        using var client = new JsonRpcClient(url, new RpcOptions { Retries = 0, Timeout = TimeSpan.FromSeconds(10) });
        var chainId = await client.ChainIdAsync(cancel).ConfigureAwait(false);
        var version = (await client.InvokeAsync("web3_clientVersion", [], cancel).ConfigureAwait(false)).ToString();
        var block = await client.BlockNumberAsync(cancel).ConfigureAwait(false);
        if (settlement is null && !Endpoint.LocalChains.Contains(chainId)) return new ChainStatus(chainId, Printable.Text(version), block, []);
        var granted = await client.LogsAsync(settlement, [RoleGranted, SettlerRole], 0, cancel).ConfigureAwait(false);
        var found = new List<SettlementStatus>();
        foreach (var address in settlement is { } given ? [given] : granted.Select(g => g.Contract).Distinct())
        {
            var settlers = granted.Where(g => g.Contract == address && g.Topics.Count > 2).Select(g => Address.Of(g.Topics[2])).Distinct().ToArray();
            found.Add(await ReadAsync(client, address, settlers, cancel).ConfigureAwait(false));
        }

        return new ChainStatus(chainId, Printable.Text(version), block, found);
    }

    private static async Task<SettlementStatus> ReadAsync(JsonRpcClient client, Address address, Address[] granted, CancellationToken cancel)
    {
        byte[][] calls =
        [
            .. Reads.Select(AbiWriter.Selector),
            .. granted.Select(account => AbiWriter.Call("hasRole(bytes32,address)").Hash(SettlerRole).Account(account).ToArray()),
        ];
        var answers = await SettlementContract.ReadAsync(client, address, calls, cancel).ConfigureAwait(false);
        var currency = new AbiReader(answers[0]).Account(0);
        var supply = await SettlementContract.ReadAsync(client, currency, [AbiWriter.Selector("totalSupply()")], cancel).ConfigureAwait(false);
        return new SettlementStatus(
            address, currency, new AbiReader(answers[1]).Account(0), new AbiReader(answers[2]).Number(0), new AbiReader(answers[3]).Number(0),
            [.. granted.Where((_, i) => new AbiReader(answers[Reads.Length + i]).Number(0) == 1)], new AbiReader(supply[0]).Integer(0), new AbiReader(answers[4]).Number(0) == 1);
    }
}
