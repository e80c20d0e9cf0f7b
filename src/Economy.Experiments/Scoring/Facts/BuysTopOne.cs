using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the top 1 % in the purchases of all buyers.</summary>
[Kind("buys-top-one", "share of the top 1 % in the purchases of all buyers")]
public sealed record BuysTopOne : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/buys_per_buyer/top1", 0.1909),
        new("Decentraland market 2024", "dcl_market_2024a/tx_per_payer/top1", 0.1451),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Buyer, _ => 1);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.01);
}
