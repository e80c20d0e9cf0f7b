namespace Economy.Attention.Tiles;

/// <summary>
/// Walks the tasks of a problem in tiles. Tiles are grouped into chunks by n and m alone, chunks run on any number of threads,
/// and whoever sums keeps one partial a chunk and adds them in chunk order: so results do not depend on threads.
/// </summary>
internal sealed class TileSweep
{
    private const int MaxChunks = 16, ManyUnknowns = 256;   // partial sums of many unknowns are large: fewer of them
    private const int ManyTasks = 1 << 17;                  // from so many on, waves are longer

    private readonly AllocationProblem _problem;
    private readonly ScoreTile _score;
    private readonly ulong[] _lacking;
    private readonly int _tilesPerChunk;

    internal TileSweep(AllocationProblem problem, ScoreTile score, int threads, TaskTile[]? reuse = null)
    {
        _problem = problem;
        _score = score;
        _lacking = new ulong[problem.Pools];
        for (int j = 0; j < problem.Pools; j++)
            for (int k = 0; k < problem.Resources; k++)
                if (problem.CapacityMilli[j * problem.Resources + k] == 0) _lacking[j] |= 1UL << k;
        int tiles = TilesOf(problem);
        int most = problem.CapacityMilli.Length > ManyUnknowns ? MaxChunks / 2 : MaxChunks;
        _tilesPerChunk = Math.Max(1, (tiles + most - 1) / most);
        Chunks = (tiles + _tilesPerChunk - 1) / _tilesPerChunk;
        Wave = Math.Clamp(512 / problem.Pools, 2, 16) * (problem.Tasks < ManyTasks ? 1 : 4);
        int workers = Math.Clamp(threads, 1, Math.Max(1, Chunks));
        Tiles = reuse?.Length == workers && reuse[0].Fits(problem) ? reuse : new TaskTile[workers];
        for (int w = 0; w < workers; w++) Tiles[w] ??= new TaskTile(problem.Pools, problem.Resources);
    }

    /// <summary>One a thread; a later sweep may use them again.</summary>
    internal TaskTile[] Tiles { get; }

    /// <summary>At most 16, by n and m alone.</summary>
    internal int Chunks { get; }

    /// <summary>Calls visit(chunk, tile) for every tile; the tiles of a chunk in order and on one thread.</summary>
    internal void Parallel(Action<int, TaskTile> visit) => OnThreads(Chunks, (chunk, tile) => Walk(chunk, tile, visit));

    /// <summary>
    /// Tiles of a wave: as many are prepared before the first of them is merged. By n and m alone, so that what is prepared on
    /// the state that merges change does not depend on threads.
    /// </summary>
    internal int Wave { get; }

    /// <summary>
    /// Goes through all tiles in waves: calls prepare(slot, tile) for the tiles of a wave on any thread, slot = 0 … Wave − 1,
    /// then merge(slot) for one after the other in order.
    /// </summary>
    /// <param name="prepare">Given a slot and its tile.</param>
    /// <param name="merge">Given a slot.</param>
    /// <param name="every">1 for all tiles, n for every nth from the first on.</param>
    internal void InOrder(Action<int, TaskTile> prepare, Action<int> merge, int every = 1)
    {
        int tiles = (TilesOf(_problem) + every - 1) / every;
        for (int first = 0; first < tiles; first += Wave)
        {
            int from = first, slots = Math.Min(Wave, tiles - first);
            OnThreads(slots, (slot, tile) => Prepare(slot, tile, (from + slot) * every, prepare));
            for (int slot = 0; slot < slots; slot++) merge(slot);
        }
    }

    /// <summary>
    /// The same where preparing needs nothing of what merges change: a wave is prepared while the one before it is merged. Slots are
    /// 0 … 2·Wave − 1.
    /// </summary>
    internal void Ahead(Action<int, TaskTile> prepare, Action<int> merge)
    {
        int tiles = TilesOf(_problem);
        for (int first = 0, odd = 0, before = 0; first < tiles || before > 0; first += Wave, odd = Wave - odd)
        {
            int from = first, slots = Math.Clamp(tiles - first, 0, Wave), at = odd, merged = before;
            OnThreads(slots + 1, (item, tile) =>
            {
                if (item > 0) Prepare(at + item - 1, tile, from + item - 1, prepare);
                else
                    for (int slot = 0; slot < merged; slot++) merge(Wave - at + slot);
            });
            before = slots;
        }
    }

    private static int TilesOf(AllocationProblem problem) => (problem.Tasks + TaskTile.Length - 1) / TaskTile.Length;

    private void Prepare(int slot, TaskTile tile, int number, Action<int, TaskTile> prepare)
    {
        tile.Load(_problem, _score, _lacking, number * TaskTile.Length);
        prepare(slot, tile);
    }

    /// <summary>Calls work(item, tile) for every item, each thread with a tile of its own.</summary>
    private void OnThreads(int items, Action<int, TaskTile> work)
    {
        if (Tiles.Length == 1)
        {
            for (int item = 0; item < items; item++) work(item, Tiles[0]);
            return;
        }
        int next = -1;
        System.Threading.Tasks.Parallel.For(0, Tiles.Length, new ParallelOptions { MaxDegreeOfParallelism = Tiles.Length }, worker =>
        {
            for (int item; (item = Interlocked.Increment(ref next)) < items;) work(item, Tiles[worker]);
        });
    }

    private void Walk(int chunk, TaskTile tile, Action<int, TaskTile> visit)
    {
        int end = (int)Math.Min((long)_problem.Tasks, (long)(chunk + 1) * _tilesPerChunk * TaskTile.Length);
        for (int first = chunk * _tilesPerChunk * TaskTile.Length; first < end; first += TaskTile.Length)
        {
            tile.Load(_problem, _score, _lacking, first);
            visit(chunk, tile);
        }
    }
}
