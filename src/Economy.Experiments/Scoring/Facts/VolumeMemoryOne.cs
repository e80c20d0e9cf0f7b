using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of the units of an asset traded, one step later, median over assets.</summary>
[Kind("volume-memory-one", "autocorrelation of the units of an asset traded, one step later, median over assets")]
public sealed record VolumeMemoryOne : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CS knives", "cs_knives_not_extracted/quantiles/acf_q1/0", 0.5634),
        new("CS knives", "cs_knives_not_extracted/quantiles/acf_q1/1", 0.724),
        new("CS knives", "cs_knives_not_extracted/quantiles/acf_q1/2", 0.9043),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(MarketRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        double[] known = [.. run.Volumes().Select(units => Correlation.Auto(units, 1)).Where(double.IsFinite).Order()];
        return known.Length == 0 ? Measurement.None("no asset is traded, or none often enough")
            : new Measurement(known[known.Length / 2], null, run.StepNote);
    }
}
