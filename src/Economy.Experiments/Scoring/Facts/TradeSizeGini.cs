using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Gini coefficient of what trades are worth.</summary>
[Kind("trade-size-gini", "Gini coefficient of what trades are worth")]
public sealed record TradeSizeGini : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/price/gini", 0.7115),
        new("CryptoPunks 2021", "punks/price_2021/gini", 0.4445),
        new("MoonCats", "mooncats/sales_price/gini", 0.4445),
        new("Decentraland market 2024, fees", "dcl_market_2024a/fee_mana/gini", 0.6982),
        new("Decentraland market 2026, fees", "dcl_market_2026/fee_mana/gini", 0.7143),
        new("Decentraland LAND 2018-20", "land_not_extracted/price_usd_below_100k/gini", 0.3649),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => run.Rows.Of<TradeRow>().Select(t => (double)t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Gini(sample);
}
