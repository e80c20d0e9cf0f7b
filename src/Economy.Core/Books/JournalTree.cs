using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Economy.Core.Books;

/// <summary>
/// The <see cref="MerkleTree"/> over a tick's entries. A leaf is
/// <c>0 ‖ tick u32 ‖ index u32 ‖ posting u32 ‖ from u32 ‖ to u32 ‖ token u16 ‖ instrument u8 ‖ amount u64</c>, big-endian.
/// </summary>
public static class JournalTree
{
    /// <summary>Length of a leaf's preimage, in bytes.</summary>
    public const int LeafBytes = 1 + 4 + 4 + 4 + 4 + 4 + 2 + 1 + 8;

    /// <summary>The root over <paramref name="entries"/>; the hash of the empty string where there are none.</summary>
    public static Hash32 Root(int tick, ReadOnlySpan<Entry> entries) => Of(tick, entries).Root();

    /// <summary>The whole tree, for proofs.</summary>
    public static MerkleTree Of(int tick, ReadOnlySpan<Entry> entries)
    {
        var tree = new MerkleTree(entries.Length);
        Span<byte> leaf = stackalloc byte[LeafBytes];
        for (var i = 0; i < entries.Length; i++)
        {
            WriteLeaf(tick, i, entries[i], leaf);
            tree.SetLeaf(i, leaf);
        }

        return tree;
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
}
