namespace Economy.World.Demand;

/// <summary>
/// What may be changed about synthetic demand; the defaults are the openb trace. With them about 14 GPUs, 180 cores and 640 GiB are at work
/// on average.
/// </summary>
public sealed record SyntheticOptions
{
    /// <summary>
    /// Mean over the long run. The relative swings stay, so the dispersion index of counts, 1 + mean × relative variance, grows with it.
    /// </summary>
    public double ArrivalsPerHour { get; init; } = 9.947;

    /// <summary>Factor on every request. An amount asked for stays at least 1.</summary>
    public double SizeScale { get; init; } = 1;

    /// <summary>Whether jobs with a GPU ask for GPU models as in the trace (29% of all jobs do). Off: any pool.</summary>
    public bool GpuModels { get; init; }

    /// <summary>Length of a tick in seconds. It only cuts the same jobs differently.</summary>
    public int TickSeconds { get; init; } = 3600;
}
