using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Standard deviation over time of the share of GPUs in use.</summary>
[Kind("utilisation-deviation", "standard deviation over time of the share of GPUs in use")]
public sealed record UtilisationDeviation : UtilisationFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Helios Earth", "helios_earth/util_sd", 0.1003),
    ];

    /// <inheritdoc />
    protected override Measurement Of(IReadOnlyList<double> used, double ticksPerHour) =>
        Spread.Deviation(used);
}
