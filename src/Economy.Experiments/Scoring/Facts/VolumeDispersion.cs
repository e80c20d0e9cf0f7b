using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Index of dispersion of the units of an asset traded in a step, median over assets.</summary>
[Kind("volume-dispersion", "index of dispersion of the units of an asset traded in a step, median over assets")]
public sealed record VolumeDispersion : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CS knives", "cs_knives_not_extracted/quantiles/idc_q/0", 2.39),
        new("CS knives", "cs_knives_not_extracted/quantiles/idc_q/1", 3.867),
        new("CS knives", "cs_knives_not_extracted/quantiles/idc_q/2", 11.52),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(MarketRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        double[] known = [.. run.Volumes().Select(Dispersion.Index).Where(double.IsFinite).Order()];
        return known.Length == 0 ? Measurement.None("no asset is traded, or none often enough")
            : new Measurement(known[known.Length / 2], null, run.StepNote);
    }
}
