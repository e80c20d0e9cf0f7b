using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Experiments.Measures;

/// <summary>The table and columns that a <see cref="MeasureSpec"/> names, looked up; or what is wrong with it.</summary>
internal sealed record MeasureColumn
{
    private MeasureColumn(MeasureSpec spec, RunTable table, RunColumn column, RunColumn? per, IReadOnlyList<(RunColumn, string)> where) =>
        (Spec, Table, Column, Per, Where) = (spec, table, column, per, where);

    public MeasureSpec Spec { get; }

    public RunTable Table { get; }

    public RunColumn Column { get; }

    public RunColumn? Per { get; }

    public IReadOnlyList<(RunColumn Column, string Value)> Where { get; }

    /// <summary>The column of the tick; null in a table of the end of the run.</summary>
    public RunColumn? Tick => Table.Columns.FirstOrDefault(c => c.IsKey && c.Header == "tick");

    /// <summary>Looks a measure up among the tables of all registered observers.</summary>
    /// <param name="spec">The measure.</param>
    /// <param name="fault">What is wrong with it, and under which key; null where nothing is.</param>
    public static MeasureColumn? Find(MeasureSpec spec, out MeasureFault? fault)
    {
        fault = null;
        var dot = spec.Column.IndexOf('.', StringComparison.Ordinal);
        var tables = Observer.All.Select(o => o.Table).ToList();
        var table = tables.Find(t => t.Name == (dot < 0 ? spec.Column : spec.Column[..dot]));
        if (table is null)
        {
            fault = new("column", $"there is no table '{(dot < 0 ? spec.Column : spec.Column[..dot])}'",
                [.. tables.Select(t => $"{t.Name}.{(dot < 0 ? "" : spec.Column[(dot + 1)..])}")]);
            return null;
        }

        var numbers = table.Columns.Where(c => c.Property.PropertyType != typeof(string)).ToList();
        if (numbers.Find(c => c.Header == spec.Column[(dot + 1)..]) is not { } column || dot < 0)
        {
            fault = new("column", $"{table.Name} has no column of numbers '{(dot < 0 ? "" : spec.Column[(dot + 1)..])}'",
                [.. numbers.Select(c => $"{table.Name}.{c.Header}")]);
            return null;
        }

        var per = spec.Per is null ? null : numbers.Find(c => c.Header == spec.Per);
        if (spec.Per is not null && per is null)
            fault = new("per", $"{table.Name} has no column of numbers '{spec.Per}'", [.. numbers.Select(c => c.Header)]);
        var where = (spec.Where ?? new Dictionary<string, string>())
            .Select(w => (Column: table.Columns.FirstOrDefault(c => c.Header == w.Key), w.Key, w.Value)).ToList();
        if (where.Find(w => w.Column is null) is { Key: { } unknown })
            fault = new($"where.{unknown}", $"{table.Name} has no column '{unknown}'", [.. table.Columns.Select(c => c.Header)]);
        var several = table.Columns.Where(c => c.IsKey && c.Header != "tick" && where.All(w => w.Column != c)).ToList();
        if (spec.Across == Reductions.Only && several.Count > 0)
            fault ??= new("column", $"{table.Name} has a row for every {string.Join(" and ", several.Select(c => c.Header))}: say how "
                + $"they become one number, as in across: sum, or which one counts, as in where: {{{several[0].Header}: …}}", []);
        return fault is null ? new(spec, table, column, per, [.. where.Select(w => (w.Column!, w.Value))]) : null;
    }
}

/// <summary>What is wrong with a measure.</summary>
/// <param name="Key">Under which of its keys.</param>
/// <param name="Problem">What.</param>
/// <param name="Known">What it could have been.</param>
public sealed record MeasureFault(string Key, string Problem, IReadOnlyList<string> Known);
