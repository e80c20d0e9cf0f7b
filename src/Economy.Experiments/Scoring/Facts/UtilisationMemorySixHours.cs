using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of the share of GPUs in use, six hours later.</summary>
[Kind("utilisation-memory-six-hours", "autocorrelation of the share of GPUs in use, six hours later")]
public sealed record UtilisationMemorySixHours : UtilisationFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Helios Earth", "helios_earth/acf_util/6h", 0.765),
    ];

    /// <inheritdoc />
    protected override Measurement Of(IReadOnlyList<double> used, double ticksPerHour) =>
        Lag(used, ticksPerHour, 6) is { } lag ? Correlation.Auto(used, lag)
            : Measurement.None("ticks or run do not fit the lag");
}
