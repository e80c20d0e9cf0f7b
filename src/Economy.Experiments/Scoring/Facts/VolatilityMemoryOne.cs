using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of absolute log returns, one step later.</summary>
[Kind("volatility-memory-one", "autocorrelation of absolute log returns, one step later")]
public sealed record VolatilityMemoryOne : ReturnFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Politics & War goods, despiked",
            "pnw_despiked/*/acf_abs1", 0.1594, 0.2893, 0.2767, 0.2759, 0.2755, 0.2292, 0.2634, 0.2271, 0.3118, 0.2695, 0.2627, 0.2262),
    ];

    /// <inheritdoc />
    protected override double Of(double[] returns, double stepsPerYear) => Correlation.Auto([.. returns.Select(Math.Abs)], 1);
}
