using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of all wealth that the richest 10 % hold.</summary>
[Kind("wealth-top-ten", "share of all wealth that the richest 10 % hold")]
public sealed record WealthTopTen : HolderFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Ethereum genesis", "eth_genesis/all/top10", 0.8003),
        new("Decentraland DAO members, MANA, LAND and names", "dcl_members/*/own/top10", 0.9741, 0.9634, 0.9482, 0.9439, 0.9427),
    ];

    /// <inheritdoc />
    protected override double Held(in ParticipantRow holder) => holder.Money + holder.Assets;

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.1);
}
