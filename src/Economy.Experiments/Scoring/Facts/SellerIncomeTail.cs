using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Exponent of the tail of what sellers take in, Hill on the largest 5 %.</summary>
[Kind("seller-income-tail", "exponent of the tail of what sellers take in, Hill on the largest 5 %")]
public sealed record SellerIncomeTail : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Decentraland wearables", "dcl_wearables/volume_per_creator/hill5/alpha", 0.844),
        new("… community creators", "dcl_wearables/community_volume_per_creator/hill5/alpha", 1.002),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Seller, t => t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Hill.Alpha(sample, 0.05);
}
