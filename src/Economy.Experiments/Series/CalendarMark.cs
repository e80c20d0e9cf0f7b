using Economy.Core.Records;

namespace Economy.Experiments.Series;

/// <summary>A place on an axis of ticks at which the calendar changed something.</summary>
/// <param name="Tick">The tick; of a condition that was met at different ticks, the first of them.</param>
/// <param name="Text">What began or ended, and in how many of the runs where not in all.</param>
public sealed record CalendarMark(int Tick, string Text)
{
    /// <summary>The marks of some runs of one scenario.</summary>
    public static IReadOnlyList<CalendarMark> Of(IReadOnlyList<RunSeries> runs) =>
    [
        .. runs.SelectMany(run => run.Calendar.GroupBy(row => (row.Entry, row.Event)).Select(first => first.MinBy(row => row.Tick)))
            .GroupBy(row => (row.Entry, row.Event))
            .Select(same => new CalendarMark(same.Min(row => row.Tick), Words(same.First(), same.Count(), runs.Count)))
            .OrderBy(mark => mark.Tick),
    ];

    private static string Words(in CalendarRow row, int met, int runs) =>
        (row.Event == "ends" ? "end of " : "") + row.What + (met == runs ? "" : FormattableString.Invariant($" (in {met} of {runs} runs)"));
}
