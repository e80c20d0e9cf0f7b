using Economy.Chain.Abi;
using Economy.Chain.Rpc;
using Economy.Core.Books;
using Nethereum.Hex.HexConvertors.Extensions;
using Nethereum.Hex.HexTypes;
using Nethereum.RPC.Eth.DTOs;
using LibraryError = Nethereum.JsonRpc.Client.RpcError;

namespace Economy.Nethereum;

/// <summary>Between the words of the library and those of the chain seam.</summary>
internal static class Words
{
    public static string Text(this Hash32 hash) => $"0x{hash}";

    public static HexBigInteger Quantity(long value) => new(value);

    public static CallInput Input(this ContractCall call) => new()
    {
        From = call.From?.ToString(),
        To = call.To.ToString(),
        Gas = call.Gas is { } gas ? Quantity(gas) : null,
        Data = call.Data.ToHex(prefix: true),
    };

    public static TransactionInput Input(this Chain.Rpc.Transaction transaction) => new()
    {
        From = transaction.From.ToString(),
        To = transaction.To?.ToString(),
        Nonce = Quantity(transaction.Nonce),
        Gas = Quantity(transaction.Gas),
        Data = transaction.Data.ToHex(prefix: true),
    };

    public static Receipt Receipt(TransactionReceipt receipt) => new(
        Hash32.Parse(receipt.TransactionHash),
        receipt.Status.Value == 1,
        (long)receipt.GasUsed.Value,
        (long)receipt.BlockNumber.Value,
        receipt.ContractAddress is { Length: > 0 } contract ? Address.Parse(contract) : null);

    public static Chain.Rpc.Log Log(FilterLog log) => new(
        Address.Parse(log.Address),
        [.. log.Topics.Select(t => Hash32.Parse((string)t))],
        log.Data.HexToByteArray(),
        (long)log.BlockNumber.Value,
        Hash32.Parse(log.TransactionHash));

    public static NewFilterInput Filter(Address? contract, IReadOnlyList<Hash32?> topics, long first, long last) => new()
    {
        Address = contract is { } one ? [one.ToString()] : null,
        FromBlock = new BlockParameter((ulong)first),
        ToBlock = new BlockParameter((ulong)last),
        Topics = [.. topics.Select(t => t is { } topic ? new object[] { topic.Text() } : null)],
    };

    public static RpcError Error(LibraryError error) => new(error.Code, error.Message, RevertData(error.Data));

    // Text of an object that may be a string, or hold one under "data" (Hardhat).
    private static byte[] RevertData(object? data)
    {
        var text = data?.ToString() ?? "";
        if (text.StartsWith('{'))
        {
            using var json = System.Text.Json.JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("data", out var inner) ? RevertData(inner) : [];
        }

        return text.StartsWith("0x", StringComparison.Ordinal) && text.IsHex() ? text.HexToByteArray() : [];
    }
}
