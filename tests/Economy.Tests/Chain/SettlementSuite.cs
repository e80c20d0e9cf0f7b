using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Chain.Signing;

namespace Economy.Tests.Chain;

/// <summary>A kind of node, and a way to talk to it.</summary>
/// <param name="Node"><c>hardhat</c> or <c>anvil</c>.</param>
/// <param name="Connect">Makes a client of the node at an address, which signs with a key where one is given.</param>
public sealed record ChainUnderTest(string Node, Func<Uri, RpcOptions?, SigningKey?, IEthereumClient> Connect)
{
    // That of Hardhat and anvil.
    private const long ChainId = 31337;

    public static ChainUnderTest Default { get; } = new("hardhat", (url, options, key) =>
    {
        var client = new JsonRpcClient(url, options);
        return key is null ? client : new SigningClient(client, ChainId, key);
    });

    /// <summary>Nethereum.Web3, where it is built in.</summary>
    public static ChainUnderTest Nethereum { get; } = new("hardhat", (url, options, key) =>
#if NETHEREUM
        key is null ? new Nethereum.NethereumClient(url, options) : new Nethereum.NethereumClient(url, ChainId, key, options));
#else
        throw new NotSupportedException());
#endif
}

/// <summary>Tests of settlement, which must hold whatever the node and the client.</summary>
[Collection(HardhatCollection.Name)]
public abstract class SettlementSuite(HardhatFixture hardhat) : IDisposable
{
    private readonly List<IEthereumClient> clients = [];

    protected virtual ChainUnderTest On => ChainUnderTest.Default;

    public void Dispose()
    {
        foreach (var client in clients.OfType<IDisposable>()) client.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The node that is shared with other tests, and the client by which it is made to misbehave.</summary>
    protected Task<(ChainNode Node, JsonRpcClient Control)> SharedAsync(string? kind = null) => hardhat.SharedAsync(kind ?? On.Node);

    /// <summary>A client of the shared node of a kind.</summary>
    protected async Task<IEthereumClient> ClientAsync(string? kind = null) => Connect((await SharedAsync(kind)).Node.Url);

    /// <summary>Fresh contracts on the shared node of a kind.</summary>
    protected async Task<SettlementContract> DeployAsync(string? kind = null) => await HardhatFixture.DeployAsync(await ClientAsync(kind));

    protected IEthereumClient Connect(Uri url, RpcOptions? options = null, SigningKey? key = null)
    {
        var client = On.Connect(url, options, key);
        clients.Add(client);
        return client;
    }

    /// <summary>Starts a node for one test alone.</summary>
    protected async Task<ChainNode> StartAsync(int port = 0, CancellationToken cancel = default)
    {
        var toolchain = await HardhatFixture.Toolchain();
        return On.Node == "anvil" ? await ChainNode.StartAnvilAsync(toolchain, port, cancel: cancel) : await ChainNode.StartHardhatAsync(toolchain, port, cancel);
    }
}
