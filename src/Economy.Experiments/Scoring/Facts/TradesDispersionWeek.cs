using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Index of dispersion of the trades in a week.</summary>
[Kind("trades-dispersion-week", "index of dispersion of the trades in a week")]
public sealed record TradesDispersionWeek : TradeCountFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/arrivals/idc/604800s", 209.8),
        new("Decentraland LAND 2018-20", "land_not_extracted/arrivals/idc/604800s", 23.34),
    ];

    /// <inheritdoc />
    protected override int Seconds => 604_800;
}
