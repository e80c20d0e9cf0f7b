using System.Buffers.Binary;

namespace Economy.Core.Books;

/// <summary>A served part of a task, as it is recorded on chain.</summary>
/// <param name="Task">Number of the task in the tick.</param>
/// <param name="Owner">Who asked for it and pays.</param>
/// <param name="Pool">Number of the pool that serves it.</param>
/// <param name="SharePpm">Parts per million of the task's demand.</param>
/// <param name="Payment">Minor units.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct AllocationEntry(int Task, AccountId Owner, int Pool, int SharePpm, long Payment);

/// <summary>
/// What compute was allocated in a tick, as the contract <c>AllocationRecord</c> records it: the root over all entries, and
/// the pools' totals. The leaf of an entry is
/// <c>0 ‖ tick u32 ‖ index u32 ‖ task u32 ‖ owner u32 ‖ pool u16 ‖ share u32 ‖ payment u64</c>, big-endian.
/// </summary>
/// <param name="Root">Root of the <see cref="MerkleTree"/> over the entries.</param>
/// <param name="Pools">
/// For each pool: revenue (8 bytes), then for each resource that any pool offers price in 10⁻¹⁸ minor units per milli-unit and
/// tick (16), capacity (8) and load (8) in milli-units; big-endian.
/// </param>
/// <param name="Entries">In order of task, then pool; empty where only what is recorded is known.</param>
public sealed record TickAllocations(Hash32 Root, byte[] Pools, IReadOnlyList<AllocationEntry> Entries)
{
    /// <summary>Length of a leaf's preimage, in bytes.</summary>
    public const int LeafBytes = 1 + 4 + 4 + 4 + 4 + 2 + 4 + 8;

    /// <summary>The tree over some entries.</summary>
    public static MerkleTree Tree(int tick, IReadOnlyList<AllocationEntry> entries)
    {
        var tree = new MerkleTree(entries.Count);
        Span<byte> leaf = stackalloc byte[LeafBytes];
        for (var i = 0; i < entries.Count; i++)
        {
            WriteLeaf(tick, i, entries[i], leaf);
            tree.SetLeaf(i, leaf);
        }

        return tree;
    }

    /// <summary>The preimage of the leaf of the entry at <paramref name="index"/>.</summary>
    public static void WriteLeaf(int tick, int index, in AllocationEntry entry, Span<byte> leaf)
    {
        leaf[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(leaf[1..], tick);
        BinaryPrimitives.WriteInt32BigEndian(leaf[5..], index);
        BinaryPrimitives.WriteInt32BigEndian(leaf[9..], entry.Task);
        BinaryPrimitives.WriteInt32BigEndian(leaf[13..], entry.Owner.Value);
        BinaryPrimitives.WriteInt16BigEndian(leaf[17..], checked((short)entry.Pool));
        BinaryPrimitives.WriteInt32BigEndian(leaf[19..], entry.SharePpm);
        BinaryPrimitives.WriteInt64BigEndian(leaf[23..], entry.Payment);
    }
}
