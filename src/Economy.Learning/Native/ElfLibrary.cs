using System.Buffers.Binary;
using System.Text;

namespace Economy.Learning.Native;

/// <summary>
/// A shared library of 64-bit x86 Linux as its loader sees it: through program headers and the dynamic section, whatever the section
/// headers say. Everything is bounds checked. Source: System V ABI, chapters 4 and 5; LSB Core, section 10.7 (symbol versions).
/// </summary>
internal sealed class ElfLibrary
{
    private const int HeaderSize = 64, SegmentSize = 56, EntrySize = 16;
    private const int Load = 1, Dynamic = 2, SharedObject = 3, X64 = 62;
    private const int MostSegments = 128, MostEntries = 4096;

    private readonly byte[] bytes;
    private readonly List<(ulong Address, ulong Offset, ulong Length)> loaded = [];
    private readonly Dictionary<ulong, ulong> dynamic = [];

    /// <param name="bytes">The whole file; read only.</param>
    /// <exception cref="InvalidDataException">It is no such library, or a part of one.</exception>
    public ElfLibrary(byte[] bytes)
    {
        this.bytes = bytes;
        if (bytes.Length < HeaderSize || !bytes.AsSpan(0, 4).SequenceEqual("\u007fELF"u8)) throw Wrong("it is no ELF file");
        if (bytes[4] != 2 || bytes[5] != 1 || bytes[6] != 1) throw Wrong("it is not a 64-bit little-endian ELF file");
        if (Half(16) != SharedObject) throw Wrong("it is no shared library");
        if (Half(18) != X64) throw Wrong($"it is for machine {Half(18)}, not for x86-64 ({X64})");
        ReadSegments();
    }

    /// <summary>The value of a tag of the dynamic section; null where it has none.</summary>
    public ulong? Tag(ulong tag) => dynamic.TryGetValue(tag, out var value) ? value : null;

    /// <exception cref="InvalidDataException">It has none.</exception>
    public ulong Required(ulong tag, string name) => Tag(tag) ?? throw Wrong($"its dynamic section has no {name}");

    /// <summary>Place in the file of an address and the length bytes from it on.</summary>
    /// <exception cref="InvalidDataException">They are not all in one part that is loaded from the file.</exception>
    public int Place(ulong address, ulong length)
    {
        foreach (var (from, offset, size) in loaded)
        {
            if (address < from || address - from > size || length > size - (address - from)) continue;
            return (int)(offset + (address - from));
        }

        throw Wrong("an address in it lies outside of the file");
    }

    public ushort Half(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(at, 2));

    public uint Word(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(at, 4));

    public ulong Long(int at) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(at, 8));

    /// <summary>A string of the table at an address.</summary>
    public string Text(ulong table, ulong tableSize, uint at)
    {
        if (at >= tableSize) throw Wrong("a name in it lies outside of its table");
        var rest = Bytes(Place(table + at, tableSize - at), (int)(tableSize - at));
        var end = rest.IndexOf((byte)0);
        return end >= 0 ? Encoding.ASCII.GetString(rest[..end]) : throw Wrong("a name in it has no end");
    }

    public static InvalidDataException Wrong(string what) => new(what);

    private ReadOnlySpan<byte> Bytes(int at, int length) =>
        at >= 0 && at <= bytes.Length - length ? bytes.AsSpan(at, length) : throw Wrong("it ends too early");

    private void ReadSegments()
    {
        var (first, size, count) = (Long(32), Half(54), Half(56));
        if (size != SegmentSize || count is 0 or > MostSegments || first > int.MaxValue)
            throw Wrong("its program headers are not those of a library");
        (ulong Offset, ulong Length)? section = null;
        for (var i = 0; i < count; i++)
        {
            var at = (int)first + i * SegmentSize;
            var (type, offset, address, length) = (Word(at), Long(at + 8), Long(at + 16), Long(at + 32));
            if (type is not (Load or Dynamic)) continue;
            if (offset > (ulong)bytes.Length || length > (ulong)bytes.Length - offset) throw Wrong("it ends too early");
            if (address > ulong.MaxValue - length) throw Wrong("a part of it has no place in memory");
            if (type == Load) loaded.Add((address, offset, length));
            else if (section is null) section = (offset, length);
            else throw Wrong("it has two dynamic sections");
        }

        ReadDynamic(section ?? throw Wrong("it has no dynamic section"));
    }

    private void ReadDynamic((ulong Offset, ulong Length) section)
    {
        for (var i = 0; i < MostEntries && (ulong)(i + 1) * EntrySize <= section.Length; i++)
        {
            var at = (int)section.Offset + i * EntrySize;
            var (tag, value) = (Long(at), Long(at + 8));
            if (tag == 0) return;
            dynamic[tag] = value; // Some tags (needed libraries) repeat; none that is read here does.
        }

        throw Wrong("its dynamic section has no end");
    }
}
