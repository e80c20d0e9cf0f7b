using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of all money that the richest 10 % hold.</summary>
[Kind("money-top-ten", "share of all money that the richest 10 % hold")]
public sealed record MoneyTopTen : HolderFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Ethereum genesis", "eth_genesis/all/top10", 0.8003),
        new("Decentraland DAO members, MANA", "dcl_members/*/mana/top10", 0.9942, 0.9931, 0.99, 0.989, 0.9881),
    ];

    /// <inheritdoc />
    protected override double Held(in ParticipantRow holder) => holder.Money;

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.1);
}
