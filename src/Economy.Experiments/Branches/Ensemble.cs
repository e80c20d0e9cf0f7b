using Economy.Experiments.Series;

namespace Economy.Experiments.Branches;

/// <summary>Runs of one economy that differ in their seeds alone.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Runs">The runs.</param>
public sealed record Ensemble(string Name, IReadOnlyList<ObservedRun> Runs)
{
    /// <summary>Last tick of the longest run.</summary>
    public int Ticks => Runs.Max(run => run.Series.Ticks);

    /// <summary>Its series.</summary>
    public IReadOnlyList<SeriesKey> Keys => [.. Runs.SelectMany(run => run.Series.Keys).Distinct()];

    /// <summary>Where the calendar changed something.</summary>
    public IReadOnlyList<CalendarMark> Marks => CalendarMark.Of([.. Runs.Select(run => run.Series)]);

    /// <summary>Mean of a series over the runs and its 95 % band, by tick.</summary>
    public IReadOnlyList<Estimate> Band(SeriesKey key)
    {
        List<double[]> all = [.. Runs.Select(run => run.Series.Find(key)).OfType<double[]>()];
        return [.. Enumerable.Range(0, Ticks + 1).Select(tick => Estimate.Of(all.Where(run => tick < run.Length).Select(run => run[tick])))];
    }

    /// <summary>How long a series takes to settle, and whether it has.</summary>
    public Stationarity Settling(SeriesKey key) => Stationarity.Of(Band(key).Select(e => e.Mean),
        [.. Runs.Select(run => run.Series.Find(key)).OfType<double[]>()]);
}
