using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Money burnt over money minted, endowments aside.</summary>
[Kind("sinks-over-faucets", "money burnt over money minted, endowments aside")]
public sealed record SinksOverFaucets : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("EVE Online", "eve_not_extracted/sink_over_faucet/0.05", 0.5116),
        new("EVE Online", "eve_not_extracted/sink_over_faucet/0.5", 0.7129),
        new("EVE Online", "eve_not_extracted/sink_over_faucet/0.95", 1.064),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TickRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run) =>
        run.Ticks.Sum(t => (double)t.Minted - t.Immigration) is > 0 and var minted ? run.Ticks.Sum(t => (double)t.Burnt) / minted
            : Measurement.None("no money is minted but for endowments");
}
