using Economy.Chain.Nodes;
using Economy.Chain.Rpc;

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

#if NETHEREUM
    /// <summary>Makes the client of a node; null for the default one.</summary>
    public static Func<ChainNode, IEthereumClient>? Connector(string client) =>
        client == Engine.Nethereum ? node => node.Client ?? new Economy.Nethereum.NethereumClient(node.Url, RpcOptions.For(node)) : null;

    /// <summary>Starts a chain in this process.</summary>
    public static async Task<ChainNode> StartInProcessAsync(CancellationToken cancel)
    {
        var chain = await Economy.Nethereum.InProcessChain.StartAsync().ConfigureAwait(false);
        return await ChainNode.EmbeddedAsync(InProcess, chain.Client, chain, cancel).ConfigureAwait(false);
    }
#else
    /// <summary>Makes the client of a node; there is only the default one.</summary>
    public static Func<ChainNode, IEthereumClient>? Connector(string client) => null;

    /// <summary>Starts a chain in this process; not in this build.</summary>
    public static Task<ChainNode> StartInProcessAsync(CancellationToken cancel) => throw new NotSupportedException(Engine.Missing(Engine.Nethereum));
#endif
}
