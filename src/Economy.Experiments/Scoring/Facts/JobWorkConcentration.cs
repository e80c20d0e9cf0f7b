using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of all GPU-seconds that the largest 1 % of the jobs ask for.</summary>
[Kind("job-work-concentration", "share of all GPU-seconds that the largest 1 % of the jobs ask for")]
public sealed record JobWorkConcentration : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("openb GPU cluster 2023", "openb/work_gpu_s/top1", 0.6062),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [];

    /// <inheritdoc />
    public override Measurement Of(FactRun run) =>
        Measurement.None("no table lists jobs and their work");
}
