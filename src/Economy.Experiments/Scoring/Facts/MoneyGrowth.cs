using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Log growth of all money, a year.</summary>
[Kind("money-growth", "log growth of all money, a year")]
public sealed record MoneyGrowth : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("EVE Online",
            "eve_not_extracted/growth_per_year/*", 0.1631, 0.08604, 0.1594, 0.09902, 0.1131, 0.1476, -0.03909, 0.04937, 0.07855, 0.008695),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TickRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var ticks = run.Rows.Of<TickRow>();
        if (run.Ticks.All(t => t.Minted == 0 && t.Burnt == 0)) return Measurement.None("no money is made or burnt");
        if (run.Days < 1 || ticks[0].MoneySupply <= 0) return Measurement.None("the run is shorter than a day, or begins without money");
        var growth = DeterministicMath.Log(ticks[^1].MoneySupply / (double)ticks[0].MoneySupply) * 365 / run.Days;
        return new Measurement(growth, null, run.Days < 365 ? FormattableString.Invariant($"from {run.Days:0.#} days") : null);
    }
}
