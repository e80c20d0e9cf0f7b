using Economy.Core.Records;

namespace Economy.Experiments.Scoring;

/// <summary>A fact of the log returns of an asset: the median over the assets that have at least thirty.</summary>
public abstract record ReturnFact : Fact
{
    private const int Fewest = 30;

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(MarketRow)];

    /// <summary>Measures one asset.</summary>
    /// <param name="returns">Its returns by step, with gaps.</param>
    /// <param name="stepsPerYear">Steps of a year.</param>
    protected abstract double Of(double[] returns, double stepsPerYear);

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var returns = run.Returns().Where(r => r.Count(double.IsFinite) >= Fewest).ToList();
        if (returns.Count == 0)
            return Measurement.None(FormattableString.Invariant($"no asset was traded in {Fewest} pairs of consecutive steps"));
        var perYear = 365 * run.TicksPerDay / run.StepTicks;
        double[] values = [.. returns.Select(r => Of(r, perYear)).Where(double.IsFinite).Order()];
        return values.Length == 0 ? double.NaN
            : new Measurement((values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2, null, run.StepNote);
    }
}
