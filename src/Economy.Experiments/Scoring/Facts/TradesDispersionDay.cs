using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Index of dispersion of the trades in a day.</summary>
[Kind("trades-dispersion-day", "index of dispersion of the trades in a day")]
public sealed record TradesDispersionDay : TradeCountFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/arrivals/idc/86400s", 45.89),
        new("CryptoPunks 2021", "punks/arrivals_2021/idc/86400s", 46.21),
        new("Decentraland market 2024", "dcl_market_2024a/arrivals/idc/86400s", 8.844),
        new("Decentraland market 2026", "dcl_market_2026/arrivals/idc/86400s", 52.98),
        new("Decentraland LAND 2018-20", "land_not_extracted/arrivals/idc/86400s", 6.485),
    ];

    /// <inheritdoc />
    protected override int Seconds => 86_400;
}
