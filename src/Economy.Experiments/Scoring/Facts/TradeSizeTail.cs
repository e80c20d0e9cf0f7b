using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Exponent of the tail of what trades are worth, Hill on the largest 5 %.</summary>
[Kind("trade-size-tail", "exponent of the tail of what trades are worth, Hill on the largest 5 %")]
public sealed record TradeSizeTail : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/price/hill5/alpha", 1.993),
        new("CryptoPunks 2021", "punks/price_2021/hill5/alpha", 1.755),
        new("MoonCats", "mooncats/sales_price/hill5/alpha", 2.07),
        new("Decentraland market 2024, fees", "dcl_market_2024a/fee_mana/hill5/alpha", 1.398),
        new("Decentraland market 2026, fees", "dcl_market_2026/fee_mana/hill5/alpha", 1.535),
        new("Decentraland LAND 2018-20", "land_not_extracted/price_usd_below_100k/hill5/alpha", 2.28),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => run.Rows.Of<TradeRow>().Select(t => (double)t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Hill.Alpha(sample, 0.05);
}
