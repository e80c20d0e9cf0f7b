using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the largest sink in all money burnt.</summary>
[Kind("largest-sink", "share of the largest sink in all money burnt")]
public sealed record LargestSink : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("EVE Online", "eve_not_extracted/sink_conc/top1", 0.2517),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(FlowRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var amounts = run.Rows.Of<FlowRow>().Where(f => f is { Token: "currency", Sector: "mint", Tick: > 0 }
            && f.Instrument is not ("holdings" or "immigration" or "endowment"))
            .GroupBy(f => f.Instrument).Select(g => g.Sum(f => -Math.Min(0, -f.NetInflow))).Where(a => a > 0).ToList();
        return amounts.Count == 0 ? Measurement.None("there is no sink") : amounts.Max() / (double)amounts.Sum();
    }
}
