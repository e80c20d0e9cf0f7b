using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of absolute log returns, five steps later.</summary>
[Kind("volatility-memory-five", "autocorrelation of absolute log returns, five steps later")]
public sealed record VolatilityMemoryFive : ReturnFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Politics & War goods, despiked",
            "pnw_despiked/*/acf_abs5",
            0.07748, 0.04009, 0.1122, 0.04542, 0.1122, 0.07624, 0.1457, 0.08213, 0.02271, 0.09643, 0.09483, 0.1107),
    ];

    /// <inheritdoc />
    protected override double Of(double[] returns, double stepsPerYear) => Correlation.Auto([.. returns.Select(Math.Abs)], 5);
}
