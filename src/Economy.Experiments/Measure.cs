namespace Economy.Experiments;

/// <summary>Something that a study reads off a finished run.</summary>
/// <param name="Name">Column in the results, snake_case, unit last.</param>
/// <param name="Of">Reads it; not a number where the run does not say.</param>
public sealed record Measure(string Name, Func<RunRows, double> Of)
{
    /// <summary>What it cannot fall below: 0 where its unit is a share or a Gini coefficient. Bands end there.</summary>
    public double Least { get; init; } = IsPart(Name) ? 0 : double.NegativeInfinity;

    /// <summary>What it cannot exceed: 1 where its unit is a share or a Gini coefficient.</summary>
    public double Most { get; init; } = IsPart(Name) ? 1 : double.PositiveInfinity;

    private static bool IsPart(string name) =>
        name.EndsWith("_share", StringComparison.Ordinal) || name.EndsWith("_gini", StringComparison.Ordinal);
}
