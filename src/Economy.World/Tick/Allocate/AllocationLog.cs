using System.Buffers.Binary;
using Economy.Core.Books;

namespace Economy.World.Tick.Allocate;

/// <summary>Notes down what compute is allocated in a tick, for whoever records it beyond the books.</summary>
internal sealed class AllocationLog
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

    private static byte[] Totals(Allocation allocation, ReadOnlySpan<long> revenue)
    {
        var (columns, report) = (allocation.Posed.Columns, allocation.Report!);
        var totals = new byte[revenue.Length * (8 + columns * 32)];
        var at = totals.AsSpan();
        for (var j = 0; j < revenue.Length; j++)
        {
            BinaryPrimitives.WriteInt64BigEndian(at, revenue[j]);
            at = at[8..];
            for (var u = j * columns; u < (j + 1) * columns; u++, at = at[32..])
            {
                BinaryPrimitives.WriteUInt128BigEndian(at, (UInt128)(report.Price[u] * Wad));
                BinaryPrimitives.WriteInt64BigEndian(at[16..], allocation.Posed.Problem.CapacityMilli[u]);
                BinaryPrimitives.WriteInt64BigEndian(at[24..], report.LoadMilli[u]);
            }
        }

        return totals;
    }
}
