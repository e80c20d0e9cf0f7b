using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Mean correlation between the log returns of two assets.</summary>
[Kind("returns-correlation", "mean correlation between the log returns of two assets")]
public sealed record ReturnsCorrelation : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Politics & War goods", "pnw_cross/mean_pairwise_corr", 0.05917),
        new("CS knives", "cs_knives_not_extracted/mean_pairwise_corr", 0.02516),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(MarketRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var returns = run.Returns();
        if (returns.Count < 2) return Measurement.None("fewer than two assets are traded");
        var all = from a in Enumerable.Range(0, returns.Count)
                  from b in Enumerable.Range(0, a)
                  select Correlation.Of(returns[a], returns[b]);
        double[] known = [.. all.Where(double.IsFinite)];
        return known.Length == 0 ? double.NaN : new Measurement(known.Average(), null, run.StepNote);
    }
}
