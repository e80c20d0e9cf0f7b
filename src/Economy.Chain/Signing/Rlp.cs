using System.Buffers.Binary;
using System.Numerics;

namespace Economy.Chain.Signing;

/// <summary>Encodes what a transaction consists of in Recursive Length Prefix (Ethereum Yellow Paper, appendix B).</summary>
internal static class Rlp
{
    private const byte Text = 0x80;
    private const byte Sequence = 0xc0;
    private const int Short = 55;

    /// <summary>A string of bytes.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> value) => value is [< Text] ? value.ToArray() : [.. Prefix(Text, value.Length), .. value];

    /// <summary>A number from 0: big-endian, without leading zeros.</summary>
    public static byte[] Number(BigInteger value) => Bytes(value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true));

    /// <summary>A list of encoded items.</summary>
    public static byte[] List(params byte[][] items) => [.. Prefix(Sequence, items.Sum(item => item.Length)), .. items.SelectMany(item => item)];

    private static byte[] Prefix(byte kind, int length)
    {
        if (length <= Short) return [(byte)(kind + length)];
        Span<byte> digits = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(digits, length);
        digits = digits[(BitOperations.LeadingZeroCount((uint)length) / 8)..];
        return [(byte)(kind + Short + digits.Length), .. digits];
    }
}
