using Economy.Reporting.Tables;

namespace Economy.Experiments.Measures;

/// <summary>What a measure found in a run.</summary>
/// <param name="Value">The number.</param>
/// <param name="Series">What it is reduced from, a number a tick.</param>
public sealed record Measured(double Value, IReadOnlyList<(int Tick, double Value)> Series);

/// <summary>Reads one measure as the rows come: it holds the numbers of one tick, and one for each tick that is over.</summary>
internal abstract class MeasureTally(MeasureColumn column)
{
    private readonly List<double> values = [], parts = [];
    private readonly List<(int Tick, double Value, double Part)> ticks = [];
    private int tick = -1;

    protected MeasureColumn Column => column;

    /// <summary>That of a measure whose rows are of some type.</summary>
    public static MeasureTally Of(MeasureColumn column) =>
        (MeasureTally)Activator.CreateInstance(typeof(MeasureTally<>).MakeGenericType(column.Table.Row), column)!;

    /// <summary>What was found; call it once, after the last row.</summary>
    public Measured Finish()
    {
        Close();
        var spec = column.Spec;
        double Reduced(Func<(int Tick, double Value, double Part), double> of) => Reductions.Of(spec.Over, ticks.Select(of));
        return new(
            spec.Scale * (column.Per is null ? Reduced(t => t.Value) : Reduced(t => t.Value) / Reduced(t => t.Part)),
            [.. ticks.Select(t => (t.Tick, spec.Scale * (column.Per is null ? t.Value : t.Value / t.Part)))]);
    }

    protected void Add(int at, double value, double part)
    {
        if (at < column.Spec.From || at > (column.Spec.Until ?? int.MaxValue)) return;
        if (at != tick) Close();
        tick = at;
        values.Add(value);
        if (column.Per is not null) parts.Add(part);
    }

    private void Close()
    {
        if (values.Count == 0) return;
        var across = column.Spec.Across;
        ticks.Add((tick, Reductions.Of(across, values), column.Per is null ? 0 : Reductions.Of(across, parts)));
        values.Clear();
        parts.Clear();
    }
}

/// <summary>The same, with the type of its rows.</summary>
internal sealed class MeasureTally<TRow>(MeasureColumn column) : MeasureTally(column)
    where TRow : struct
{
    private readonly Cell<TRow> value = column.Column.CellOf<TRow>();
    private readonly Cell<TRow>? part = column.Per is { } per ? per.CellOf<TRow>() : null;
    private readonly Cell<TRow>? tick = column.Tick is { } of ? of.CellOf<TRow>() : null;
    private readonly (Cell<TRow> Of, string Is)[] where = [.. column.Where.Select(w => (w.Column.CellOf<TRow>(), w.Value))];

    public void Write(in TRow row)
    {
        foreach (var (of, wanted) in where)
            if (of.Text(row) != wanted) return;
        // A table without ticks is of the end of the run, which no window leaves out.
        Add(tick is null ? Column.Spec.From : (int)tick.Number(row), value.Number(row), part?.Number(row) ?? 0);
    }
}
