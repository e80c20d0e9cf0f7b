namespace Economy.Chain.Rpc;

/// <summary>Faults of an endpoint, and the endpoint's address without what may be secret in it.</summary>
internal static class Endpoint
{
    /// <summary>Chain ids that development nodes use: Hardhat and anvil, geth --dev, Ganache.</summary>
    public static readonly long[] LocalChains = [31337, 1337, 5777];

    public static EndpointException Unreachable(Uri url, string reason, Exception? cause = null) => new(
        EndpointFault.Unreachable, $"No Ethereum node at {Show(url)}: {reason}",
        "Check that the node runs and that the address is right, or let the run start its own node (--chain hardhat).", cause);

    public static EndpointException NotEthereum(Uri url, string reason, Exception? cause = null) => new(
        EndpointFault.NotEthereum, $"{Show(url)} does not speak Ethereum's JSON-RPC: {reason}",
        "Give the address of a node's HTTP JSON-RPC, such as http://127.0.0.1:8545.", cause);

    public static EndpointException NotLocal(Uri url, long chainId) => new(
        EndpointFault.NotLocal, $"The chain at {Show(url)} has id {chainId}, which is not that of a local test chain.",
        "Settle on a development chain: every batch costs gas, and on a public chain gas costs money. If you mean it: --i-know-this-is-not-a-test-chain.");

    public static EndpointException NoAccount() => new(
        EndpointFault.NoAccount, "The node holds no unlocked account to send transactions from.",
        "Transactions are signed by the node, never here: use a development node (Hardhat, anvil, geth --dev), or one that signs for an account (such as Clef or Web3signer in front of it).");

    /// <summary>The address without what may hold a secret: user, password, path and query.</summary>
    public static string Show(Uri url) => url.GetComponents(UriComponents.Scheme | UriComponents.HostAndPort, UriFormat.UriEscaped);
}
