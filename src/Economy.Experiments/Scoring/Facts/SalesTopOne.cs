using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the top 1 % in the sales of all sellers.</summary>
[Kind("sales-top-one", "share of the top 1 % in the sales of all sellers")]
public sealed record SalesTopOne : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/sells_per_seller/top1", 0.3099),
        new("MoonCats", "mooncats/cats_sent_per_wallet_2021/top1", 0.1971),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Seller, _ => 1);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.01);
}
