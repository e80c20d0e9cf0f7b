using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Index of dispersion of the trades in an hour.</summary>
[Kind("trades-dispersion-hour", "index of dispersion of the trades in an hour")]
public sealed record TradesDispersionHour : TradeCountFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/arrivals/idc/3600s", 7.115),
        new("CryptoPunks 2021", "punks/arrivals_2021/idc/3600s", 5.753),
        new("Decentraland market 2024", "dcl_market_2024a/arrivals/idc/3600s", 4.212),
        new("Decentraland market 2026", "dcl_market_2026/arrivals/idc/3600s", 22.45),
    ];

    /// <inheritdoc />
    protected override int Seconds => 3_600;
}
