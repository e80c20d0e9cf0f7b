using Economy.Attention.Model;

namespace Economy.Attention.Learning;

/// <summary>Standardised rows of some samples, memory reused from batch to batch.</summary>
public sealed class Batch
{
    private readonly AttentionModel _model;
    private double[] _task = [], _pool = [];
    private int[] _sample = [];
    private OutcomeSamples _samples = null!;

    internal Batch(AttentionModel model) =>
        (_model, TaskWidth, PoolWidth) = (model, model.Schema.Task.Count + 1, model.Schema.Pool.Count + 1);

    /// <summary>B.</summary>
    public int Count { get; private set; }

    /// <summary>F + 1.</summary>
    public int TaskWidth { get; }

    /// <summary>G + 1.</summary>
    public int PoolWidth { get; }

    /// <summary>[B × (F + 1)] standardised rows of the tasks, each ending in the constant 1.</summary>
    public ReadOnlySpan<double> TaskRows => Tasks;

    /// <summary>[B × (G + 1)] the same of the pools that served them.</summary>
    public ReadOnlySpan<double> PoolRows => _pool.AsSpan(0, Count * PoolWidth);

    internal Span<double> Tasks => _task.AsSpan(0, Count * TaskWidth);

    internal Span<double> Task(int b) => _task.AsSpan(b * TaskWidth, TaskWidth);

    internal Span<double> Pool(int b) => _pool.AsSpan(b * PoolWidth, PoolWidth);

    /// <summary>Realised quality of a member.</summary>
    public double Quality(int b) => _samples.Quality[_sample[b]];

    /// <summary>Weight of a member.</summary>
    public double Weight(int b) => _samples.Weight[_sample[b]];

    /// <summary>Task class of a member, or −1.</summary>
    public int TaskClass(int b) => _samples.TaskClass[_sample[b]];

    /// <summary>Pool name of a member, or −1.</summary>
    public int PoolName(int b) => _samples.PoolName[_sample[b]];

    internal void Load(OutcomeSamples samples, ReadOnlySpan<int> members)
    {
        (_samples, Count) = (samples, members.Length);
        if (_sample.Length < Count)
            (_sample, _task, _pool) = (new int[Count], new double[Count * TaskWidth], new double[Count * PoolWidth]);
        members.CopyTo(_sample);
        for (int b = 0; b < Count; b++)
        {
            _model.TaskScale.Apply(samples.Task.Slice(_sample[b] * (TaskWidth - 1), TaskWidth - 1), Task(b));
            _model.PoolScale.Apply(samples.Pool.Slice(_sample[b] * (PoolWidth - 1), PoolWidth - 1), Pool(b));
        }
    }

    /// <summary>Takes raw task rows [n × F] that come with no pool and no outcome.</summary>
    internal void LoadTasks(ReadOnlySpan<double> rows)
    {
        Count = rows.Length / (TaskWidth - 1);
        if (_task.Length < Count * TaskWidth)
            (_sample, _task, _pool) = (new int[Count], new double[Count * TaskWidth], new double[Count * PoolWidth]);
        for (int b = 0; b < Count; b++) _model.TaskScale.Apply(rows.Slice(b * (TaskWidth - 1), TaskWidth - 1), Task(b));
    }
}
