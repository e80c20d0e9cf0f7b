using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Autocorrelation of the trades in a day, a day later.</summary>
[Kind("trades-memory-day", "autocorrelation of the trades in a day, a day later")]
public sealed record TradesMemoryDay : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("CryptoPunks", "punks/daily_count_acf/1", 0.7111),
        new("Decentraland market 2024", "dcl_market_2024_daily/acf/1", 0.3961),
        new("Decentraland market 2026", "dcl_market_2026/daily_acf/1", 0.5447),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TradeRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var days = run.Windows(run.TradesPerTick(), 86_400, out var reason);
        return reason is null ? Correlation.Auto(days, 1) : Measurement.None(reason);
    }
}
