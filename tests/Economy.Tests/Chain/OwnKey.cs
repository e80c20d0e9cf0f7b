using System.Globalization;
using System.Security.Cryptography;
using Economy.Chain.Rpc;
using Economy.Chain.Accounts;

namespace Economy.Tests.Chain;

/// <summary>A key that no node holds.</summary>
internal static class OwnKey
{
    public static string Text() => "0x" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static SigningKey Of(string text) => SigningKey.TryParse(text, out var key) ? key : throw new ArgumentException("No key.", nameof(text));

    /// <summary>A fresh one, whose account has some ether from the first of the node's own.</summary>
    public static async Task<SigningKey> FundedAsync(EthereumClient node)
    {
        var key = Of(Text());
        await FundAsync(node, key, ether: 100);
        return key;
    }

    public static async Task FundAsync(EthereumClient node, SigningKey key, int ether)
    {
        var wei = new System.Numerics.BigInteger(ether) * 1_000_000_000_000_000_000;
        var from = (await node.AccountsAsync())[0].ToString();
        await node.InvokeAsync<string>("eth_sendTransaction", [new { from, to = key.Address.ToString(), value = "0x" + wei.ToString("x", CultureInfo.InvariantCulture).TrimStart('0') }]);
    }
}
