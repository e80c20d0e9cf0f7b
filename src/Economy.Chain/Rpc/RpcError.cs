using System.Text.Json;
using Economy.Core;

namespace Economy.Chain.Rpc;

/// <summary>An error a node answered with (JSON-RPC 2.0, section 5.1).</summary>
/// <param name="RevertData">What a reverted contract returned; empty if it was no revert or the node does not say.</param>
public sealed record RpcError(int Code, string Message, byte[] RevertData)
{
    /// <summary>The contract's own reason where there is one, else the node's message.</summary>
    public string Describe() => RevertData.Length >= 4 ? RevertReason.Describe(RevertData) : $"{Message} (code {Code})";

    internal static RpcError Read(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object) return new RpcError(0, Printable.Text(error.ToString()), []);
        var code = error.TryGetProperty("code", out var c) && c.ValueKind == JsonValueKind.Number && c.TryGetInt32(out var number) ? number
            : 0;
        var message = error.TryGetProperty("message", out var m) ? Printable.Text(m.ToString()) : "an error without a message";
        return new RpcError(code, message, error.TryGetProperty("data", out var data) ? FindHex(data) : []);
    }

    // A hexadecimal string (geth, anvil), or an object that holds one under "data" (Hardhat).
    private static byte[] FindHex(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.String => Words.TryData(data.GetString()!, out var bytes) ? bytes : [],
        JsonValueKind.Object when data.TryGetProperty("data", out var inner) => FindHex(inner),
        _ => [],
    };
}
