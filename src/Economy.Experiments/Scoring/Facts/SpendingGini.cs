using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Gini coefficient of the spending of a buyer.</summary>
[Kind("spending-gini", "Gini coefficient of the spending of a buyer")]
public sealed record SpendingGini : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/spend_per_buyer/gini", 0.7378),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Buyer, t => t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Gini(sample);
}
