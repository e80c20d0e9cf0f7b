namespace Economy.World.Actors.Remote;

/// <summary>
/// The wire format of a cell's steps. Whole numbers are written in groups of seven bits, low ones first, negative ones zigzag
/// (0, −1, 1, −2 …), floats with all their bits. Both ends must know the same <see cref="Version"/>.
/// </summary>
public static class Frame
{
    /// <summary>Version of the format; to be raised with any change of it.</summary>
    public const byte Version = 5;

    /// <summary>Writes a frame.</summary>
    public static byte[] Write(Action<BinaryWriter> content)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        content(writer);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>A reader of a frame.</summary>
    public static BinaryReader Read(byte[] frame) => new(new MemoryStream(frame, writable: false));

    internal static void WriteSigned(this BinaryWriter frame, long value) => frame.Write7BitEncodedInt64((value << 1) ^ (value >> 63));

    internal static long ReadSigned(this BinaryReader frame)
    {
        var zigzag = frame.Read7BitEncodedInt64();
        return (long)((ulong)zigzag >> 1) ^ -(zigzag & 1);
    }

    internal static void WriteColumn(this BinaryWriter frame, ReadOnlySpan<long> values)
    {
        foreach (var value in values) frame.WriteSigned(value);
    }

    internal static void ReadColumn(this BinaryReader frame, Span<long> values)
    {
        foreach (ref var value in values) value = frame.ReadSigned();
    }
}
