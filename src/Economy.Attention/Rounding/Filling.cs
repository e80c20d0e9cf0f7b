using System.Runtime.InteropServices;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// Serves tasks entry by entry in a given order while room lasts. The best entries are collected and served, about
/// <see cref="Budget"/> at a time; then the rest is looked at again, since most of it no longer fits.
/// </summary>
internal sealed class Filling
{
    private const int Budget = 1 << 20;

    private readonly AllocationProblem _problem;
    private readonly TileSweep _sweep;
    private readonly PoolRoom _room;
    private readonly Increments _increments;
    private readonly bool _idsAscend;
    private readonly int _budget;
    private readonly int[] _count;   // entries by rank; empty where all entries fit the budget
    private readonly List<Entry> _entries = [];

    internal Filling(AllocationProblem problem, TileSweep sweep, PoolRoom room, Increments increments)
    {
        (_problem, _sweep, _room, _increments) = (problem, sweep, room, increments);
        _idsAscend = Ascend(problem.TaskId.AsSpan(0, problem.Tasks));
        _budget = _idsAscend ? Budget : int.MaxValue;
        _count = (long)problem.Tasks * problem.Pools > _budget ? new int[FillOrder.Ranks] : [];
    }

    internal void Run(FillOrder order)
    {
        (int Rank, int Task) turn = (0, 0);
        while (Collect(order, turn, FillOrder.Ranks) >= 0)
        {
            int end = RankWithinBudget();
            int skipped = Collect(order, turn, end);
            Serve(order);
            turn = skipped < 0 ? (end, 0) : (end - 1, skipped);
        }
        Serve(order);
    }

    /// <summary>Gathers entries from <paramref name="turn"/> on with ranks below end; returns the first task skipped for lack of budget, or −1.</summary>
    private int Collect(FillOrder order, (int Rank, int Task) turn, int end)
    {
        Array.Clear(_count);
        _entries.Clear();
        int skipped = -1, pools = _problem.Pools;
        _sweep.InOrder(tile =>
        {
            if (skipped < 0 && _entries.Count >= _budget) skipped = tile.First;
            order.Enter(tile);
            for (int t = 0; t < tile.Count; t++)
            {
                int task = tile.First + t;
                if (_increments.Remaining[task] == 0 || tile.Scale[t] == 0.0) continue;
                int least = _problem.Indivisible[task] ? Share.Whole : 1;
                if (_increments.Remaining[task] < least || RestoredDust(order, tile, t)) continue;
                for (int j = 0; j < pools; j++)
                {
                    if (double.IsNegativeInfinity(tile.ScoreAt(j, t)) || !_room.Fits(task, j, least)) continue;
                    int rank = order.Rank(tile, j, t);
                    if (rank < turn.Rank || rank >= end || (rank == turn.Rank && task < turn.Task)) continue;
                    if (_count.Length > 0) _count[rank]++;
                    if (skipped < 0) _entries.Add(new Entry(rank, task, j));
                }
            }
        });
        return skipped;
    }

    /// <summary>What flooring alone can have taken, at most one part per million a pool, goes at once to the best pool that has room.</summary>
    private bool RestoredDust(FillOrder order, TaskTile tile, int t)
    {
        int task = tile.First + t, dust = _increments.Remaining[task], best = -1, bestRank = FillOrder.Ranks;
        if (dust > _problem.Pools) return false;
        for (int j = 0; j < _problem.Pools; j++)
        {
            if (double.IsNegativeInfinity(tile.ScoreAt(j, t)) || !_room.Fits(task, j, dust)) continue;
            int rank = order.Rank(tile, j, t);
            if (rank >= 0 && rank < bestRank) (best, bestRank) = (j, rank);
        }
        if (best < 0) return false;
        _room.Take(task, best, dust);
        _increments.Grant(task, best, dust);
        return true;
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
        Span<Entry> entries = CollectionsMarshal.AsSpan(_entries);
        if (_idsAscend) MemoryMarshal.Cast<Entry, long>(entries).Sort();
        else entries.Sort((a, b) => (a.Rank, _problem.TaskId[a.Task], a.Pool).CompareTo((b.Rank, _problem.TaskId[b.Task], b.Pool)));
        foreach (Entry entry in entries)
        {
            int wanted = _increments.Remaining[entry.Task];
            if (wanted == 0) continue;
            int ppm = _room.Most(entry.Task, entry.Pool, wanted);
            if (ppm == 0 || (_problem.Indivisible[entry.Task] && ppm < Share.Whole) || !order.Admits(entry.Task, entry.Pool)) continue;
            _room.Take(entry.Task, entry.Pool, ppm);
            _increments.Grant(entry.Task, entry.Pool, ppm);
        }
    }

    private static bool Ascend(ReadOnlySpan<long> ids)
    {
        for (int i = 1; i < ids.Length; i++)
            if (ids[i] <= ids[i - 1]) return false;
        return true;
    }

    /// <summary>Rank (19 bits), task (31), pool (13) packed so that numbers sort as entries do.</summary>
    private readonly struct Entry(int rank, int task, int pool)
    {
        private readonly long _packed = (long)rank << 44 | (long)task << 13 | (uint)pool;

        internal int Rank => (int)(_packed >> 44);

        internal int Task => (int)(_packed >> 13 & int.MaxValue);

        internal int Pool => (int)(_packed & (AllocationProblem.MostPools - 1));
    }
}
