using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of steps in which a price does not move.</summary>
[Kind("returns-zero", "share of steps in which a price does not move")]
public sealed record ReturnsZero : ReturnFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CS2 skins, weekly", "cs2/all/share_zero", 0.4141),
        new("CS2 skins from 1 USD, weekly", "cs2/ge1usd/share_zero", 0.3729),
    ];

    /// <inheritdoc />
    protected override double Of(double[] returns, double stepsPerYear) =>
        returns.Count(r => r == 0) / (double)returns.Count(double.IsFinite);
}
