using Economy.Core.Kinds;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Exponent of the tail of absolute log returns, Hill on the largest 5 %.</summary>
[Kind("returns-tail", "exponent of the tail of absolute log returns, Hill on the largest 5 %")]
public sealed record ReturnsTail : ReturnFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Politics & War goods, despiked",
            "pnw/*/hill5_abs/alpha", 2.994, 2.251, 2.727, 2.15, 2.18, 2.443, 3.538, 3.058, 2.624, 3.085, 2.804, 2.398),
        new("CS knives", "cs_knives_not_extracted/equal_weight_index/hill5_abs/alpha", 3.079),
    ];

    /// <inheritdoc />
    protected override double Of(double[] returns, double stepsPerYear) => Hill.Alpha(returns.Select(Math.Abs), 0.05);
}
