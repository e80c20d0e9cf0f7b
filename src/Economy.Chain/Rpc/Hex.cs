using System.Globalization;
using System.Numerics;
using Economy.Chain.Abi;
using Economy.Core.Books;

namespace Economy.Chain.Rpc;

/// <summary>The two hexadecimal forms of Ethereum's JSON-RPC: quantities without leading zeros, data with all of them.</summary>
internal static class Hex
{
    public static string Quantity(long value) => $"0x{value:x}";

    public static string Data(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    public static long Quantity(string text)
    {
        var isQuantity = text.StartsWith("0x", StringComparison.Ordinal);
        if (isQuantity && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= 0) return value;
        throw new FormatException($"'{text}' is not a quantity.");
    }

    /// <summary>A quantity of any size.</summary>
    public static BigInteger Integer(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal) && BigInteger.TryParse($"0{text.AsSpan(2)}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return value;
        throw new FormatException($"'{text}' is not a quantity.");
    }

    public static bool TryData(string text, out byte[] bytes)
    {
        bytes = [];
        if (!text.StartsWith("0x", StringComparison.Ordinal) || text.Length % 2 != 0) return false;
        var buffer = new byte[text.Length / 2 - 1];
        if (Convert.FromHexString(text.AsSpan(2), buffer, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        bytes = buffer;
        return true;
    }

    public static byte[] Data(string text) => TryData(text, out var bytes) ? bytes : throw new FormatException("Not hexadecimal data.");

    public static Hash32 Hash(string text) => Hash32.Parse(text);

    public static Address Address(string text) => Abi.Address.Parse(text);
}
