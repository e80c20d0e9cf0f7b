using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of all that is traded in the largest 1 % of the trades.</summary>
[Kind("trade-size-top-one", "share of all that is traded in the largest 1 % of the trades")]
public sealed record TradeSizeTopOne : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/price/top1", 0.2083),
        new("CryptoPunks 2021", "punks/price_2021/top1", 0.177),
        new("MoonCats", "mooncats/sales_price/top1", 0.1696),
        new("Decentraland market 2024, fees", "dcl_market_2024a/fee_mana/top1", 0.1838),
        new("Decentraland market 2026, fees", "dcl_market_2026/fee_mana/top1", 0.2318),
        new("Decentraland LAND 2018-20", "land_not_extracted/price_usd_below_100k/top1", 0.09561),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => run.Rows.Of<TradeRow>().Select(t => (double)t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.01);
}
