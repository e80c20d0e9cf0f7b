using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the time in which jobs wait.</summary>
[Kind("queue-not-empty", "share of the time in which jobs wait")]
public sealed record QueueNotEmpty : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Helios Earth", "helios_earth/pending_share_of_time", 0.8926),
    ];

    /// <inheritdoc />
    protected override Band? Stated => new Band(0.5, 1);

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TickRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run) =>
        run.Ticks.Any(t => t.JobsArrived > 0) ? run.Ticks.Average(t => t.JobsWaiting > 0 ? 1.0 : 0)
            : Measurement.None("there are no jobs");
}
