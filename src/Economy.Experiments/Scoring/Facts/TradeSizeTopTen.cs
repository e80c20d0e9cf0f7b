using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of all that is traded in the largest 10 % of the trades.</summary>
[Kind("trade-size-top-ten", "share of all that is traded in the largest 10 % of the trades")]
public sealed record TradeSizeTopTen : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/price/top10", 0.5056),
        new("CryptoPunks 2021", "punks/price_2021/top10", 0.3738),
        new("MoonCats", "mooncats/sales_price/top10", 0.3497),
        new("Decentraland market 2024, fees", "dcl_market_2024a/fee_mana/top10", 0.6003),
        new("Decentraland market 2026, fees", "dcl_market_2026/fee_mana/top10", 0.5772),
        new("Decentraland LAND 2018-20", "land_not_extracted/price_usd_below_100k/top10", 0.3141),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => run.Rows.Of<TradeRow>().Select(t => (double)t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.1);
}
