using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the listed items that are never sold.</summary>
[Kind("items-never-sold", "share of the listed items that are never sold")]
public sealed record ItemsNeverSold : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Decentraland wearables", "dcl_wearables/unsold_share", 0.4061),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [];

    /// <inheritdoc />
    public override Measurement Of(FactRun run) =>
        Measurement.None("assets are units, not single items with a listing of their own");
}
