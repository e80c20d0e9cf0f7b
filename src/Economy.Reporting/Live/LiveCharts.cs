using System.Globalization;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting.Html;
using Economy.Reporting.Runs;

namespace Economy.Reporting.Live;

/// <summary>Any column of any table over ticks, of a run under way and of one beside it.</summary>
internal static class LiveCharts
{
    /// <summary>What can be drawn.</summary>
    internal static IEnumerable<object> Catalogue(IRunTables run) =>
        from table in Drawable.Select(o => o.Table)
        let columns = Numbers(table)
        where columns.Count > 0
        select new
        {
            table.Name,
            Title = TableData.Words(table.Name),
            table.Meaning,
            Columns = columns.Select(c => new { c.Header, Title = TableData.Words(c.Header), Unit = UnitOf(c, run), c.Meaning }),
        };

    /// <summary>The curves of a column.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tick">The tick that it has come to.</param>
    /// <param name="chart">Table and column, a point between.</param>
    /// <returns>Null where there is no such column.</returns>
    internal static object? Of(IRunTables run, int tick, string chart)
    {
        var parts = chart.Split('.', 2);
        if (Drawable.FirstOrDefault(o => o.Table.Name == parts[0]) is not { Table: var table } observer
            || Numbers(table).FirstOrDefault(c => c.Header == parts[^1]) is not { } column) return null;
        var axis = new TimeAxis(0, Math.Max(1, tick));
        var divisor = column.Header.Contains("_minor", StringComparison.Ordinal) ? Math.Pow(10, run.Manifest.Decimals) : 1;
        var groups = table.Visit(new Drawn(run, axis, column, divisor));
        return new { axis.Ticks, observer.IsOfStates, Series = groups, Of = groups.Count == 0 ? 0 : groups.Max(g => g.Of) };
    }

    private static IEnumerable<Observer> Drawable => Observer.All.Where(o => o.Table.Columns[0].Header == "tick");

    private static List<RunColumn> Numbers(RunTable table) => [.. table.Columns.Where(c => !c.IsKey && c.Type != "text")];

    private static string UnitOf(RunColumn column, IRunTables run) =>
        column.Header.Contains("_minor", StringComparison.Ordinal) && run.Manifest.Decimals > 0 ? column.Unit.Replace("minor", "coins", StringComparison.Ordinal)
            : column.Unit;

    private sealed class Drawn(IRunTables run, TimeAxis axis, RunColumn column, double divisor) : IRowVisitor<List<LiveSeries>>
    {
        private const int MostLines = 12;

        public List<LiveSeries> Visit<TRow>()
            where TRow : struct
        {
            if (RunTable.Of(typeof(TRow)).IsLong) return Bands<TRow>();
            var (number, label) = (TickSummary<TRow>.NumberOf(column), TickSummary<TRow>.LabelOf(keysOnly: true));
            var curves = new Curves(axis);
            foreach (var row in run.Read<TRow>()) curves.Add(label(row), "", TickSummary<TRow>.TickOf(row), number(row) / divisor);
            var groups = curves.Means;
            return [.. groups.OrderByDescending(g => g.Curves[""].Sum(y => Math.Abs(y ?? 0))).Take(MostLines)
                .OrderBy(g => Array.IndexOf(groups, g)).Select(g => new LiveSeries(g.Name, g.Curves[""], null, null, groups.Length))];
        }

        private List<LiveSeries> Bands<TRow>()
            where TRow : struct
        {
            if (run is not ISummarised summaries) return [];
            var (low, middle, high) = (new Curves(axis), new Curves(axis), new Curves(axis));
            foreach (var s in summaries.Summaries<TRow>().Where(s => s.Column == column.Header))
            {
                low.Add(s.Label, "", s.Tick, s.P10 / divisor);
                middle.Add(s.Label, "", s.Tick, s.Median / divisor);
                high.Add(s.Label, "", s.Tick, s.P90 / divisor);
            }

            var (lows, highs) = (low.Means, high.Means);
            return [.. middle.Means.Take(MostLines).Select((g, i) =>
                new LiveSeries($"{g.Name} median, 10 % to 90 %".TrimStart(), g.Curves[""], lows[i].Curves[""], highs[i].Curves[""], middle.Means.Length))];
        }
    }
}

/// <summary>A line of a chart, with a band where rows are too many to be drawn.</summary>
internal sealed record LiveSeries(string Name, double?[] Curve, double?[]? Low, double?[]? High, int Of);
