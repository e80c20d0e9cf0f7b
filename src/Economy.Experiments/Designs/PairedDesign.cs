using Economy.Core.Kinds;

namespace Economy.Experiments.Designs;

/// <summary>A baseline and arms: one factor at a time.</summary>
[Kind("paired", "all factors at their first value, and then each other value of each factor alone: arms against a baseline, seed by seed")]
public sealed record PairedDesign : DesignSpec
{
    /// <inheritdoc />
    public override bool TriesLevels => true;

    /// <inheritdoc />
    public override IEnumerable<IReadOnlyList<string>> PointsOf(IReadOnlyList<FactorSpec> factors)
    {
        string[] baseline = [.. factors.Select(f => f.Levels[0])];
        yield return baseline;
        for (var i = 0; i < factors.Count; i++)
            foreach (var level in factors[i].Levels.Skip(1)) yield return [.. baseline[..i], level, .. baseline[(i + 1)..]];
    }
}
