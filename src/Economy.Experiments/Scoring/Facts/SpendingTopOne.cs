using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the top 1 % in the spending of all buyers.</summary>
[Kind("spending-top-one", "share of the top 1 % in the spending of all buyers")]
public sealed record SpendingTopOne : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/spend_per_buyer/top1", 0.239),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Buyer, t => t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.01);
}
