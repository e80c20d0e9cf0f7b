using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Mean share of the GPUs in use.</summary>
[Kind("utilisation-mean", "mean share of the GPUs in use")]
public sealed record UtilisationMean : UtilisationFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Helios Earth", "helios_earth/util_mean", 0.6913),
        new("Philly 2017", "philly_nodes/active_share/0.5", 0.7524),
    ];

    /// <inheritdoc />
    protected override Band? Stated => new Band(0.65, 0.75);

    /// <inheritdoc />
    protected override Measurement Of(IReadOnlyList<double> used, double ticksPerHour) =>
        used.Average();
}
