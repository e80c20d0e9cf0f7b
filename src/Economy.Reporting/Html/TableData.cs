using System.Globalization;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting.Runs;

namespace Economy.Reporting.Html;

/// <summary>
/// What the report takes from tables that it has no drawings of its own for: the charts that they declare, or one of every number.
/// </summary>
internal sealed class TableData(TakenTables run, Observer observer, TimeAxis axis, double coin) : IRowVisitor<object?>
{
    private const int MostLines = 12;

    /// <summary>All tables over ticks of which nothing has been drawn yet.</summary>
    internal static IEnumerable<object> Rest(TakenTables run, TimeAxis axis, double coin) =>
        from observer in Observer.All
        let table = observer.Table
        where table.Columns[0].Header == "tick" && (!table.IsLong || table.Charts.Count > 0) && !run.Taken.Contains(table.Row) && run.Has(table)
        select table.Visit(new TableData(run, observer, axis, coin)) into drawn
        where drawn is not null
        select drawn;

    /// <inheritdoc />
    public object? Visit<TRow>()
        where TRow : struct
    {
        var table = RunTable.Of(typeof(TRow));
        if (table.IsLong) return OfSpreads(table, run.Summaries<TRow>());
        RunColumn[] labels = [.. table.Columns.Skip(1).Where(c => c.IsKey)];
        RunColumn[] numbers = [.. table.Columns.Where(c => !c.IsKey && c.Property.PropertyType != typeof(string))];
        var curves = new Curves(axis);
        foreach (object row in run.Stream<TRow>())
        {
            var label = string.Join(", ", labels.Select(c => Convert.ToString(c.Property.GetValue(row), CultureInfo.InvariantCulture)));
            foreach (var column in numbers)
                curves.Add(label, column.Header, (int)table.Columns[0].Property.GetValue(row)!, Value(column, row));
        }

        var groups = curves.Means;
        if (groups.Length == 0) return null;
        return new
        {
            Title = Words(table.Name),
            table.Meaning,
            observer.IsOfStates,
            Charts = (table.Charts.Count > 0 ? table.Charts : numbers.Select(c => new ChartAttribute(Words(c.Header), c.Header)))
                .SelectMany(chart => labels.Length == 0 ? [OfColumns(table, chart, groups[0])]
                    : chart.Columns.Select(column => OfLabels(table, chart, column, groups))).ToList(),
        };
    }

    /// <summary>Of a table with very many rows a tick: for each label the median, and where the middle 80 % lie.</summary>
    private object? OfSpreads(RunTable table, IReadOnlyList<Spread> spreads) => spreads.Count == 0 ? null : new
    {
        Title = Words(table.Name),
        table.Meaning,
        observer.IsOfStates,
        Charts = table.Charts.SelectMany(chart => chart.Columns.Select(column => new
        {
            Title = chart.Columns.Length == 1 ? chart.Title : $"{chart.Title}: {Words(column)}",
            IsStacked = false,
            IsShare = IsShare(column),
            Unit = $"{(IsMoney(column) ? "coins" : column.Split('_')[^1])}; median, and 10 % to 90 % of the participants",
            Series = Lines(spreads.Where(s => s.Column == column), IsMoney(column) ? coin : 1),
        })).ToList(),
    };

    private List<object> Lines(IEnumerable<Spread> spreads, double divisor)
    {
        var curves = new Curves(axis);
        foreach (var s in spreads)
        {
            curves.Add(s.Label, "low", s.Tick, s.P10 / divisor);
            curves.Add(s.Label, "middle", s.Tick, s.Median / divisor);
            curves.Add(s.Label, "high", s.Tick, s.P90 / divisor);
        }

        return [.. curves.Means.Take(MostLines).Select(g => new { g.Name, Curve = g.Curves["middle"], Low = g.Curves["low"], High = g.Curves["high"] })];
    }

    /// <summary>A line for each column.</summary>
    private static object OfColumns(RunTable table, ChartAttribute chart, CurveGroup all) => new
    {
        chart.Title,
        chart.IsStacked,
        IsShare = chart.Columns.All(IsShare),
        Unit = chart.Columns.Length == 1 ? Unit(table, chart.Columns[0]) : chart.Columns.All(IsMoney) ? "coins" : "",
        Series = chart.Columns.Select(column => new { Name = Words(column), Curve = all.Curves[column] }),
    };

    /// <summary>A line for each label: the largest, where there are many.</summary>
    private static object OfLabels(RunTable table, ChartAttribute chart, string column, CurveGroup[] groups)
    {
        var largest = groups.OrderByDescending(g => g.Curves[column].Sum(y => Math.Abs(y ?? 0))).Take(MostLines).ToHashSet();
        return new
        {
            Title = chart.Columns.Length == 1 ? chart.Title : $"{chart.Title}: {Words(column)}",
            chart.IsStacked,
            IsShare = IsShare(column),
            Unit = Unit(table, column) + (groups.Length > MostLines ? $" (the {MostLines} largest of {groups.Length})" : ""),
            Series = groups.Where(largest.Contains).Select(g => new { g.Name, Curve = g.Curves[column] }),
        };
    }

    private double Value(RunColumn column, object row) => column.Property.GetValue(row) switch
    {
        null => double.NaN,
        { } value => Convert.ToDouble(value, CultureInfo.InvariantCulture) / (IsMoney(column.Header) ? coin : 1),
    };

    private static bool IsMoney(string header) => header.EndsWith("_minor", StringComparison.Ordinal);

    private static bool IsShare(string header) => header.EndsWith("_share", StringComparison.Ordinal);

    internal static string Words(string header)
    {
        var words = (IsMoney(header) ? header[..^"_minor".Length] : header).Replace('_', ' ').Replace('-', ' ');
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }

    private static string Unit(RunTable table, string header)
    {
        if (IsMoney(header)) return "coins";
        var meaning = table.Columns.Single(c => c.Header == header).Meaning.TrimEnd('.');
        return char.ToLowerInvariant(meaning[0]) + meaning[1..];
    }
}

/// <summary>The rows of a run, and which tables have been asked for.</summary>
internal sealed class TakenTables(IRunTables run) : IRunTables, ISummarised
{
    /// <inheritdoc />
    public IReadOnlyList<Spread> Summaries<TRow>()
        where TRow : struct
    {
        Taken.Add(typeof(TRow));
        if (run is ISummarised summed) return summed.Summaries<TRow>();
        var summary = new TickSummary<TRow>();
        foreach (var row in run.Stream<TRow>()) summary.Add(row);
        summary.Close();
        return summary.Done;
    }

    /// <summary>The row types that have been asked for.</summary>
    internal HashSet<Type> Taken { get; } = [];

    /// <inheritdoc />
    public RunManifest Manifest => run.Manifest;

    /// <inheritdoc />
    public bool Has(RunTable table) => run.Has(table);

    /// <inheritdoc />
    public IReadOnlyList<TRow> Read<TRow>()
        where TRow : struct
    {
        Taken.Add(typeof(TRow));
        return run.Read<TRow>();
    }

    /// <inheritdoc />
    public IEnumerable<TRow> Stream<TRow>()
        where TRow : struct
    {
        Taken.Add(typeof(TRow));
        return run.Stream<TRow>();
    }
}
