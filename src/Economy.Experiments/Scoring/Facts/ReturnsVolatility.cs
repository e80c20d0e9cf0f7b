using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Standard deviation of log returns, a year.</summary>
[Kind("returns-volatility", "standard deviation of log returns, a year")]
public sealed record ReturnsVolatility : ReturnFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Politics & War goods, despiked",
            "pnw_despiked/*/vol_ann", 0.7474, 0.8771, 0.8566, 0.8878, 0.8305, 0.7467, 0.8459, 0.8181, 0.8737, 0.8192, 0.5719, 0.9202),
    ];

    /// <inheritdoc />
    protected override double Of(double[] returns, double stepsPerYear) => Spread.Deviation(returns) * Math.Sqrt(stepsPerYear);
}
