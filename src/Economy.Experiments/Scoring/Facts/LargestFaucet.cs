using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Share of the largest faucet in all money minted, endowments aside.</summary>
[Kind("largest-faucet", "share of the largest faucet in all money minted, endowments aside")]
public sealed record LargestFaucet : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("EVE Online", "eve_not_extracted/faucet_conc/top1", 0.4034),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(FlowRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var amounts = run.Rows.Of<FlowRow>().Where(f => f is { Token: "currency", Sector: "mint", Tick: > 0 }
            && f.Instrument is not ("holdings" or "immigration" or "endowment"))
            .GroupBy(f => f.Instrument).Select(g => g.Sum(f => -Math.Min(0, f.NetInflow))).Where(a => a > 0).ToList();
        return amounts.Count == 0 ? Measurement.None("there is no faucet") : amounts.Max() / (double)amounts.Sum();
    }
}
