namespace Economy.Core.Books;

/// <summary>A SHA-256 value: 32 bytes, compared by content.</summary>
public readonly struct Hash32 : IEquatable<Hash32>
{
    private readonly UInt128 high;
    private readonly UInt128 low;

    /// <param name="bytes">Exactly 32 bytes.</param>
    public Hash32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 32) throw new ArgumentException($"A hash has 32 bytes, not {bytes.Length}.", nameof(bytes));
        high = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        low = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>Reads 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <exception cref="FormatException">It is not 32 bytes of hexadecimal digits.</exception>
    public static Hash32 Parse(string text) =>
        new(Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text));

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination[16..], low);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[32];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc />
    public bool Equals(Hash32 other) => high == other.high && low == other.low;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Hash32 other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => unchecked((int)(uint)low);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{high:x32}{low:x32}";

    /// <summary>Equality of content.</summary>
    public static bool operator ==(Hash32 left, Hash32 right) => left.Equals(right);

    /// <summary>Inequality of content.</summary>
    public static bool operator !=(Hash32 left, Hash32 right) => !left.Equals(right);
}
