using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Jobs given up unserved, as a share of those that arrived.</summary>
[Kind("jobs-never-started", "jobs given up unserved, as a share of those that arrived")]
public sealed record JobsNeverStarted : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("openb GPU cluster 2023", "openb/never_scheduled", 0.11),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TickRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run) =>
        run.Ticks.Sum(t => (double)t.JobsExpired) / run.Ticks.Sum(t => (double)t.JobsArrived);
}
