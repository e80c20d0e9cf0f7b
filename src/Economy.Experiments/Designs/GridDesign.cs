using Economy.Core.Kinds;

namespace Economy.Experiments.Designs;

/// <summary>A full factorial design.</summary>
[Kind("grid", "every value of every factor with every value of the others")]
public sealed record GridDesign : DesignSpec
{
    /// <inheritdoc />
    public override bool TriesLevels => true;

    /// <inheritdoc />
    public override IEnumerable<IReadOnlyList<string>> PointsOf(IReadOnlyList<FactorSpec> factors)
    {
        IEnumerable<IReadOnlyList<string>> points = [[]];
        foreach (var factor in factors) points = points.SelectMany(p => factor.Levels, (p, level) => (IReadOnlyList<string>)[.. p, level]);
        return points;
    }
}
