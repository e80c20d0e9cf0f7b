using System.Buffers;
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

    /// <summary>
    /// Leaves of the subtrees that threads take, a power of two: the last may be smaller, since an odd node is carried up unchanged.
    /// </summary>
    private const int Subtree = 2048;

    private const int LeavesAtOnce = 32;

    /// <summary>The root over <paramref name="entries"/>; the hash of the empty string where there are none.</summary>
    /// <param name="threads">Threads that hash; the root does not depend on it.</param>
    public static Hash32 Root(int tick, ReadOnlyMemory<Entry> entries, int threads = 1)
    {
        if (entries.Length == 0) return new MerkleTree(0).Root();
        if (entries.Length <= Subtree) return RootOf(tick, entries.Span, 0);
        var subtrees = new byte[(entries.Length + Subtree - 1) / Subtree * 32];
        Parallel.For(0, subtrees.Length / 32, new ParallelOptions { MaxDegreeOfParallelism = threads }, s =>
            RootOf(tick, entries.Span.Slice(s * Subtree, Math.Min(Subtree, entries.Length - s * Subtree)), s * Subtree).CopyTo(subtrees.AsSpan(s * 32)));
        return MerkleTree.RootOver(subtrees, subtrees.Length / 32);
    }

    /// <summary>The whole tree, for proofs.</summary>
    public static MerkleTree Of(int tick, ReadOnlySpan<Entry> entries)
    {
        var tree = new MerkleTree(entries.Length);
        HashLeaves(tick, entries, 0, tree.Hashes);
        return tree;
    }

    private static Hash32 RootOf(int tick, ReadOnlySpan<Entry> entries, int first)
    {
        var hashes = ArrayPool<byte>.Shared.Rent(entries.Length * 32);
        HashLeaves(tick, entries, first, hashes);
        var root = MerkleTree.RootOver(hashes, entries.Length);
        ArrayPool<byte>.Shared.Return(hashes);
        return root;
    }

    /// <summary>Writes the hashes of leaves, the first of which is numbered <paramref name="first"/>.</summary>
    private static void HashLeaves(int tick, ReadOnlySpan<Entry> entries, int first, Span<byte> hashes)
    {
        Span<byte> leaves = stackalloc byte[LeafBytes * LeavesAtOnce];
        for (var at = 0; at < entries.Length; at += LeavesAtOnce)
        {
            var some = Math.Min(LeavesAtOnce, entries.Length - at);
            for (var i = 0; i < some; i++)
                WriteLeaf(tick, first + at + i, entries[at + i], leaves.Slice(i * LeafBytes, LeafBytes));
            Sha256Lanes.Hash(leaves[..(some * LeafBytes)], LeafBytes, hashes.Slice(at * 32, some * 32));
        }
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
