using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Economy.Core.Books;

/// <summary>
/// A tick's journal as bytes: tick and number of entries, the root (32 bytes), then for each entry the growth of its posting number, from,
/// to, token, instrument and amount; then the number of first postings of blocks and their growth; then the root of the allocations (32
/// bytes) and the pools' totals, if any were recorded. Integers are unsigned LEB128: seven bits a byte, lowest first.
/// </summary>
public static class JournalCodec
{
    private const int LongestEntry = 5 + 5 + 5 + 3 + 1 + 10, ShortestEntry = 6, LongestInt = 5, AtOnce = 1024;

    /// <summary>The bytes of a journal; about 7 an entry among thousands of accounts.</summary>
    public static byte[] Encode(TickJournal journal)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Encode(journal, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes the bytes of a journal.</summary>
    public static void Encode(TickJournal journal, IBufferWriter<byte> to)
    {
        Write(to, (uint)journal.Tick);
        Write(to, (uint)journal.Entries.Length);
        journal.Root.CopyTo(to.GetSpan(32));
        to.Advance(32);
        var posting = 0;
        for (var first = 0; first < journal.Entries.Length; first += AtOnce)
        {
            var entries = journal.Entries.Slice(first, Math.Min(AtOnce, journal.Entries.Length - first));
            var bytes = to.GetSpan(entries.Length * LongestEntry);
            var at = 0;
            foreach (ref readonly var entry in entries)
            {
                at = Write(bytes, at, (uint)(entry.Posting - posting));
                at = Write(bytes, at, (uint)entry.From.Value);
                at = Write(bytes, at, (uint)entry.To.Value);
                at = Write(bytes, at, (uint)entry.Token.Value);
                bytes[at++] = (byte)entry.Instrument;
                at = Write(bytes, at, (ulong)entry.Amount);
                posting = entry.Posting;
            }

            to.Advance(at);
        }

        Write(to, (uint)journal.Blocks.Count);
        var block = 0;
        foreach (var first in journal.Blocks)
        {
            Write(to, (uint)(first - block));
            block = first;
        }

        if (journal.Allocations is not { } allocations) return;
        allocations.Root.CopyTo(to.GetSpan(32));
        to.Advance(32);
        to.Write(allocations.Pools);
    }

    /// <summary>Tick and root alone.</summary>
    /// <exception cref="InvalidDataException">It is no journal.</exception>
    public static (int Tick, Hash32 Root) DecodeHead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var at = 0;
            var tick = checked((int)Read(bytes, ref at));
            Read(bytes, ref at);
            return (tick, new Hash32(bytes.Slice(at, 32)));
        }
        catch (Exception cause) when (cause is IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw Unreadable(cause);
        }
    }

    /// <summary>
    /// Reads what <see cref="Encode"/> wrote. The journal's root is computed afresh from its entries; of the allocations, only what is
    /// recorded is there.
    /// </summary>
    /// <exception cref="InvalidDataException">It is no journal.</exception>
    public static TickJournal Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var at = 0;
            var tick = checked((int)Read(bytes, ref at));
            var entries = new Entry[Count(bytes, ref at, ShortestEntry)];
            at += 32;
            var posting = 0;
            foreach (ref var entry in entries.AsSpan())
            {
                posting += (int)Read(bytes, ref at);
                var (from, to, token) = ((int)Read(bytes, ref at), (int)Read(bytes, ref at), (short)Read(bytes, ref at));
                var instrument = (Instrument)bytes[at++];
                entry = new Entry(new AccountId(from), new AccountId(to), new TokenId(token), (long)Read(bytes, ref at), instrument,
                    posting);
            }

            var blocks = new int[Count(bytes, ref at, 1)];
            for (var b = 0; b < blocks.Length; b++) blocks[b] = (b > 0 ? blocks[b - 1] : 0) + (int)Read(bytes, ref at);
            var rest = bytes[at..];
            return new TickJournal(tick, entries,
                rest.IsEmpty ? null : new TickAllocations(new Hash32(rest[..32]), rest[32..].ToArray(), []), blocks);
        }
        catch (Exception cause) when (cause is IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw Unreadable(cause);
        }
    }

    /// <summary>CRC-32C (Castagnoli) of some bytes, as in iSCSI (RFC 3720, B.4).</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        var crc = ~seed;
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    private static InvalidDataException Unreadable(Exception cause) => new("The journal cannot be read.", cause);

    /// <summary>A number of items, of which there cannot be more than the bytes that follow have room for.</summary>
    private static int Count(ReadOnlySpan<byte> bytes, ref int at, int shortest)
    {
        var count = Read(bytes, ref at);
        return count <= (ulong)(bytes.Length - at) / (ulong)shortest ? (int)count
            : throw new InvalidDataException($"The journal says that it has {count} items, and holds fewer.");
    }

    private static void Write(IBufferWriter<byte> to, uint value) => to.Advance(Write(to.GetSpan(LongestInt), 0, value));

    private static int Write(Span<byte> bytes, int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes[at++] = (byte)(value & 0x7f | 0x80);
        bytes[at++] = (byte)value;
        return at;
    }

    private static ulong Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return value;
            if (shift > 63) throw new InvalidDataException("The journal holds a number that is too long.");
        }
    }
}
