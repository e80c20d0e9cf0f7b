namespace Economy.Attention.Model;

/// <summary>
/// The features of the tasks and pools of one round, as matrices that are refilled every tick; memory grows and never shrinks.
/// </summary>
public sealed class Features
{
    /// <summary>No tasks yet; the pools' rows are zero until filled.</summary>
    public Features(FeatureSchema schema, int pools)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pools, 1);
        Schema = schema;
        Pools = pools;
        Pool = new double[pools * PoolWidth];
        PoolRegion = new int[pools];
        PoolName = new int[pools];
        PoolName.AsSpan().Fill(-1);
    }

    /// <summary>The columns.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>n.</summary>
    public int Tasks { get; private set; }

    /// <summary>m.</summary>
    public int Pools { get; }

    /// <summary>F.</summary>
    public int TaskWidth => Schema.Task.Count;

    /// <summary>G.</summary>
    public int PoolWidth => Schema.Pool.Count;

    /// <summary>[n × F] row-major, raw units, finite.</summary>
    public double[] Task { get; private set; } = [];

    /// <summary>[m × G] row-major, raw units, finite.</summary>
    public double[] Pool { get; }

    /// <summary>[n] region of each task, for scopes.</summary>
    public int[] TaskRegion { get; private set; } = [];

    /// <summary>[m] region of each pool, for scopes.</summary>
    public int[] PoolRegion { get; }

    /// <summary>[n] index into <see cref="FeatureSchema.TaskClasses"/>; −1 for none, which has no bias.</summary>
    public int[] TaskClass { get; private set; } = [];

    /// <summary>
    /// [n] which series of tasks a task continues: tasks of one number in successive rounds are one owner's, of one kind; −1 for none.
    /// </summary>
    public int[] TaskSeries { get; private set; } = [];

    /// <summary>[m] index into <see cref="FeatureSchema.PoolNames"/>; −1 for none, which has no bias.</summary>
    public int[] PoolName { get; }

    /// <summary>Sets n. Rows keep what they held; new rows hold zeros, region 0, class −1 and series −1.</summary>
    public void EnsureTasks(int tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tasks);
        int held = TaskRegion.Length;
        if (tasks > held)
        {
            int rows = (int)Math.Min(tasks + tasks / 8L, Array.MaxLength / TaskWidth);
            double[] task = Task;
            int[] region = TaskRegion, group = TaskClass, series = TaskSeries;
            Array.Resize(ref task, rows * TaskWidth);
            Array.Resize(ref region, rows);
            Array.Resize(ref group, rows);
            Array.Resize(ref series, rows);
            group.AsSpan(held).Fill(-1);
            series.AsSpan(held).Fill(-1);
            (Task, TaskRegion, TaskClass, TaskSeries) = (task, region, group, series);
        }
        Tasks = tasks;
    }

    /// <summary>The features of one task, [F], to read or fill.</summary>
    public Span<double> TaskRow(int task) => Task.AsSpan(task * TaskWidth, TaskWidth);

    /// <summary>The features of one pool, [G], to read or fill.</summary>
    public Span<double> PoolRow(int pool) => Pool.AsSpan(pool * PoolWidth, PoolWidth);
}
