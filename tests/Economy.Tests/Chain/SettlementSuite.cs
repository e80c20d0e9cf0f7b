using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Accounts;
using Economy.Chain.Contracts;

namespace Economy.Tests.Chain;

/// <summary>Tests of settlement, which must hold whatever the node and the client.</summary>
[Collection(HardhatCollection.Name)]
public abstract class SettlementSuite(HardhatFixture hardhat) : IDisposable
{
    // That of Hardhat and anvil.
    private const long ChainId = 31337;

    private readonly List<EthereumClient> clients = [];

    /// <summary><c>hardhat</c> or <c>anvil</c>.</summary>
    protected virtual string Node => "hardhat";

    public void Dispose()
    {
        foreach (var client in clients) client.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The node that is shared with other tests, and the client by which it is made to misbehave.</summary>
    protected Task<(ChainNode Node, EthereumClient Control)> SharedAsync(string? kind = null) => hardhat.SharedAsync(kind ?? Node);

    /// <summary>A client of the shared node of a kind.</summary>
    protected async Task<EthereumClient> ClientAsync(string? kind = null, HttpMessageHandler? handler = null, RpcOptions? options = null) =>
        Connect((await SharedAsync(kind)).Node.Url, options, handler: handler);

    /// <summary>Fresh contracts on the shared node of a kind.</summary>
    protected async Task<SettlementContract> DeployAsync(string? kind = null) => await HardhatFixture.DeployAsync(await ClientAsync(kind));

    /// <summary>A client of the node at an address, which signs with a key where one is given.</summary>
    protected EthereumClient Connect(Uri url, RpcOptions? options = null, SigningKey? key = null, HttpMessageHandler? handler = null)
    {
        var client = new EthereumClient(url, options, key is null ? null : new TransactionSigner(key, ChainId), handler);
        clients.Add(client);
        return client;
    }

    /// <summary>Starts a node for one test alone.</summary>
    protected async Task<ChainNode> StartAsync(int port = 0, CancellationToken cancel = default)
    {
        var toolchain = await HardhatFixture.Toolchain();
        return Node == "anvil" ? await ChainNode.StartAnvilAsync(toolchain, port, cancel: cancel) : await ChainNode.StartHardhatAsync(toolchain, port, cancel);
    }
}
