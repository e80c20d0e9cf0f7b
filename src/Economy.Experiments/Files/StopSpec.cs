using Economy.Core.Kinds;
using Economy.Experiments.Sweeps;
using Economy.Core.Scenarios;

namespace Economy.Experiments.Files;

/// <summary>When runs, settings and a study end before their time.</summary>
public sealed record StopSpec
{
    [Key("A run ends after the first tick of which this holds: a column of ticks.csv, a comparison, a number, as in participants < 10.")]
    public string? When { get; init; }

    [Key("Failed runs after which no more are begun.", Min = 1, Max = 1_000_000)]
    public int? Failures { get; init; }

    [Key("A measure for which a setting takes no more seeds once the 95 % band of its mean is narrow enough.")]
    public string? Measure { get; init; }

    [Key("Half width of the band that is narrow enough, in the unit of the measure.", Min = 0)]
    public double HalfWidth { get; init; }

    [Key("Seeds that every setting takes before its band is looked at.", Min = 2, Max = 100_000)]
    public int Least { get; init; } = 10;

    /// <summary>The rule.</summary>
    public StopRule Rule => new()
    {
        When = When is null ? null : Condition.Parse(When), Failures = Failures ?? int.MaxValue, Measure = Measure, HalfWidth = HalfWidth,
        Least = Least,
    };
}
