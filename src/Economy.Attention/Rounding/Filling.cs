using System.Buffers;
using System.Runtime.InteropServices;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// Serves tasks entry by entry in a given order while room lasts. The best entries are collected and served, about
/// <see cref="Budget"/> at a time; then the rest is looked at again, since most of it no longer fits.
/// </summary>
internal sealed class Filling : IDisposable
{
    private const int Budget = 1 << 19;

    private readonly AllocationProblem _problem;
    private readonly TileSweep _sweep;
    private readonly PoolRoom _room;
    private readonly Increments _increments;
    private readonly bool _idsAscend;
    private readonly int _budget;
    private readonly TileEntries[] _slots;
    private readonly int[] _count;   // entries by rank; empty where all entries fit the budget
    private readonly RentedList<Entry> _entries;

    internal Filling(AllocationProblem problem, TileSweep sweep, PoolRoom room, Increments increments)
    {
        (_problem, _sweep, _room, _increments) = (problem, sweep, room, increments);
        _idsAscend = Ascend(problem.TaskId.AsSpan(0, problem.Tasks));
        _budget = _idsAscend ? Budget : int.MaxValue;
        _slots = new TileEntries[sweep.Wave];
        for (int slot = 0; slot < _slots.Length; slot++) _slots[slot] = new TileEntries(problem, increments);
        long most = (long)problem.Tasks * problem.Pools;
        _count = most > _budget ? ArrayPool<int>.Shared.Rent(FillOrder.Ranks) : [];
        _entries = new RentedList<Entry>((int)Math.Min(most, Budget));
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        if (_count.Length > 0) ArrayPool<int>.Shared.Return(_count);
        _entries.Dispose();
        foreach (TileEntries slot in _slots) slot.Dispose();
    }

    internal void Run(FillOrder order)
    {
        bool dustLeft;
        do
        {
            (int Rank, int Task) turn = (0, 0);
            while (Collect(order, turn, FillOrder.Ranks, out dustLeft) >= 0)
            {
                int end = RankWithinBudget();
                int skipped = Collect(order, turn, end, out _);
                Serve(order);
                turn = skipped < 0 ? (end, 0) : (end - 1, skipped);
            }
            Serve(order);
        }
        while (dustLeft);
    }

    /// <summary>
    /// Gathers entries from <paramref name="turn"/> on with ranks below end, and grants dust; returns the first task skipped
    /// for lack of budget, or −1. <paramref name="dustLeft"/>: some was granted, and some found its pool full meanwhile.
    /// </summary>
    private int Collect(FillOrder order, (int Rank, int Task) turn, int end, out bool dustLeft)
    {
        Array.Clear(_count);
        _entries.Clear();
        int skipped = -1;
        bool granted = false, refused = false;
        _sweep.InOrder((slot, tile) => _slots[slot].Read(tile, order, _room, turn, end), slot =>
        {
            TileEntries at = _slots[slot];
            if (skipped < 0 && _entries.Count > 0 && _entries.Count + at.Entries.Length > _budget) skipped = at.First;
            if (skipped < 0) _entries.Add(at.Entries);
            if (_count.Length > 0)
                foreach (Entry entry in at.Entries) _count[entry.Rank]++;
            foreach ((int task, int pool) in at.Dust)
            {
                int dust = _increments.Remaining[task];
                if (!_room.Fits(task, pool, dust)) refused = true;
                else
                {
                    Grant(task, pool, dust);
                    granted = true;
                }
            }
        });
        dustLeft = granted && refused;
        return skipped;
    }

    /// <summary>The last end for which all ranks below it fit the budget, but past one rank at least.</summary>
    private int RankWithinBudget()
    {
        int rank = 0;
        for (long sum = 0; rank < FillOrder.Ranks; rank++)
            if ((sum += _count[rank]) > _budget) return sum == _count[rank] ? rank + 1 : rank;
        return rank;
    }

    private void Serve(FillOrder order)
    {
        Span<Entry> entries = _entries.Items;
        if (_idsAscend) MemoryMarshal.Cast<Entry, long>(entries).Sort();
        else entries.Sort((a, b) => (a.Rank, _problem.TaskId[a.Task], a.Pool).CompareTo((b.Rank, _problem.TaskId[b.Task], b.Pool)));
        foreach (Entry entry in entries)
        {
            int wanted = _increments.Remaining[entry.Task];
            if (wanted == 0) continue;
            int ppm = _room.Most(entry.Task, entry.Pool, wanted);
            if (ppm == 0 || (_problem.Indivisible[entry.Task] && ppm < Share.Whole) || !order.Admits(entry.Task, entry.Pool)) continue;
            Grant(entry.Task, entry.Pool, ppm);
        }
    }

    private void Grant(int task, int pool, int ppm)
    {
        _room.Take(task, pool, ppm);
        _increments.Grant(task, pool, ppm);
    }

    private static bool Ascend(ReadOnlySpan<long> ids)
    {
        for (int i = 1; i < ids.Length; i++)
            if (ids[i] <= ids[i - 1]) return false;
        return true;
    }
}
