using System.Numerics;
using System.Runtime.Intrinsics;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>The entries of one tile that a filling may serve, found on any thread.</summary>
internal sealed class TileEntries(AllocationProblem problem, Increments increments) : IDisposable
{
    /// <summary>
    /// What flooring alone can have taken is at most one part per million a pool; more than this is worth an entry all the same.
    /// </summary>
    private const int MostDust = 999;

    private readonly double[] _least = new double[TaskTile.Length];    // what must fit, parts per million; 0 for tasks that take no part
    private readonly int[] _takesPart = new int[TaskTile.Length];      // −1: by its rank; 0: not at all, or as dust
    private readonly int[] _rank = new int[TaskTile.Length], _bestRank = new int[TaskTile.Length], _bestPool = new int[TaskTile.Length];
    private readonly RentedList<long> _entries = new(TaskTile.Length);
    private readonly int _dust = Math.Min(problem.Pools, MostDust);
    private long[] _first = [];

    internal int First { get; private set; }

    /// <summary>Packed as <see cref="Entry"/> says.</summary>
    internal ReadOnlySpan<long> Entries => _entries.Items;

    /// <summary>[m × K] what the entries of the last <see cref="ReadFirst"/> would take if each task got all that it lacks, micro-units.</summary>
    internal long[] Load { get; private set; } = [];

    /// <summary>
    /// Tasks that lack no more than flooring can have taken, each with the best pool that has room: they go there at once.
    /// </summary>
    internal List<(int Task, int Pool)> Dust { get; } = [];

    /// <summary>Entries from <paramref name="turn"/> on with ranks below end.</summary>
    internal void Read(TaskTile tile, FillOrder order, PoolRoom room, (int Rank, int Task) turn, int end)
    {
        _entries.Clear();
        Dust.Clear();
        First = tile.First;
        if (!AnyLacks(tile, out bool anyDust)) return;
        order.Enter(tile);
        for (int j = 0; j < problem.Pools; j++)
        {
            order.Rank(tile, j, _rank);
            room.Exclude(tile, j, _least, _rank);
            AddEntries(j, turn, end);
            for (int t = 0; anyDust && t < tile.Count; t++)
                if (_bestRank[t] > _rank[t] && _rank[t] >= 0) (_bestRank[t], _bestPool[t]) = (_rank[t], j);
        }
        for (int t = 0; anyDust && t < tile.Count; t++)
            if (_bestRank[t] is >= 0 and < FillOrder.Ranks) Dust.Add((tile.First + t, _bestPool[t]));
    }

    /// <summary>Of each task its first entry alone, of those with ranks below end.</summary>
    internal void ReadFirst(TaskTile tile, FillOrder order, PoolRoom room, int end)
    {
        if (_first.Length == 0) (_first, Load) = (new long[TaskTile.Length], new long[problem.CapacityMilli.Length]);
        Read(tile, order, room, (0, 0), end);
        _first.AsSpan().Fill(long.MaxValue);
        foreach (long entry in _entries.Items)
        {
            ref long first = ref _first[new Entry(entry).Task - First];
            first = Math.Min(first, entry);
        }
        _entries.Clear();
        Load.AsSpan().Clear();
        foreach (long first in _first)
        {
            if (first == long.MaxValue) continue;
            _entries.Add(first);
            var entry = new Entry(first);
            ReadOnlySpan<int> demand = problem.Demand(entry.Task);
            Span<long> load = Load.AsSpan(entry.Pool * demand.Length, demand.Length);
            long lacks = increments.Remaining[entry.Task];
            for (int k = 0; k < demand.Length; k++) load[k] += lacks * demand[k];   // below 2^59: 2^8 tasks of 2^20 · 2^31
        }
    }

    /// <summary>Entries of a pool, sixteen tasks at a time: of most of them none is left after the first rounds.</summary>
    private void AddEntries(int pool, (int Rank, int Task) turn, int end)
    {
        for (int t = 0; t < TaskTile.Length; t += 16)
        {
            Vector512<int> rank = Vector512.LoadUnsafe(ref _rank[t]);
            Vector512<int> inTurn = Vector512.LoadUnsafe(ref _takesPart[t])
                & Vector512.GreaterThanOrEqual(rank, Vector512.Create(turn.Rank)) & Vector512.LessThan(rank, Vector512.Create(end));
            for (ulong bits = inTurn.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                int at = t + BitOperations.TrailingZeroCount(bits);
                if (_rank[at] > turn.Rank || First + at >= turn.Task) _entries.Add(Entry.Pack(_rank[at], First + at, pool));
            }
        }
    }

    /// <summary>Gives the entries' memory back.</summary>
    public void Dispose() => _entries.Dispose();

    private bool AnyLacks(TaskTile tile, out bool anyDust)
    {
        anyDust = false;
        ReadOnlySpan<int> remaining = increments.Remaining.AsSpan(tile.First, tile.Count);
        if (!remaining.ContainsAnyExcept(0)) return false;
        ReadOnlySpan<bool> indivisible = problem.Indivisible.AsSpan(tile.First, tile.Count);
        bool any = false;
        _least.AsSpan().Clear();
        _takesPart.AsSpan().Clear();
        for (int t = 0; t < remaining.Length; t++)
        {
            int lacks = remaining[t];
            bool whole = indivisible[t];
            _bestRank[t] = -1;
            if (lacks == 0 || tile.Scale[t] == 0.0 || (whole && lacks < Share.Whole)) continue;
            any = true;
            if (lacks <= _dust) (_least[t], _bestRank[t], anyDust) = (lacks, FillOrder.Ranks, true);
            else (_least[t], _takesPart[t]) = (whole ? Share.Whole : 1, -1);
        }
        return any;
    }
}

/// <summary>An entry to be served: rank (19 bits), task (31), pool (13) packed so that numbers sort as entries do.</summary>
internal readonly struct Entry(long packed)
{
    internal static long Pack(int rank, int task, int pool) => (long)rank << 44 | (long)task << 13 | (uint)pool;

    internal int Rank => (int)(packed >> 44);

    internal int Task => (int)(packed >> 13 & int.MaxValue);

    internal int Pool => (int)(packed & (AllocationProblem.MostPools - 1));
}
