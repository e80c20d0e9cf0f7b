using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Excess kurtosis of log returns, 0 for normal ones.</summary>
[Kind("returns-kurtosis", "excess kurtosis of log returns, 0 for normal ones")]
public sealed record ReturnsKurtosis : ReturnFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Politics & War goods, despiked",
            "pnw_despiked/*/exkurt", 4.504, 10.92, 5.498, 5.607, 30.46, 6.505, 4.344, 6.558, 7.191, 5.33, 7.983, 7.02),
    ];

    /// <inheritdoc />
    protected override double Of(double[] returns, double stepsPerYear) => Spread.ExcessKurtosis(returns);
}
