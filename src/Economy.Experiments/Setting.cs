using Economy.Core.Scenarios;

namespace Economy.Experiments;

/// <summary>One point of a study: a line in its plots, a place on that line, and the scenario there.</summary>
/// <param name="Name">Name of the line. Without commas, quotes and line breaks.</param>
/// <param name="X">Place on the horizontal axis. A study holds every pair of name and x once.</param>
/// <param name="Scenario">The scenario; its seed is replaced.</param>
public sealed record Setting(string Name, double X, Scenario Scenario);

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
