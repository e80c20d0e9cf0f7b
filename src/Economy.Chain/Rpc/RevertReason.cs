using System.Globalization;
using Economy.Chain.Accounts;
using Economy.Core;
using Economy.Core.Books;
using Nethereum.ABI.FunctionEncoding;
using Nethereum.ABI.Model;
using Nethereum.Util;

namespace Economy.Chain.Rpc;

/// <summary>Puts the bytes of a revert into words: the errors of these contracts, of OpenZeppelin's and of the language.</summary>
internal static class RevertReason
{
    private const int Selector = 4;

    private static readonly Dictionary<string, (string Name, Parameter[] Parameters)> Known = new[]
    {
        "BatchOutOfOrder(uint64,uint64)", "TickOutOfOrder(uint64,uint64)", "ClearingNotEmpty(address,uint256)",
        "NotAParty(uint32)", "TradeOutOfOrder(uint64,uint32)", "WrongSigner(uint32,address,address)", "AlreadyRecorded(uint64)",
        "ECDSAInvalidSignature()", "ECDSAInvalidSignatureLength(uint256)", "ECDSAInvalidSignatureS(bytes32)",
        "TornRecord(uint256,uint256)", "SupplyTooLarge(uint256,uint256)", "SignerRegistered(uint32)", "InvalidSigner(uint32,address)",
        "ERC20InvalidReceiver(address)", "ERC1155InvalidReceiver(address)",
        "ERC20InsufficientBalance(address,uint256,uint256)", "ERC1155InsufficientBalance(address,uint256,uint256,uint256)",
        "AccessControlUnauthorizedAccount(address,bytes32)", "EnforcedPause()", "ExpectedPause()", "Panic(uint256)", "Error(string)",
    }.ToDictionary(signature => Sha3Keccack.Current.CalculateHash(signature)[..(2 * Selector)], Parse);

    /// <summary>The error's name with its arguments, accounts of the books by their number; the bytes if it is unknown.</summary>
    public static string Describe(byte[] data)
    {
        if (data.Length < Selector) return "no reason given (often: out of gas)";
        if (!Known.TryGetValue(Convert.ToHexStringLower(data.AsSpan(0, Selector)), out var error))
            return $"unknown error 0x{Convert.ToHexStringLower(data)}";
        try
        {
            var arguments = error.Parameters.Length == 0 ? []
                : new ParameterDecoder().DecodeDefaultData(data[Selector..], error.Parameters);
            return $"{error.Name}({string.Join(", ", arguments.Select(a => Text(a.Result)))})";
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            // The library says in many ways that bytes are not what the types say.
            return $"{error.Name} with unreadable arguments";
        }
    }

    private static (string Name, Parameter[] Parameters) Parse(string signature)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var types = signature[(open + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        return (signature[..open], [.. types.Select((type, i) => new Parameter(type, $"argument{i}", i + 1))]);
    }

    private static string Text(object argument) => argument switch
    {
        byte[] bytes => new Hash32(bytes).ToString(),
        string text when Address.TryParse(text, out var address) => address.Account is { } account ? account.ToString()
            : address.ToString(),
        string text => Printable.Text(text),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture)!,
    };
}
