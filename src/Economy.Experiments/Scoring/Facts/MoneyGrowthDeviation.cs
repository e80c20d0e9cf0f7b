using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Standard deviation of the log growth of all money from day to day.</summary>
[Kind("money-growth-deviation", "standard deviation of the log growth of all money from day to day")]
public sealed record MoneyGrowthDeviation : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("EVE Online", "eve_not_extracted/daily_growth/sd", 0.002416),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TickRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var days = run.Windows(run.Ticks.Select((_, i) => (double)i), 86_400, out var reason);
        if (reason is not null) return Measurement.None(reason);
        if (run.Ticks.All(t => t.Minted == 0 && t.Burnt == 0)) return Measurement.None("no money is made or burnt");
        var perDay = (int)run.TicksPerDay;
        var supply = run.Rows.Of<TickRow>().Where(t => t.Tick % perDay == 0).Select(t => DeterministicMath.Log(t.MoneySupply)).ToList();
        return Spread.Deviation([.. supply.Zip(supply.Skip(1), (before, after) => after - before)]);
    }
}
