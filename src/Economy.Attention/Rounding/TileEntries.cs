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
    private readonly int[] _rank = new int[TaskTile.Length], _bestRank = new int[TaskTile.Length], _bestPool = new int[TaskTile.Length];
    private readonly RentedList<long> _entries = new(TaskTile.Length);
    private readonly int _dust = Math.Min(problem.Pools, MostDust);

    internal int First { get; private set; }

    /// <summary>Packed as <see cref="Entry"/> says.</summary>
    internal ReadOnlySpan<long> Entries => _entries.Items;

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
        if (!AnyLacks(tile)) return;
        order.Enter(tile);
        for (int j = 0; j < problem.Pools; j++)
        {
            order.Rank(tile, j, _rank);
            room.Exclude(tile, j, _least, _rank);
            for (int t = 0; t < tile.Count; t++)
            {
                int rank = _rank[t];
                if (rank < 0 || _least[t] == 0.0) continue;
                if (_bestRank[t] >= 0)
                {
                    if (rank < _bestRank[t]) (_bestRank[t], _bestPool[t]) = (rank, j);
                }
                else if (rank < end && (rank > turn.Rank || (rank == turn.Rank && tile.First + t >= turn.Task)))
                    _entries.Add(Entry.Pack(rank, tile.First + t, j));
            }
        }
        for (int t = 0; t < tile.Count; t++)
            if (_least[t] > 0.0 && _bestRank[t] is >= 0 and < FillOrder.Ranks) Dust.Add((tile.First + t, _bestPool[t]));
    }

    /// <summary>Gives the entries' memory back.</summary>
    public void Dispose() => _entries.Dispose();

    private bool AnyLacks(TaskTile tile)
    {
        bool any = false;
        _least.AsSpan().Clear();
        for (int t = 0; t < tile.Count; t++)
        {
            int lacks = increments.Remaining[tile.First + t];
            bool whole = problem.Indivisible[tile.First + t];
            if (lacks == 0 || tile.Scale[t] == 0.0 || (whole && lacks < Share.Whole)) continue;
            bool dust = lacks <= _dust;
            _least[t] = whole ? Share.Whole : dust ? lacks : 1;
            _bestRank[t] = dust ? FillOrder.Ranks : -1;
            any = true;
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
