using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the pairs of buyer and seller that traded the other way round too.</summary>
[Kind("trade-reciprocity", "share of the pairs of buyer and seller that traded the other way round too")]
public sealed record TradeReciprocity : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/reciprocity", 0.02793),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TradeRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var edges = run.Rows.Of<TradeRow>().Select(t => (t.Buyer, t.Seller)).ToHashSet();
        return edges.Count == 0 ? Measurement.None("the run kept no trades, or had none")
            : edges.Count(edge => edges.Contains((edge.Seller, edge.Buyer))) / (double)edges.Count;
    }
}
