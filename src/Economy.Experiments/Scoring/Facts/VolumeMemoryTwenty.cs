using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of the units of an asset traded, twenty steps later, median over assets.</summary>
[Kind("volume-memory-twenty", "autocorrelation of the units of an asset traded, twenty steps later, median over assets")]
public sealed record VolumeMemoryTwenty : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CS knives", "cs_knives_not_extracted/quantiles/acf_q20/0", 0.5088),
        new("CS knives", "cs_knives_not_extracted/quantiles/acf_q20/1", 0.7055),
        new("CS knives", "cs_knives_not_extracted/quantiles/acf_q20/2", 0.878),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(MarketRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        double[] known = [.. run.Volumes().Select(units => Correlation.Auto(units, 20)).Where(double.IsFinite).Order()];
        return known.Length == 0 ? Measurement.None("no asset is traded, or none often enough")
            : new Measurement(known[known.Length / 2], null, run.StepNote);
    }
}
