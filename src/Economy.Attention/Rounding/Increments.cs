using System.Runtime.CompilerServices;

namespace Economy.Attention.Rounding;

/// <summary>Parts per million granted one entry at a time, kept by task; and what each task still lacks.</summary>
internal sealed class Increments
{
    private const int BlockBits = 16;

    private readonly List<ulong[]> _blocks =
        [];   // pool (13 bits), ppm − 1 (20), number of the task's entry before this one (31, 0 for none)
    private int[] _last = [];
    private int _count;

    /// <summary>[n] parts per million not served yet.</summary>
    internal int[] Remaining { get; private set; } = [];

    internal void Reset(int tasks)
    {
        if (Remaining.Length < tasks)
        {
            Remaining = new int[tasks];
            _last = new int[tasks];
        }
        if (_blocks.Count == 0) _blocks.Add(new ulong[1 << BlockBits]);
        Remaining.AsSpan(0, tasks).Fill(Share.Whole);
        _last.AsSpan(0, tasks).Clear();
        _count = 1;
    }

    internal void Grant(int task, int pool, int ppm)
    {
        if (_count >> BlockBits == _blocks.Count) _blocks.Add(new ulong[1 << BlockBits]);
        _blocks[_count >> BlockBits][_count & (1 << BlockBits) - 1] = (ulong)pool << 51 | (ulong)(ppm - 1) << 31 | (uint)_last[task];
        Remaining[task] -= ppm;
        _last[task] = _count++;
    }

    /// <summary>Reads the last entry of every task from first on, so that those are waited for together.</summary>
    internal ulong Touch(int first, int count)
    {
        ulong all = 0;
        foreach (int at in _last.AsSpan(first, count)) all ^= _blocks[at >> BlockBits][at & (1 << BlockBits) - 1];
        return all;
    }

    /// <summary>Reads what is kept of the task, for it to be near when it is asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long Touch(int task) => (long)Remaining[task] + _last[task];

    /// <summary>The pool of the task's last entry; −1 where it has none.</summary>
    internal int PoolOf(int task)
    {
        int at = _last[task];
        return at == 0 ? -1 : (int)(_blocks[at >> BlockBits][at & (1 << BlockBits) - 1] >> 51);
    }

    /// <summary>Takes everything back that was granted to the task.</summary>
    internal void Revoke(int task)
    {
        _last[task] = 0;
        Remaining[task] = Share.Whole;
    }

    /// <summary>Adds what was granted to the task to its row [m] of parts per million.</summary>
    internal void AddTo(int task, Span<int> row)
    {
        for (int at = _last[task]; at > 0;)
        {
            ulong entry = _blocks[at >> BlockBits][at & (1 << BlockBits) - 1];
            row[(int)(entry >> 51)] += (int)(entry >> 31 & 0xFFFFF) + 1;
            at = (int)(entry & int.MaxValue);
        }
    }
}
