using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of the share of GPUs in use, a day later.</summary>
[Kind("utilisation-memory-day", "autocorrelation of the share of GPUs in use, a day later")]
public sealed record UtilisationMemoryDay : UtilisationFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Helios Earth", "helios_earth/acf_util/24h", 0.3489),
        new("Philly 2017", "philly_nodes/acf/24h", 0.4117),
    ];

    /// <inheritdoc />
    protected override Band? Stated => new Band(0.3, 0.45);

    /// <inheritdoc />
    protected override Measurement Of(IReadOnlyList<double> used, double ticksPerHour) =>
        Lag(used, ticksPerHour, 24) is { } lag ? Correlation.Auto(used, lag)
            : Measurement.None("ticks or run do not fit the lag");
}
