using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Correlation of absolute log returns with the logarithm of the units traded, median over assets.</summary>
[Kind("volume-volatility", "correlation of absolute log returns with the logarithm of the units traded, median over assets")]
public sealed record VolumeVolatility : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CS knives", "cs_knives_not_extracted/quantiles/corr_absr_logq/0", -0.3414),
        new("CS knives", "cs_knives_not_extracted/quantiles/corr_absr_logq/1", -0.2592),
        new("CS knives", "cs_knives_not_extracted/quantiles/corr_absr_logq/2", -0.1758),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(MarketRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        double[] known = [.. run.Returns().Zip(run.Volumes(), (returns, units) => Correlation.Of([.. returns.Select(Math.Abs)],
            [.. units.Skip(1).Select(u => u > 0 ? DeterministicMath.Log(u) : double.NaN)])).Where(double.IsFinite).Order()];
        return known.Length == 0 ? double.NaN : new Measurement(known[known.Length / 2], null, run.StepNote);
    }
}
