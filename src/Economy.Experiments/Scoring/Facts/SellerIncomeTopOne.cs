using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the top 1 % of sellers in what all take in.</summary>
[Kind("seller-income-top-one", "share of the top 1 % of sellers in what all take in")]
public sealed record SellerIncomeTopOne : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Decentraland wearables", "dcl_wearables/volume_per_creator/top1", 0.8115),
        new("… community creators", "dcl_wearables/community_volume_per_creator/top1", 0.5073),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Seller, t => t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.01);
}
