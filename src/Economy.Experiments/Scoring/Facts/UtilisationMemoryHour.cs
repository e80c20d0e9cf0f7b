using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of the share of GPUs in use, an hour later.</summary>
[Kind("utilisation-memory-hour", "autocorrelation of the share of GPUs in use, an hour later")]
public sealed record UtilisationMemoryHour : UtilisationFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Helios Earth", "helios_earth/acf_util/1h", 0.9494),
        new("Philly 2017", "philly_nodes/acf/1h", 0.9343),
    ];

    /// <inheritdoc />
    protected override Band? Stated => new Band(0.9, 1);

    /// <inheritdoc />
    protected override Measurement Of(IReadOnlyList<double> used, double ticksPerHour) =>
        Lag(used, ticksPerHour, 1) is { } lag ? Correlation.Auto(used, lag)
            : Measurement.None("ticks or run do not fit the lag");
}
