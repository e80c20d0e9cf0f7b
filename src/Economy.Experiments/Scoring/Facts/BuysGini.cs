using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Gini coefficient of the purchases of a buyer.</summary>
[Kind("buys-gini", "Gini coefficient of the purchases of a buyer")]
public sealed record BuysGini : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/buys_per_buyer/gini", 0.6323),
        new("Decentraland market 2024", "dcl_market_2024a/tx_per_payer/gini", 0.6758),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Buyer, _ => 1);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Gini(sample);
}
