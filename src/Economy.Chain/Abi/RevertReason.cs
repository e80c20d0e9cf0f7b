using System.Globalization;
using Economy.Core;

namespace Economy.Chain.Abi;

/// <summary>Puts the bytes of a revert into words: the errors of these contracts, of OpenZeppelin's and of the language.</summary>
public static class RevertReason
{
    private static readonly Dictionary<uint, string> Known = new[]
    {
        "BatchOutOfOrder(uint64,uint64)", "TickOutOfOrder(uint64,uint64)", "ClearingNotEmpty(address,uint256)",
        "NotAParty(uint32)", "TradeOutOfOrder(uint64,uint32)", "WrongSigner(uint32,address,address)", "AlreadyRecorded(uint64)",
        "ECDSAInvalidSignature()", "ECDSAInvalidSignatureLength(uint256)", "ECDSAInvalidSignatureS(bytes32)",
        "TornRecord(uint256,uint256)", "SupplyTooLarge(uint256,uint256)", "SignerRegistered(uint32)",
        "ERC20InsufficientBalance(address,uint256,uint256)", "ERC1155InsufficientBalance(address,uint256,uint256,uint256)",
        "AccessControlUnauthorizedAccount(address,bytes32)", "EnforcedPause()", "ExpectedPause()", "Panic(uint256)", "Error(string)",
    }.ToDictionary(signature => Key(AbiWriter.Selector(signature)));

    /// <summary>The error's name with its arguments, accounts of the books by their number; the bytes if it is unknown.</summary>
    public static string Describe(ReadOnlySpan<byte> data)
    {
        if (data.Length < 4) return "no reason given (often: out of gas)";
        if (!Known.TryGetValue(Key(data), out var signature)) return $"unknown error 0x{Convert.ToHexStringLower(data)}";
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var types = signature[(open + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        var arguments = new string[types.Length];
        try
        {
            for (var i = 0; i < types.Length; i++) arguments[i] = Argument(new AbiReader(data[4..]), types[i], i);
        }
        catch (ChainNodeException)
        {
            return $"{signature[..open]} with unreadable arguments";
        }

        return $"{signature[..open]}({string.Join(", ", arguments)})";
    }

    private static string Argument(AbiReader reader, string type, int position) => type switch
    {
        "address" => reader.Account(position) is { Account: { } account } ? account.ToString() : reader.Account(position).ToString(),
        "bytes32" => reader.Hash(position).ToString(),
        "string" => Printable.Text(reader.Text(position)),
        _ => reader.Integer(position).ToString(CultureInfo.InvariantCulture),
    };

    private static uint Key(ReadOnlySpan<byte> selector) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(selector);
}
