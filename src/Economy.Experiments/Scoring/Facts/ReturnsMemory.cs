using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of log returns, one step later.</summary>
[Kind("returns-memory", "autocorrelation of log returns, one step later")]
public sealed record ReturnsMemory : ReturnFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Politics & War goods, despiked",
            "pnw_despiked/*/acf_r1",
            -0.02452, -0.09923, -0.1036, -0.3189, -0.1652, -0.04579, -0.0824, -0.06175, -0.1307, -0.1412, 0.05193, -0.06732),
    ];

    /// <inheritdoc />
    protected override double Of(double[] returns, double stepsPerYear) => Correlation.Auto(returns, 1);
}
