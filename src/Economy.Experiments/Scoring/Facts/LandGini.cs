using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Gini coefficient of the parcels that owners of land hold.</summary>
[Kind("land-gini", "Gini coefficient of the parcels that owners of land hold")]
public sealed record LandGini : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Decentraland DAO members", "dcl_members/*/land_parcels/gini", 0.8585, 0.8595, 0.848, 0.8325, 0.8367),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [];

    /// <inheritdoc />
    public override Measurement Of(FactRun run) =>
        Measurement.None("no table lists the units of one asset by participant");
}
