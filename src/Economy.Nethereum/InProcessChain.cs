using Economy.Chain.Rpc;
using Nethereum.DevChain;
using Nethereum.Signer;
using Nethereum.Web3.Accounts;

namespace Economy.Nethereum;

/// <summary>An Ethereum node inside this process, and a client for it. It starts empty and is gone when disposed of.</summary>
public sealed class InProcessChain : IAsyncDisposable
{
    /// <summary>The chain's id; that of other development nodes.</summary>
    public const long ChainId = 31337;

    // Nobody else can reach the chain, so its one key is no secret; that it is always the same makes addresses repeatable.
    private const string Key = "0x1111111111111111111111111111111111111111111111111111111111111111";
    private readonly DevChainNode node;

    private InProcessChain(DevChainNode node, Account account)
    {
        this.node = node;
        Client = new NethereumClient(new DevChainRpcClient(node.CreateDispatcher()), account);
    }

    /// <summary>The way to the node. It signs for one funded account.</summary>
    public IEthereumClient Client { get; }

    /// <summary>Starts a node.</summary>
    public static async Task<InProcessChain> StartAsync()
    {
        // A transaction is mined as it comes, so the limit of a block, beyond which transactions would be dropped without a
        // word, is never met.
        var node = DevChainNode.CreateInMemory(new DevChainConfig { ChainId = ChainId, AutoMine = true, AutoMineBatchSize = 1, MaxTransactionsPerBlock = int.MaxValue });
        var account = new Account(new EthECKey(Key), ChainId);
        await node.StartAsync(account).ConfigureAwait(false);
        return new InProcessChain(node, account);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        node.Dispose();
        return ValueTask.CompletedTask;
    }
}
