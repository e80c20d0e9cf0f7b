using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Gini coefficient of what sellers take in.</summary>
[Kind("seller-income-gini", "Gini coefficient of what sellers take in")]
public sealed record SellerIncomeGini : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Decentraland wearables", "dcl_wearables/volume_per_creator/gini", 0.9604),
        new("… community creators", "dcl_wearables/community_volume_per_creator/gini", 0.8947),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Seller, t => t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Gini(sample);
}
