using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Gini coefficient of wealth over those who hold some.</summary>
[Kind("wealth-gini", "Gini coefficient of wealth over those who hold some")]
public sealed record WealthGini : HolderFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Ethereum genesis", "eth_genesis/all/gini", 0.8579),
        new("Decentraland DAO members, MANA, LAND and names", "dcl_members/*/own/gini", 0.9803, 0.9692, 0.9581, 0.9542, 0.9535),
    ];

    /// <inheritdoc />
    protected override double Held(in ParticipantRow holder) => holder.Money + holder.Assets;

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Gini(sample);
}
