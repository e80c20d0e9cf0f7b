using System.Runtime.InteropServices;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// Serves tasks entry by entry in a given order while room lasts. The best entries are collected and served, about
/// <see cref="Budget"/> at a time; then the rest is looked at again, since most of it no longer fits.
/// </summary>
internal sealed class Filling
{
    private const int Budget = 1 << 18;

    private readonly AllocationProblem _problem;
    private readonly TileSweep _sweep;
    private readonly PoolRoom _room;
    private readonly Increments _increments;
    private readonly bool _idsAscend;
    private readonly int _budget;
    private readonly int[] _count;   // entries by rank; empty where all entries fit the budget
    private readonly List<(int Rank, int Task, int Pool)> _entries = [];

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
        int skipped = -1;
        _sweep.InOrder(tile =>
        {
            if (skipped < 0 && _entries.Count >= _budget) skipped = tile.First;
            order.Enter(tile);
            for (int t = 0; t < tile.Count; t++)
            {
                int task = tile.First + t, wanted = _increments.Remaining[task];
                if (wanted == 0 || tile.Scale[t] == 0.0) continue;
                for (int j = 0; j < _problem.Pools; j++)
                {
                    if (double.IsNegativeInfinity(tile.ScoreAt(j, t)) || Grant(task, j, wanted) == 0) continue;
                    int rank = order.Rank(tile, j, t);
                    if (rank < turn.Rank || rank >= end || (rank == turn.Rank && task < turn.Task)) continue;
                    if (_count.Length > 0) _count[rank]++;
                    if (skipped < 0) _entries.Add((rank, task, j));
                }
            }
        });
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
        Span<(int Rank, int Task, int Pool)> entries = CollectionsMarshal.AsSpan(_entries);
        if (_idsAscend) entries.Sort();
        else entries.Sort((a, b) => (a.Rank, _problem.TaskId[a.Task], a.Pool).CompareTo((b.Rank, _problem.TaskId[b.Task], b.Pool)));
        foreach ((_, int task, int pool) in entries)
        {
            int wanted = _increments.Remaining[task], ppm = wanted == 0 ? 0 : Grant(task, pool, wanted);
            if (ppm == 0 || !order.Admits(task, pool)) continue;
            _room.Take(task, pool, ppm);
            _increments.Grant(task, pool, ppm);
        }
    }

    private int Grant(int task, int pool, int wanted)
    {
        int most = _room.Most(task, pool, wanted);
        return _problem.Indivisible[task] && most < Share.Whole ? 0 : most;
    }

    private static bool Ascend(ReadOnlySpan<long> ids)
    {
        for (int i = 1; i < ids.Length; i++)
            if (ids[i] <= ids[i - 1]) return false;
        return true;
    }
}
