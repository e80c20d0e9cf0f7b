using Economy.Attention.Model;

namespace Economy.Attention.Learning;

/// <summary>What became of served tasks, as columns that are reused: the features that were seen and the quality that was had.</summary>
public sealed class OutcomeSamples(FeatureSchema schema)
{
    private double[] _task = [], _pool = [], _quality = [], _weight = [];
    private int[] _round = [], _class = [], _name = [];

    /// <summary>The columns of the features.</summary>
    public FeatureSchema Schema { get; } = schema;

    /// <summary>N.</summary>
    public int Count { get; private set; }

    /// <summary>[N × F] raw.</summary>
    public ReadOnlySpan<double> Task => _task.AsSpan(0, Count * Schema.Task.Count);

    /// <summary>[N × G] raw.</summary>
    public ReadOnlySpan<double> Pool => _pool.AsSpan(0, Count * Schema.Pool.Count);

    /// <summary>[N] realised quality, ≥ 0: what service achieved as a fraction of the bid.</summary>
    public ReadOnlySpan<double> Quality => _quality.AsSpan(0, Count);

    /// <summary>[N] ≥ 0.</summary>
    public ReadOnlySpan<double> Weight => _weight.AsSpan(0, Count);

    /// <summary>
    /// [N] the round of each sample; tasks of one round attend to one another where the model has an encoder or shares a matrix.
    /// </summary>
    public ReadOnlySpan<int> Round => _round.AsSpan(0, Count);

    /// <summary>[N] task class, or −1.</summary>
    public ReadOnlySpan<int> TaskClass => _class.AsSpan(0, Count);

    /// <summary>[N] pool name, or −1.</summary>
    public ReadOnlySpan<int> PoolName => _name.AsSpan(0, Count);

    /// <summary>Adds the outcome of task i at pool j of a round.</summary>
    /// <param name="features">What was seen when the task was allocated.</param>
    /// <param name="task">i.</param>
    /// <param name="pool">j.</param>
    /// <param name="quality">Realised value over the bid, ≥ 0; above 1 where noise made it so.</param>
    /// <param name="weight">≥ 0; the share served is a natural choice.</param>
    /// <param name="round">The tick.</param>
    public void Add(Features features, int task, int pool, double quality, double weight = 1.0, int round = 0) =>
        Add(features.TaskRow(task), features.PoolRow(pool), quality, weight, round, features.TaskClass[task], features.PoolName[pool]);

    /// <summary>Adds an outcome by rows [F] and [G].</summary>
    public void Add(ReadOnlySpan<double> task, ReadOnlySpan<double> pool, double quality, double weight = 1.0, int round = 0,
        int taskClass = -1, int poolName = -1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(task.Length, Schema.Task.Count, nameof(task));
        ArgumentOutOfRangeException.ThrowIfNotEqual(pool.Length, Schema.Pool.Count, nameof(pool));
        if (!(quality >= 0.0) || double.IsInfinity(quality))
            throw new ArgumentOutOfRangeException(nameof(quality), quality, "qualities are finite and ≥ 0");
        if (!(weight >= 0.0) || double.IsInfinity(weight))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "weights are finite and ≥ 0");
        if (Count == _quality.Length) Grow(Math.Max(256, 2 * Count));
        task.CopyTo(_task.AsSpan(Count * task.Length));
        pool.CopyTo(_pool.AsSpan(Count * pool.Length));
        (_quality[Count], _weight[Count], _round[Count], _class[Count], _name[Count]) = (quality, weight, round, taskClass, poolName);
        Count++;
    }

    /// <summary>Adds the outcome in a row of others with a quality of its own.</summary>
    public void Add(OutcomeSamples from, int row, double quality)
    {
        var (f, g) = (from.Schema.Task.Count, from.Schema.Pool.Count);
        Add(from.Task.Slice(row * f, f), from.Pool.Slice(row * g, g), quality, from.Weight[row], from.Round[row], from.TaskClass[row],
            from.PoolName[row]);
    }

    /// <summary>Forgets the samples, keeps the memory.</summary>
    public void Clear() => Count = 0;

    private void Grow(int rows)
    {
        Array.Resize(ref _task, rows * Schema.Task.Count);
        Array.Resize(ref _pool, rows * Schema.Pool.Count);
        Array.Resize(ref _quality, rows);
        Array.Resize(ref _weight, rows);
        Array.Resize(ref _round, rows);
        Array.Resize(ref _class, rows);
        Array.Resize(ref _name, rows);
    }
}
