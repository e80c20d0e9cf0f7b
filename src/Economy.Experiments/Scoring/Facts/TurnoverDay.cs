using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Trades over money, a day.</summary>
[Kind("turnover-day", "trades over money, a day")]
public sealed record TurnoverDay : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("EVE Online", "eve_not_extracted/velocity_per_day/0.05", 0.01477),
        new("EVE Online", "eve_not_extracted/velocity_per_day/0.5", 0.01942),
        new("EVE Online", "eve_not_extracted/velocity_per_day/0.95", 0.02696),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TickRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run) =>
        run.Scenario.Markets.Count == 0 ? Measurement.None("nothing is traded")
            : run.Ticks.Sum(t => t.MeanMoney) is > 0 and var money
            ? run.Ticks.Sum(t => (double)t.Notional) / money * run.TicksPerDay : Measurement.None("there is no money");
}
