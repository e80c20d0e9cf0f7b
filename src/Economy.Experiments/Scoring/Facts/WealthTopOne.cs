using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of all wealth that the richest 1 % hold.</summary>
[Kind("wealth-top-one", "share of all wealth that the richest 1 % hold")]
public sealed record WealthTopOne : HolderFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Ethereum genesis", "eth_genesis/all/top1", 0.4894),
        new("Decentraland DAO members, MANA, LAND and names", "dcl_members/*/own/top1", 0.8674, 0.7713, 0.6785, 0.6395, 0.6366),
    ];

    /// <inheritdoc />
    protected override double Held(in ParticipantRow holder) => holder.Money + holder.Assets;

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.01);
}
