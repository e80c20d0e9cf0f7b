namespace Economy.Attention.Rounding;

/// <summary>Parts per million granted one entry at a time, kept by task; and what each task still lacks.</summary>
internal sealed class Increments
{
    private readonly List<(int Pool, int Ppm, int Next)> _entries = [];
    private int[] _last = [];

    /// <summary>[n] parts per million not served yet.</summary>
    internal int[] Remaining { get; private set; } = [];

    internal void Reset(int tasks)
    {
        if (Remaining.Length < tasks)
        {
            Remaining = new int[tasks];
            _last = new int[tasks];
        }
        Remaining.AsSpan(0, tasks).Fill(Share.Whole);
        _last.AsSpan(0, tasks).Fill(-1);
        _entries.Clear();
    }

    internal void Grant(int task, int pool, int ppm)
    {
        Remaining[task] -= ppm;
        _entries.Add((pool, ppm, _last[task]));
        _last[task] = _entries.Count - 1;
    }

    /// <summary>Adds what was granted to the task to its row [m] of parts per million.</summary>
    internal void AddTo(int task, Span<int> row)
    {
        for (int at = _last[task]; at >= 0; at = _entries[at].Next) row[_entries[at].Pool] += _entries[at].Ppm;
    }
}
