using System.Buffers.Binary;
using Economy.Core.Books;

namespace Economy.Simulation.Allocate;

/// <summary>Notes down what compute is allocated in a tick, for whoever records it beyond the books.</summary>
internal sealed class AllocationLog(World world)
{
    private const double Wad = 1e18;
    private List<AllocationEntry> entries = [];

    public void Add(in AllocationEntry entry) => entries.Add(entry);

    /// <summary>Closes the tick's record and begins an empty one; null where there are no pools.</summary>
    public TickAllocations? Close(int tick, Allocation allocation, ReadOnlySpan<long> revenue)
    {
        if (allocation.Report is null) return null;
        var closed = entries;
        entries = [];
        return new TickAllocations(TickAllocations.Tree(tick, closed).Root(), Totals(allocation, revenue), closed);
    }

    private byte[] Totals(Allocation allocation, ReadOnlySpan<long> revenue)
    {
        var (kinds, report) = (allocation.Kinds, allocation.Report!);
        var totals = new byte[world.Pools.Count * (8 + kinds.Length * 32)];
        var at = totals.AsSpan();
        for (var j = 0; j < world.Pools.Count; j++)
        {
            BinaryPrimitives.WriteInt64BigEndian(at, revenue[j]);
            at = at[8..];
            for (var k = 0; k < kinds.Length; k++, at = at[32..])
            {
                var offered = world.Pools[j].CapacityMilli[kinds[k]] - allocation.CommittedMilli[j * Pool.Resources + kinds[k]];
                BinaryPrimitives.WriteUInt128BigEndian(at, (UInt128)(report.Price[j * kinds.Length + k] * Wad));
                BinaryPrimitives.WriteInt64BigEndian(at[16..], offered);
                BinaryPrimitives.WriteInt64BigEndian(at[24..], report.LoadMilli[j * kinds.Length + k]);
            }
        }

        return totals;
    }
}
