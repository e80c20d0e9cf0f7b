using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of absolute log returns, twenty steps later.</summary>
[Kind("volatility-memory-twenty", "autocorrelation of absolute log returns, twenty steps later")]
public sealed record VolatilityMemoryTwenty : ReturnFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Politics & War goods, despiked",
            "pnw_despiked/*/acf_abs20",
            0.04619, 0.0404, 0.0334, -0.008392, 0.04727, 0.04298, 0.1022, 0.003343, 0.07924, 0.07965, 0.07082, 0.04066),
    ];

    /// <inheritdoc />
    protected override double Of(double[] returns, double stepsPerYear) => Correlation.Auto([.. returns.Select(Math.Abs)], 20);
}
