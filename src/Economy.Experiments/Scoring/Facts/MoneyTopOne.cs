using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of all money that the richest 1 % hold.</summary>
[Kind("money-top-one", "share of all money that the richest 1 % hold")]
public sealed record MoneyTopOne : HolderFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Ethereum genesis", "eth_genesis/all/top1", 0.4894),
        new("Decentraland DAO members, MANA", "dcl_members/*/mana/top1", 0.9395, 0.9412, 0.9152, 0.9209, 0.9079),
    ];

    /// <inheritdoc />
    protected override double Held(in ParticipantRow holder) => holder.Money;

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Top(sample, 0.01);
}
