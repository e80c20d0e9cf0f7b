using Economy.Attention.Model;

namespace Economy.Attention.Learning;

/// <summary>Standardised rows of some samples, memory reused from batch to batch.</summary>
internal sealed class Batch(AttentionModel model)
{
    private double[] _task = [], _pool = [];
    private int[] _sample = [];

    internal int Count { get; private set; }

    internal int TaskWidth { get; } = model.Schema.Task.Count + 1;

    internal int PoolWidth { get; } = model.Schema.Pool.Count + 1;

    /// <summary>[B × (F + 1)]</summary>
    internal Span<double> Tasks => _task.AsSpan(0, Count * TaskWidth);

    internal Span<double> Task(int b) => _task.AsSpan(b * TaskWidth, TaskWidth);

    internal Span<double> Pool(int b) => _pool.AsSpan(b * PoolWidth, PoolWidth);

    internal OutcomeSamples Samples { get; private set; } = null!;

    /// <summary>Row of a member in the samples.</summary>
    internal int Sample(int b) => _sample[b];

    internal double Quality(int b) => Samples.Quality[_sample[b]];

    internal double Weight(int b) => Samples.Weight[_sample[b]];

    internal void Load(OutcomeSamples samples, ReadOnlySpan<int> members)
    {
        (Samples, Count) = (samples, members.Length);
        if (_sample.Length < Count) (_sample, _task, _pool) = (new int[Count], new double[Count * TaskWidth], new double[Count * PoolWidth]);
        members.CopyTo(_sample);
        for (int b = 0; b < Count; b++)
        {
            model.TaskScale.Apply(samples.Task.Slice(_sample[b] * (TaskWidth - 1), TaskWidth - 1), Task(b));
            model.PoolScale.Apply(samples.Pool.Slice(_sample[b] * (PoolWidth - 1), PoolWidth - 1), Pool(b));
        }
    }

    /// <summary>Takes raw task rows [n × F] that come with no pool and no outcome.</summary>
    internal void LoadTasks(ReadOnlySpan<double> rows)
    {
        Count = rows.Length / (TaskWidth - 1);
        if (_task.Length < Count * TaskWidth) (_sample, _task, _pool) = (new int[Count], new double[Count * TaskWidth], new double[Count * PoolWidth]);
        for (int b = 0; b < Count; b++) model.TaskScale.Apply(rows.Slice(b * (TaskWidth - 1), TaskWidth - 1), Task(b));
    }
}
