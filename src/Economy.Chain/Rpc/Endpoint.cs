using System.Globalization;
using System.Numerics;
using Economy.Chain.Accounts;

namespace Economy.Chain.Rpc;

/// <summary>Faults of an endpoint, and the endpoint's address without what may be secret in it.</summary>
internal static class Endpoint
{
    private const int WeiDigits = 18;

    /// <summary>Chain ids that development nodes use: Hardhat and anvil, geth --dev, Ganache.</summary>
    public static readonly long[] LocalChains = [31337, 1337, 5777];

    public static EndpointException Unreachable(Uri url, string reason, Exception? cause = null) => new(
        EndpointFault.Unreachable, $"No Ethereum node at {Show(url)}: {reason}",
        "Check that the node runs and that the address is right, or let the run start its own node (--chain hardhat).", cause);

    public static EndpointException NotEthereum(Uri url, string reason, Exception? cause = null) => new(
        EndpointFault.NotEthereum, $"{Show(url)} does not speak Ethereum's JSON-RPC: {reason}",
        "Give the address of a node's HTTP JSON-RPC, such as http://127.0.0.1:8545.", cause);

    public static EndpointException Busy(Uri url, TimeSpan wait, Exception cause) => new(
        EndpointFault.Unreachable,
        $"{Show(url)} is asked more often than it allows (HTTP 429){(wait > TimeSpan.Zero ? $", and wants {wait.TotalSeconds:0} s of rest" : "")}.",
        "Run again later, use an endpoint that allows more, or settle less often: more entries in a batch (settlement.entriesPerBatch), settlement.mode netted.", cause);

    public static EndpointException NotAdmitted(Uri url, int status, Exception cause) => new(
        EndpointFault.NotAdmitted, $"{Show(url)} does not let this program in: it answers HTTP {status}.",
        "Give what it wants to know one by: http://USER:PASSWORD@HOST, or the whole path with the key that belongs to it.", cause);

    public static EndpointException NotLocal(Uri url, long chainId) => new(
        EndpointFault.NotLocal, $"The chain at {Show(url)} has id {chainId}, which is not that of a local test chain.",
        "Settle on a development chain: every batch costs gas, and on a public chain gas costs money. If you mean it: --i-know-this-is-not-a-test-chain.");

    public static EndpointException NoAccount() => new(
        EndpointFault.NoAccount, "The node holds no unlocked account to send transactions from.",
        $"Give the key of an account that has funds there (--key-file, or the variable {SigningKey.Variable}), or use a node that signs for one: a development node (Hardhat, anvil, geth --dev), or Clef or Web3signer in front of another.");

    public static EndpointException NotHeld(Address settler) => new(
        EndpointFault.NoAccount,
        $"The contract found there is settled by {settler}, for which neither the node nor a key given here signs.",
        $"Give that account's key (--key-file, or the variable {SigningKey.Variable}).");

    public static EndpointException NoFunds(Address account, BigInteger balance, BigInteger needed) => new(
        EndpointFault.NoFunds,
        $"The settling account {account} has {Ether(balance)} ether and must be able to pay {Ether(needed)} for the next transaction at most.",
        "Send it that and what the rest of the run needs, or give the key of an account that has it.");

    public static EndpointException NotMining(Uri url, long block, TimeSpan waited) => new(
        EndpointFault.NotMining,
        $"The node at {Show(url)} takes transactions but mines no block of them: it has been at block {block} for {waited.TotalSeconds:0} s.",
        "Let it mine of itself (Hardhat: mining.auto; geth --dev), then run again. What waits there unmined does no harm.");

    public static EndpointException NoBaseFee(Uri url) => new(
        EndpointFault.NotEthereum, $"The chain at {Show(url)} has no base fee (EIP-1559), which transactions signed here need.",
        "Settle on a chain of the London upgrade or later, or let the node sign.");

    private static string Ether(BigInteger wei)
    {
        var whole = BigInteger.DivRem(wei, BigInteger.Pow(10, WeiDigits), out var rest);
        return rest.IsZero ? $"{whole}" : $"{whole}.{rest.ToString($"D{WeiDigits}", CultureInfo.InvariantCulture).TrimEnd('0')}";
    }

    /// <summary>The address without what may hold a secret: user, password, path and query.</summary>
    public static string Show(Uri url) => url.GetComponents(UriComponents.Scheme | UriComponents.HostAndPort, UriFormat.UriEscaped);
}
