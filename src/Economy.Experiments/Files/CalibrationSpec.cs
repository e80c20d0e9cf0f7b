using Economy.Core.Kinds;

namespace Economy.Experiments.Files;

/// <summary>A calibration by the method of simulated moments.</summary>
public sealed record CalibrationSpec
{
    [Key("The moments: measures of this experiment, and what they are in the data.")]
    public IReadOnlyList<MomentSpec> Moments { get; init; } = [];

    [Key("A CSV file with the columns measure, value and standard_error, relative to this one: further moments.", IsPath = true)]
    public string? Targets { get; init; }

    [Key("Points of the low-discrepancy sequence that are tried first.", Min = 4, Max = 100_000)]
    public int Screening { get; init; } = 64;

    [Key("Best points of the screening from which a search sets out.", Min = 1, Max = 100)]
    public int Starts { get; init; } = 2;

    [Key("Points that a search tries at most.", Min = 10, Max = 100_000)]
    public int Search { get; init; } = 120;

    [Key("Values of each parameter in its profile.", Min = 3, Max = 101)]
    public int Profile { get; init; } = 11;

    [Key("Step of the derivatives, as a part of a parameter's range.", Min = 0.0001, Max = 0.25)]
    public double Step { get; init; } = 0.02;

    [Key("Runs, under seeds of their own, from which the spread of the moments over seeds is known: at the best point of the screening for "
        + "the weights, at the estimate for the standard errors. A handful would give errors that are too small ever so often.",
        Min = 4, Max = 100_000)]
    public int Spread { get; init; } = 32;

    [Key("Seed of the screening, not of the runs.", Min = 0)]
    public ulong Seed { get; init; } = 1;
}

/// <summary>A moment.</summary>
public sealed record MomentSpec
{
    [Key("The measure.")]
    public required string Measure { get; init; }

    [Key("What it is in the data.")]
    public required double Value { get; init; }

    [Key("Standard error of that.", Min = 0)]
    public required double StandardError { get; init; }
}
