using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Exponent of the tail of money, Hill on the richest 5 %.</summary>
[Kind("money-tail", "exponent of the tail of money, Hill on the richest 5 %")]
public sealed record MoneyTail : HolderFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Ethereum genesis", "eth_genesis/all/hill5/alpha", 0.9874),
        new("Decentraland DAO members, MANA", "dcl_members/*/mana/hill5/alpha", 0.5463, 0.5499, 0.5357, 0.5341, 0.5696),
    ];

    /// <inheritdoc />
    protected override double Held(in ParticipantRow holder) => holder.Money;

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Hill.Alpha(sample, 0.05);
}
