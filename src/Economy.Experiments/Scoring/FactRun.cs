using Economy.Attention.Numerics;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Experiments.Scoring;

/// <summary>A run as facts see it: its rows, and series made of them.</summary>
/// <param name="Scenario">What was run.</param>
/// <param name="Rows">The tables that the facts asked for; empty where the run did not keep one.</param>
public sealed record FactRun(Scenario Scenario, RunRows Rows)
{
    private const int DaySeconds = 86_400, FewestDays = 30;

    /// <summary>Days that were simulated.</summary>
    public double Days => (double)Scenario.Ticks * Scenario.TickSeconds / DaySeconds;

    /// <summary>Ticks of a day.</summary>
    public double TicksPerDay => (double)DaySeconds / Scenario.TickSeconds;

    /// <summary>Ticks of a step of prices: a day where there are thirty of them, else one tick.</summary>
    public int StepTicks => Days >= FewestDays && DaySeconds % Scenario.TickSeconds == 0 ? DaySeconds / Scenario.TickSeconds : 1;

    /// <summary>What is to be said of figures whose steps are not days.</summary>
    public string? StepNote => StepTicks * Scenario.TickSeconds == DaySeconds ? null
        : FormattableString.Invariant($"steps of {Scenario.TickSeconds} s: the run has {Days:0.#} days, of the data's 30 and more");

    /// <summary>Ticks from the first on.</summary>
    public IEnumerable<TickRow> Ticks => Rows.Of<TickRow>().Where(row => row.Tick > 0);

    /// <summary>Sums over windows of so many seconds; the last is left out where it is not whole.</summary>
    /// <param name="perTick">A number by tick, the first first.</param>
    /// <param name="seconds">Length of a window.</param>
    /// <param name="reason">Why there are none; null where there are.</param>
    public IReadOnlyList<double> Windows(IEnumerable<double> perTick, int seconds, out string? reason)
    {
        const int Fewest = 10;
        var ticks = seconds / Scenario.TickSeconds;
        reason = seconds % Scenario.TickSeconds != 0
            ? FormattableString.Invariant($"ticks of {Scenario.TickSeconds} s do not make windows of {seconds} s") : null;
        if (reason is not null) return [];
        var sums = perTick.Chunk(ticks).Where(window => window.Length == ticks).Select(window => window.Sum()).ToList();
        if (sums.Count < Fewest) reason = FormattableString.Invariant($"{sums.Count} windows of {seconds} s are fewer than {Fewest}");
        return sums;
    }

    /// <summary>Trades by tick, of all markets.</summary>
    public IEnumerable<double> TradesPerTick()
    {
        var count = Rows.Of<TradeRow>().CountBy(trade => trade.Tick).ToDictionary();
        return Enumerable.Range(1, Scenario.Ticks).Select(tick => (double)count.GetValueOrDefault(tick));
    }

    /// <summary>What each asset was traded at, by step, as volume-weighted means; not a number where it was not.</summary>
    public IReadOnlyList<double[]> Prices() => ByAsset(rows => rows.Sum(r => (double)r.Notional) / rows.Sum(r => (double)r.Volume));

    /// <summary>Units of each asset traded, by step.</summary>
    public IReadOnlyList<double[]> Volumes() => ByAsset(rows => rows.Sum(r => (double)r.Volume));

    /// <summary>Log returns of each asset between consecutive steps in which it was traded.</summary>
    public IReadOnlyList<double[]> Returns() =>
    [
        .. Prices().Select(price => price.Zip(price.Skip(1),
            (before, after) => before > 0 && after > 0 ? DeterministicMath.Log(after / before) : double.NaN).ToArray()),
    ];

    private IReadOnlyList<double[]> ByAsset(Func<IReadOnlyCollection<MarketRow>, double> of) =>
    [
        .. Rows.Of<MarketRow>().GroupBy(row => row.Asset)
            .Select(asset => asset.OrderBy(row => row.Tick).Chunk(StepTicks).Where(step => step.Length == StepTicks).Select(of).ToArray()),
    ];
}
