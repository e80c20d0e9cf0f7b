using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the largest market in the value of all trade.</summary>
[Kind("largest-market", "share of the largest market in the value of all trade")]
public sealed record LargestMarket : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("EVE Online, one trade hub of its regions", "eve_not_extracted/region_trade/top_region_share", 0.7083),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(MarketRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var markets = run.Rows.Of<MarketRow>().GroupBy(m => m.Asset).Select(g => g.Sum(m => (double)m.Notional)).ToList();
        return markets.Count < 2 || markets.Sum() <= 0
            ? Measurement.None("there are not two markets with trades") : markets.Max() / markets.Sum();
    }
}
