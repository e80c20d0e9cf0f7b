using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Exponent of the tail of jobs' run times, Hill on the longest 5 %.</summary>
[Kind("job-runtime-tail", "exponent of the tail of jobs' run times, Hill on the longest 5 %")]
public sealed record JobRuntimeTail : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("openb GPU cluster 2023", "openb/duration_tail/hill5/alpha", 1.2),
    ];

    /// <inheritdoc />
    protected override Band? Stated => new Band(0.9, 1.3);

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [];

    /// <inheritdoc />
    public override Measurement Of(FactRun run) =>
        Measurement.None("no table lists jobs and their run times");
}
