using System.Security.Cryptography;

namespace Economy.Core.Books;

/// <summary>
/// A Merkle tree over SHA-256 whose leaves and nodes are told apart by a first byte, 0 and 1 (RFC 6962, section 2.1), an odd
/// node carried up unchanged; <c>contracts/Merkle.sol</c> checks its proofs.
/// </summary>
/// <param name="leaves">Number of leaves; every one has to be set.</param>
public sealed class MerkleTree(int leaves)
{
    private const int Node = 1 + 32 + 32, NodesAtOnce = 16;

    private readonly byte[] hashes = new byte[leaves * 32];

    /// <summary>Sets a leaf.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="preimage">What is hashed: a byte 0, then the content.</param>
    public void SetLeaf(int index, ReadOnlySpan<byte> preimage) => SHA256.HashData(preimage, hashes.AsSpan(index * 32, 32));

    /// <summary>[leaves × 32] Hashes of the leaves, to be set.</summary>
    internal Span<byte> Hashes => hashes;

    /// <summary>The root; the hash of the empty string where there are no leaves.</summary>
    public Hash32 Root() => leaves == 0 ? new Hash32(SHA256.HashData([])) : RootOver(hashes.AsSpan().ToArray(), leaves);

    /// <summary>The root over hashes that stand one after the other, which are overwritten.</summary>
    internal static Hash32 RootOver(byte[] level, int count)
    {
        for (; count > 1; count = (count + 1) / 2) Climb(level, count);
        return new Hash32(level.AsSpan(0, 32));
    }

    /// <summary>The way from a leaf up to the root.</summary>
    public MerkleProof Prove(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves);
        var level = hashes.AsSpan().ToArray();
        var siblings = new List<Hash32>();
        var lefts = 0u;
        for (var count = leaves; count > 1; count = (count + 1) / 2, index /= 2)
        {
            var sibling = index ^ 1;
            if (sibling < count)
            {
                if (sibling < index) lefts |= 1u << siblings.Count;
                siblings.Add(new Hash32(level.AsSpan(sibling * 32, 32)));
            }

            Climb(level, count);
        }

        return new MerkleProof([.. siblings], lefts);
    }

    private static void Climb(byte[] level, int count)
    {
        Span<byte> nodes = stackalloc byte[Node * NodesAtOnce];
        for (var first = 0; first < count / 2; first += NodesAtOnce)
        {
            // Hashes are written below what is still to be read.
            var some = Math.Min(NodesAtOnce, count / 2 - first);
            for (var i = 0; i < some; i++)
            {
                nodes[i * Node] = 1;
                level.AsSpan((first + i) * 64, 64).CopyTo(nodes[(i * Node + 1)..]);
            }

            Sha256Lanes.Hash(nodes[..(some * Node)], Node, level.AsSpan(first * 32, some * 32));
        }

        if (count % 2 == 1) level.AsSpan((count - 1) * 32, 32).CopyTo(level.AsSpan(count / 2 * 32, 32));
    }
}

/// <summary>The way from a leaf up to the root.</summary>
/// <param name="Siblings">The nodes that are hashed with what is below, from the leaf up.</param>
/// <param name="Lefts">Bit i is set where <c>Siblings[i]</c> stands on the left.</param>
public sealed record MerkleProof(IReadOnlyList<Hash32> Siblings, uint Lefts)
{
    /// <summary>The root that it leads to.</summary>
    /// <param name="preimage">What the leaf hashes: a byte 0, then the content.</param>
    public Hash32 RootOf(ReadOnlySpan<byte> preimage)
    {
        Span<byte> node = stackalloc byte[65], hash = stackalloc byte[32];
        node[0] = 1;
        SHA256.HashData(preimage, hash);
        for (var i = 0; i < Siblings.Count; i++)
        {
            var left = (Lefts >> i & 1) == 1;
            Siblings[i].CopyTo(left ? node[1..] : node[33..]);
            hash.CopyTo(left ? node[33..] : node[1..]);
            SHA256.HashData(node, hash);
        }

        return new Hash32(hash);
    }
}
