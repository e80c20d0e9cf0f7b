using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Exponent of the tail of the spending of a buyer, Hill on the largest 5 %.</summary>
[Kind("spending-tail", "exponent of the tail of the spending of a buyer, Hill on the largest 5 %")]
public sealed record SpendingTail : TradeFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/spend_per_buyer/hill5/alpha", 1.248),
    ];

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) => By(run, t => t.Buyer, t => t.Notional);

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Hill.Alpha(sample, 0.05);
}
