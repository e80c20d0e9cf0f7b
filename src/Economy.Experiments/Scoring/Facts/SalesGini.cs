using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Gini coefficient of the sales of a seller.</summary>
[Kind("sales-gini", "Gini coefficient of the sales of a seller")]
public sealed record SalesGini : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/sells_per_seller/gini", 0.7634),
        new("MoonCats", "mooncats/cats_sent_per_wallet_2021/gini", 0.6586),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Seller, _ => 1);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Gini(sample);
}
