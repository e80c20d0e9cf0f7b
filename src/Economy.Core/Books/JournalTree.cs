using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Economy.Core.Books;

/// <summary>
/// The Merkle tree over a tick's entries: SHA-256, leaves and nodes domain-separated by a first byte (0 and 1, as in
/// RFC 6962), an odd node carried up unchanged. A leaf is
/// <c>0 ‖ tick u32 ‖ index u32 ‖ posting u32 ‖ from u32 ‖ to u32 ‖ token u16 ‖ instrument u8 ‖ amount u64</c>, big-endian.
/// </summary>
public static class JournalTree
{
    /// <summary>Length of a leaf's preimage, in bytes.</summary>
    public const int LeafBytes = 1 + 4 + 4 + 4 + 4 + 4 + 2 + 1 + 8;

    /// <summary>The root over <paramref name="entries"/>; the hash of the empty string where there are none.</summary>
    public static Hash32 Root(int tick, ReadOnlySpan<Entry> entries)
    {
        Span<byte> hash = stackalloc byte[32];
        if (entries.IsEmpty)
        {
            SHA256.HashData([], hash);
            return new Hash32(hash);
        }

        var level = new byte[entries.Length * 32];
        Span<byte> leaf = stackalloc byte[LeafBytes];
        for (var i = 0; i < entries.Length; i++)
        {
            WriteLeaf(tick, i, entries[i], leaf);
            SHA256.HashData(leaf, level.AsSpan(i * 32, 32));
        }

        for (var count = entries.Length; count > 1; count = (count + 1) / 2) Climb(level, count);
        return new Hash32(level.AsSpan(0, 32));
    }

    /// <summary>The preimage of the leaf of the entry at <paramref name="index"/>.</summary>
    public static void WriteLeaf(int tick, int index, in Entry entry, Span<byte> leaf)
    {
        leaf[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(leaf[1..], tick);
        BinaryPrimitives.WriteInt32BigEndian(leaf[5..], index);
        BinaryPrimitives.WriteInt32BigEndian(leaf[9..], entry.Posting);
        BinaryPrimitives.WriteInt32BigEndian(leaf[13..], entry.From.Value);
        BinaryPrimitives.WriteInt32BigEndian(leaf[17..], entry.To.Value);
        BinaryPrimitives.WriteInt16BigEndian(leaf[21..], entry.Token.Value);
        leaf[23] = (byte)entry.Instrument;
        BinaryPrimitives.WriteInt64BigEndian(leaf[24..], entry.Amount);
    }

    /// <summary>The next link of the settlement digest: SHA-256(previous ‖ root).</summary>
    public static Hash32 Chain(Hash32 previous, Hash32 root)
    {
        Span<byte> both = stackalloc byte[64];
        previous.CopyTo(both);
        root.CopyTo(both[32..]);
        return new Hash32(SHA256.HashData(both));
    }

    private static void Climb(byte[] level, int count)
    {
        Span<byte> node = stackalloc byte[65];
        node[0] = 1;
        for (var i = 0; i + 1 < count; i += 2)
        {
            level.AsSpan(i * 32, 64).CopyTo(node[1..]);
            SHA256.HashData(node, level.AsSpan(i * 16, 32));
        }

        if (count % 2 == 1) level.AsSpan((count - 1) * 32, 32).CopyTo(level.AsSpan(count / 2 * 32, 32));
    }
}
