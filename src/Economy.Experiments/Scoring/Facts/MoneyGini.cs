using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Gini coefficient of money over those who hold some.</summary>
[Kind("money-gini", "Gini coefficient of money over those who hold some")]
public sealed record MoneyGini : HolderFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Ethereum genesis", "eth_genesis/all/gini", 0.8579),
        new("Decentraland DAO members, MANA", "dcl_members/*/mana/gini", 0.9929, 0.9917, 0.9882, 0.9875, 0.9865),
    ];

    /// <inheritdoc />
    protected override double Held(in ParticipantRow holder) => holder.Money;

    /// <inheritdoc />
    protected override double Of(IReadOnlyList<double> sample) => Concentration.Gini(sample);
}
