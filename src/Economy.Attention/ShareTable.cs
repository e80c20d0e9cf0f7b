namespace Economy.Attention;

/// <summary>Collects an allocation in compressed rows: entries of task i are Start[i] … Start[i+1] − 1.</summary>
public sealed class ShareTable : IShareConsumer
{
    private int[] _start = [0];
    private int _tasks, _row;

    /// <summary>[n + 1] for the n of the last <see cref="Reset"/>.</summary>
    public ReadOnlySpan<int> Start
    {
        get
        {
            for (; _row < _tasks; _row++) _start[_row + 1] = Count;
            return _start.AsSpan(0, _tasks + 1);
        }
    }

    /// <summary>[Count] pool of each entry.</summary>
    public int[] Pool { get; private set; } = [];

    /// <summary>[Count] parts per million of each entry.</summary>
    public int[] Ppm { get; private set; } = [];

    /// <summary>[Count] payment of each entry in minor units.</summary>
    public long[] Payment { get; private set; } = [];

    /// <summary>Entries received.</summary>
    public int Count { get; private set; }

    /// <summary>Empties the table for n tasks. Call before each allocation.</summary>
    public void Reset(int tasks)
    {
        if (_start.Length <= tasks) _start = new int[tasks + 1];
        _start[0] = Count = _row = 0;
        _tasks = tasks;
    }

    /// <inheritdoc/>
    public void Accept(ReadOnlySpan<Share> shares)
    {
        if (Count + shares.Length > Pool.Length) Grow(Count + shares.Length);
        foreach (Share share in shares)
        {
            for (; _row < share.Task; _row++) _start[_row + 1] = Count;
            Pool[Count] = share.Pool;
            Ppm[Count] = share.Ppm;
            Payment[Count++] = share.Payment;
        }
    }

    private void Grow(int needed)
    {
        int length = Math.Max(needed, (int)Math.Min(2L * Pool.Length, Array.MaxLength));
        int[] pool = Pool, ppm = Ppm;
        long[] payment = Payment;
        Array.Resize(ref pool, length);
        Array.Resize(ref ppm, length);
        Array.Resize(ref payment, length);
        (Pool, Ppm, Payment) = (pool, ppm, payment);
    }
}
