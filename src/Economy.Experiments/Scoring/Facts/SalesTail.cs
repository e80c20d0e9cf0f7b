using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Exponent of the tail of the sales of a seller, Hill on the largest 5 %.</summary>
[Kind("sales-tail", "exponent of the tail of the sales of a seller, Hill on the largest 5 %")]
public sealed record SalesTail : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/sells_per_seller/hill5/alpha", 1.341),
        new("MoonCats", "mooncats/cats_sent_per_wallet_2021/hill5/alpha", 1.871),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Seller, _ => 1);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Hill.Alpha(sample, 0.05);
}
