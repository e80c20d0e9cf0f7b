namespace Economy.World.Demand.Traces;

/// <summary>How an openb trace is read.</summary>
public sealed record OpenbOptions
{
    /// <summary>
    /// Second of the trace at which the window opens and the run's second 0. The default is the earliest deletion on record:
    /// before it only pods that outlived it are known.
    /// </summary>
    public long WindowStart { get; init; } = 9_964_972;

    /// <summary>Share of malformed rows above which a file is refused.</summary>
    public double MalformedShare { get; init; } = 0.01;
}
