namespace Economy.World.Quality;

/// <summary>What quality of service depends on, task by task, as columns that are refilled every tick.</summary>
internal sealed class TaskTraits
{
    /// <summary>[n] Kind, see <see cref="TaskKinds"/>.</summary>
    public int[] Kind { get; private set; } = [];

    /// <summary>[n] Region of the owner.</summary>
    public int[] Region { get; private set; } = [];

    /// <summary>[n] See <see cref="ServiceQuality.MemoryPerCore"/>.</summary>
    public double[] MemoryPerCore { get; private set; } = [];

    /// <summary>[n] Number of the task for <see cref="ServiceQuality.Noise"/>.</summary>
    public int[] Number { get; private set; } = [];

    public void EnsureTasks(int tasks)
    {
        if (tasks <= Kind.Length) return;
        var rows = tasks + tasks / 8;
        (Kind, Region, MemoryPerCore, Number) = (new int[rows], new int[rows], new double[rows], new int[rows]);
    }
}
