using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Variance of log returns over twenty steps, over twenty times that of one: below 1 where they revert.</summary>
[Kind("returns-variance-ratio", "variance of log returns over twenty steps, over twenty times that of one: below 1 where they revert")]
public sealed record ReturnsVarianceRatio : ReturnFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Politics & War goods, despiked",
            "pnw_cross/var_ratio_20/*", 0.4393, 0.2367, 0.2773, 0.1423, 0.5843, 0.3838, 0.311, 0.3184, 0.2217, 0.3344, 0.7577, 0.2947),
    ];

    /// <inheritdoc />
    protected override double Of(double[] returns, double stepsPerYear) => Spread.VarianceRatio(returns, 20);
}
