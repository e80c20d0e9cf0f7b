using System.Buffers;
using System.Runtime.CompilerServices;
using Economy.Attention.Numerics;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// Serves tasks entry by entry in a given order while room lasts. Of very many entries the best, for all of which there is room, are served
/// without regard to their order among themselves. Of the others the best are collected and served, an eighth of all at a time or
/// <see cref="LeastBudget"/>; then the rest is looked at again, since most of it no longer fits.
/// </summary>
internal sealed class Filling : IDisposable
{
    private const int LeastBudget = 1 << 19, MostBudget = 1 << 27, SampleEvery = 16, Block = 64;
    private const int MostUnknowns = 256;             // sums of more are not worth it
    private const double SureOfSample = 31.0 / 32;    // of the room, for the entries of a sample to take: all of them together then hardly ever exceed it

    private readonly AllocationProblem _problem;
    private readonly TileSweep _sweep;
    private readonly PoolRoom _room;
    private readonly Increments _increments;
    private readonly bool _idsAscend;
    private readonly int _budget;
    private readonly TileEntries[] _slots;
    private readonly int[] _count;   // entries of the sample by rank; empty where all entries fit the budget
    private readonly RentedList<long> _entries, _scratch;
    private readonly RadixSort _sort;

    internal Filling(AllocationProblem problem, TileSweep sweep, PoolRoom room, Increments increments, int? budget = null)
    {
        (_problem, _sweep, _room, _increments) = (problem, sweep, room, increments);
        _idsAscend = Ascend(problem.TaskId.AsSpan(0, problem.Tasks));
        _slots = new TileEntries[sweep.Wave];
        for (int slot = 0; slot < _slots.Length; slot++) _slots[slot] = new TileEntries(problem, increments);
        long most = (long)problem.Tasks * problem.Pools;
        int atOnce = budget ?? (int)Math.Clamp(most / 8, LeastBudget, MostBudget);
        _budget = _idsAscend ? atOnce : int.MaxValue;
        _count = most > _budget ? ArrayPool<int>.Shared.Rent(FillOrder.Ranks) : [];
        _entries = new RentedList<long>((int)Math.Min(most, atOnce));
        _scratch = new RentedList<long>(1);
        _sort = new RadixSort(new ParallelOptions { MaxDegreeOfParallelism = sweep.Tiles.Length });
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        if (_count.Length > 0) ArrayPool<int>.Shared.Return(_count);
        _entries.Dispose();
        _scratch.Dispose();
        foreach (TileEntries slot in _slots) slot.Dispose();
    }

    internal void Run(FillOrder order)
    {
        bool dustLeft;
        do
        {
            (int Rank, int Task) turn = (ServeAtOnce(order, out bool dustBefore), 0);
            int end, budget = turn.Rank > 0 ? _budget / 4 : _budget;   // little room is left after the first
            do
            {
                end = EndWithinBudget(order, turn, budget);
                int skipped = Collect(order, turn, end, out dustLeft);
                dustLeft |= dustBefore;
                dustBefore = false;
                while (skipped >= 0 && end > turn.Rank + 1)
                {
                    end = turn.Rank + (end - turn.Rank) / 2;
                    skipped = Collect(order, turn, end, out dustLeft);
                }
                Serve(order);
                turn = skipped < 0 ? (end, 0) : (end - 1, skipped);
            }
            while (turn.Rank < FillOrder.Ranks);
        }
        while (dustLeft);
    }

    /// <summary>
    /// Gathers entries from <paramref name="turn"/> on with ranks below end, and grants dust; returns the first task skipped
    /// for lack of budget, or −1. <paramref name="dustLeft"/>: some was granted, and some found its pool full meanwhile.
    /// </summary>
    private int Collect(FillOrder order, (int Rank, int Task) turn, int end, out bool dustLeft)
    {
        _entries.Clear();
        int skipped = -1;
        (bool Granted, bool Refused) dust = default;
        _sweep.InOrder((slot, tile) => _slots[slot].Read(tile, order, _room, turn, end), slot =>
        {
            TileEntries at = _slots[slot];
            if (skipped < 0 && _entries.Count > 0 && _entries.Count + at.Entries.Length > _budget) skipped = at.First;
            if (skipped < 0) _entries.Add(at.Entries);
            GrantDust(at, ref dust);
        });
        dustLeft = dust.Granted && dust.Refused;
        return skipped;
    }

    private void GrantDust(TileEntries at, ref (bool Granted, bool Refused) dust)
    {
        foreach ((int task, int pool) in at.Dust)
        {
            int lacks = _increments.Remaining[task];
            if (!_room.Fits(task, pool, lacks)) dust.Refused = true;
            else
            {
                Grant(task, pool, lacks);
                dust.Granted = true;
            }
        }
    }

    /// <summary>
    /// Serves every entry with a rank below the one returned, 0 for none: those for which a sample leaves no doubt that there is room for
    /// all. Then each task gets what it lacks by its first entry, whoever comes before. Dust is granted, and left, as by <see cref="Collect"/>.
    /// </summary>
    private int ServeAtOnce(FillOrder order, out bool dustLeft)
    {
        dustLeft = false;
        int end = _count.Length > 0 && order.AdmitsAll && _problem.CapacityMilli.Length <= MostUnknowns ? EndWithinRoom(order) : 0;
        if (end == 0) return 0;
        using var chosen = new RentedList<ushort>(_problem.Tasks);   // 1 + pool of each task; 0 where it has no entry
        ushort[] pool = chosen.Array;
        pool.AsSpan(0, _problem.Tasks).Clear();
        var load = new Int128[_problem.CapacityMilli.Length];
        (bool Granted, bool Refused) dust = default;
        _sweep.InOrder((slot, tile) =>
        {
            _slots[slot].ReadFirst(tile, order, _room, end);
            foreach (long packed in _slots[slot].Entries)
            {
                var entry = new Entry(packed);
                pool[entry.Task] = (ushort)(1 + entry.Pool);
            }
        }, slot =>
        {
            TileEntries at = _slots[slot];
            for (int u = 0; u < load.Length; u++) load[u] += at.Load[u];
            GrantDust(at, ref dust);
        });
        dustLeft = dust.Granted && dust.Refused;
        if (!_room.TryTake(load)) return 0;
        for (int task = 0; task < _problem.Tasks; task++)
            if (pool[task] > 0) _increments.Grant(task, pool[task] - 1, _increments.Remaining[task]);
        return end;
    }

    /// <summary>
    /// The rank at which the first entries of the tasks of a sample have taken their part of the room of a pool; 0 where few come before.
    /// </summary>
    private int EndWithinRoom(FillOrder order)
    {
        _entries.Clear();
        _sweep.InOrder((slot, tile) => _slots[slot].ReadFirst(tile, order, _room, FillOrder.Ranks), slot => _entries.Add(_slots[slot].Entries),
            SampleEvery);
        Sort();
        var left = new double[_problem.CapacityMilli.Length];
        for (int u = 0; u < left.Length; u++) left[u] = _room.Fraction(u) * Share.Whole * SureOfSample / SampleEvery;
        for (int e = 0; e < _entries.Count; e++)
        {
            var entry = new Entry(_entries.Items[e]);
            ReadOnlySpan<int> demand = _problem.Demand(entry.Task);
            for (int k = 0, u = entry.Pool * demand.Length; k < demand.Length; k++, u++)
                if ((left[u] -= (double)_increments.Remaining[entry.Task] * demand[k]) < 0.0) return (long)e * SampleEvery < _budget / 4 ? 0 : entry.Rank;
        }
        return FillOrder.Ranks;
    }

    /// <summary>
    /// An end for which the entries from <paramref name="turn"/> on probably fit a budget, found on a sample of the tiles; past one rank
    /// at least.
    /// </summary>
    private int EndWithinBudget(FillOrder order, (int Rank, int Task) turn, int budget)
    {
        if (_count.Length == 0) return FillOrder.Ranks;
        Array.Clear(_count);
        _sweep.InOrder((slot, tile) => _slots[slot].Read(tile, order, _room, turn, FillOrder.Ranks), slot =>
        {
            foreach (long entry in _slots[slot].Entries) _count[new Entry(entry).Rank]++;
        }, SampleEvery);
        long likely = budget - budget / 16, sum = 0;
        for (int rank = turn.Rank; rank < FillOrder.Ranks; rank++)
            if ((sum += (long)_count[rank] * SampleEvery) > likely) return Math.Max(rank, turn.Rank + 1);
        return FillOrder.Ranks;
    }

    private void Serve(FillOrder order)
    {
        Sort();
        Span<long> entries = _entries.Items;
        for (int first = 0; first < entries.Length; first += Block)
        {
            Span<long> block = entries[first..Math.Min(first + Block, entries.Length)];
            _ = Touch(block);
            foreach (long packed in block)
            {
                var entry = new Entry(packed);
                int wanted = _increments.Remaining[entry.Task];
                if (wanted == 0) continue;
                int ppm = _room.Most(entry.Task, entry.Pool, wanted);
                if (ppm == 0 || (ppm < wanted && _problem.Indivisible[entry.Task]) || !order.Admits(entry.Task, entry.Pool)) continue;
                Grant(entry.Task, entry.Pool, ppm);
            }
        }
    }

    private void Sort()
    {
        if (!_idsAscend)
        {
            _entries.Items.Sort((x, y) =>
            {
                Entry a = new(x), b = new(y);
                return (a.Rank, _problem.TaskId[a.Task], a.Pool).CompareTo((b.Rank, _problem.TaskId[b.Task], b.Pool));
            });
            return;
        }
        _scratch.EnsureCapacity(_entries.Count);
        _sort.Ascending(_entries.Array, _scratch.Array, _entries.Count);
    }

    /// <summary>Tasks in order of rank lie anywhere in memory: fetched together, they are waited for once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Touch(ReadOnlySpan<long> block)
    {
        long sum = 0;
        foreach (long packed in block)
        {
            int task = new Entry(packed).Task;
            sum += _increments.Touch(task) + _problem.DemandMilli[task * _problem.Resources];
        }
        return sum;
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
