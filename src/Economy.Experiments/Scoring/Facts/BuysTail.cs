using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Exponent of the tail of the purchases of a buyer, Hill on the largest 5 %.</summary>
[Kind("buys-tail", "exponent of the tail of the purchases of a buyer, Hill on the largest 5 %")]
public sealed record BuysTail : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/buys_per_buyer/hill5/alpha", 1.643),
        new("Decentraland market 2024", "dcl_market_2024a/tx_per_payer/hill5/alpha", 2.153),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Buyer, _ => 1);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Hill.Alpha(sample, 0.05);
}
