using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Exponent of the tail of wealth, Hill on the richest 5 %.</summary>
[Kind("wealth-tail", "exponent of the tail of wealth, Hill on the richest 5 %")]
public sealed record WealthTail : HolderFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Ethereum genesis", "eth_genesis/all/hill5/alpha", 0.9874),
        new("Decentraland DAO members, MANA, LAND and names", "dcl_members/*/own/hill5/alpha", 0.639, 0.7032, 0.7517, 0.7171, 0.7648),
    ];

    /// <inheritdoc />
    protected override double Held(in ParticipantRow holder) => holder.Money + holder.Assets;

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Hill.Alpha(sample, 0.05);
}
