using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Signing;

namespace Economy.Cli.Engines;

/// <summary>How a run talks to its chain.</summary>
internal static class ChainEngine
{
    public const string JsonRpc = "json-rpc";

    /// <summary>The chain that lives in the run's own process.</summary>
    public const string InProcess = "inprocess";

    /// <summary>The client that a run gets: the chain in the process has one only.</summary>
    public static string ClientOf(string chain, string client) => chain == InProcess ? Engine.Nethereum : client;

    /// <summary>What is wrong with a choice of chain and client; null where they can be had.</summary>
    public static string? Problem(string chain, string client) => ClientOf(chain, client) switch
    {
        JsonRpc => null,
        Engine.Nethereum => Engine.IsBuiltIn(Engine.Nethereum) ? null : Engine.Missing(Engine.Nethereum),
        _ => $"--chain-client '{client}' is not known: {JsonRpc} or {Engine.Nethereum}.",
    };

    /// <summary>Makes the client of a node.</summary>
    /// <param name="key">Signs what is sent; null leaves it to the node.</param>
    public static IEthereumClient Connect(string client, ChainNode node, SigningKey? key)
    {
        if (node.Client is { } own) return own;
        var options = RpcOptions.For(node);
#if NETHEREUM
        if (client == Engine.Nethereum)
            return key is null ? new Economy.Nethereum.NethereumClient(node.Url, options) : new Economy.Nethereum.NethereumClient(node.Url, node.ChainId, key, options);
#endif
        var jsonRpc = new JsonRpcClient(node.Url, options);
        return key is null ? jsonRpc : new SigningClient(jsonRpc, node.ChainId, key);
    }

#if NETHEREUM
    /// <summary>Starts a chain in this process.</summary>
    public static async Task<ChainNode> StartInProcessAsync(CancellationToken cancel)
    {
        var chain = await Economy.Nethereum.InProcessChain.StartAsync().ConfigureAwait(false);
        return await ChainNode.EmbeddedAsync(InProcess, chain.Client, chain, cancel).ConfigureAwait(false);
    }
#else
    /// <summary>Starts a chain in this process; not in this build.</summary>
    public static Task<ChainNode> StartInProcessAsync(CancellationToken cancel) => throw new NotSupportedException(Engine.Missing(Engine.Nethereum));
#endif
}
