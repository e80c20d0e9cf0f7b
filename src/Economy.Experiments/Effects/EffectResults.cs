using Economy.Core.Scenarios;
using Economy.Experiments.Series;

namespace Economy.Experiments.Effects;

/// <summary>What a calendar did, measure by measure and tick by tick.</summary>
/// <param name="Scenario">The scenario, with its calendar.</param>
/// <param name="Pairs">The two runs of every seed, by seed.</param>
public sealed record EffectResults(Scenario Scenario, IReadOnlyList<EffectPair> Pairs)
{
    /// <summary>Header of <see cref="Write"/>.</summary>
    public const string Header = "tick,table,group,measure,runs,mean_without,mean_difference,low_95,high_95";

    /// <summary>Everything that is measured.</summary>
    public IReadOnlyList<SeriesKey> Measures =>
        [.. Pairs.SelectMany(pair => pair.Without.Series.Keys.Concat(pair.With.Series.Keys)).Distinct()];

    /// <summary>Where the calendar changed something.</summary>
    public IReadOnlyList<CalendarMark> Marks => CalendarMark.Of([.. Pairs.Select(pair => pair.With.Series)]);

    /// <summary>Seeds of which both runs came to the same economy: all of them where the calendar changes nothing.</summary>
    public int Same => Pairs.Count(pair => pair.IsSame);

    /// <summary>Mean over the seeds of a measure without the calendar, by tick.</summary>
    public IReadOnlyList<Estimate> Without(SeriesKey measure) => ByTick(pair => pair.Without.Series.Find(measure));

    /// <summary>
    /// Mean paired difference, with minus without, and its 95 % band from Student's t, by tick; a tick in which either run of a seed has no
    /// value leaves out the seed.
    /// </summary>
    public IReadOnlyList<Estimate> Of(SeriesKey measure) => ByTick(pair =>
        pair.With.Series.Find(measure) is { } with && pair.Without.Series.Find(measure) is { } without
            ? [.. with.Zip(without, (a, b) => a - b)] : null);

    /// <summary>Mean paired difference of the mean over some ticks.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="from">First tick.</param>
    /// <param name="to">Last tick.</param>
    public Estimate Over(SeriesKey measure, int from, int to) =>
        Estimate.Of(Pairs.Select(pair => Mean(pair.With, measure, from, to) - Mean(pair.Without, measure, from, to)));

    /// <summary>The same as a share of what it is without the calendar.</summary>
    public Estimate ShareOver(SeriesKey measure, int from, int to) =>
        Estimate.Of(Pairs.Select(pair => Mean(pair.With, measure, from, to) / Mean(pair.Without, measure, from, to) - 1));

    /// <summary>Writes a row per tick and measure that has a value.</summary>
    public void Write(TextWriter output)
    {
        output.Write(Header + "\n");
        var all = Measures.Select(measure => (measure, of: Of(measure), without: Without(measure))).ToList();
        for (var tick = 0; tick <= Scenario.Ticks; tick++)
            foreach (var (measure, of, without) in all)
                if (of[tick].Runs > 0)
                    output.Write(SeriesTable.Line(tick, measure.Table, measure.Group, measure.Column, of[tick].Runs, without[tick].Mean,
                        of[tick].Mean, of[tick].Low, of[tick].High) + "\n");
    }

    private IReadOnlyList<Estimate> ByTick(Func<EffectPair, double[]?> of)
    {
        List<double[]> runs = [.. Pairs.Select(of).OfType<double[]>()];
        return [.. Enumerable.Range(0, Scenario.Ticks + 1).Select(tick => Estimate.Of(runs.Select(run => run[tick])))];
    }

    private static double Mean(ObservedRun run, SeriesKey measure, int from, int to) =>
        run.Series.Find(measure) is { } values ? values[from..(to + 1)].Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average()
            : double.NaN;
}
