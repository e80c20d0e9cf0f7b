using Economy.Core.Records;
using Economy.Reporting.Tables;

namespace Economy.Reporting.Runs;

/// <summary>How the rows of a tick are spread in one column, for those of one label.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Label">What the rows have in common: their type, or their asset; empty where nothing.</param>
/// <param name="Column">Header of the column.</param>
/// <param name="P10">The value that a tenth of the rows lie below.</param>
/// <param name="Median">The value in the middle.</param>
/// <param name="P90">The value that a tenth of the rows lie above.</param>
internal readonly record struct Spread(int Tick, string Label, string Column, double P10, double Median, double P90);

/// <summary>Rows of a run whose long tables are kept as the spreads of their ticks.</summary>
internal interface ISummarised
{
    /// <summary>The spreads of a table, in order of ticks.</summary>
    IReadOnlyList<Spread> Summaries<TRow>()
        where TRow : struct;
}

/// <summary>
/// Sums up a table with very many rows a tick, as they come: of each tick the deciles of every column, by the first text that is no key. Rows
/// are kept only until their tick is over.
/// </summary>
internal sealed class TickSummary<TRow>
    where TRow : struct
{
    private static readonly (string Header, Func<TRow, double> Number)[] Numbers =
        [.. Rows<TRow>.Table.Columns.Where(c => !c.IsKey && c.Type != "text").Select(c => (c.Header, NumberOf(c)))];

    private static readonly Func<TRow, string> Label = LabelOf(keysOnly: false);
    private readonly OrderedDictionary<string, List<double>[]> now = [];
    private readonly List<Spread> done = [];
    private int tick = -1;

    /// <summary>Tick of a row, whose table begins with it.</summary>
    internal static Func<TRow, int> TickOf { get; } = row => (int)Rows<TRow>.Cells[0].Whole(row);

    /// <summary>The spreads of the ticks that are over.</summary>
    internal IReadOnlyList<Spread> Done => done;

    /// <summary>Takes the next row.</summary>
    internal void Add(in TRow row)
    {
        if (TickOf(row) != tick) Close();
        tick = TickOf(row);
        var label = Label(row);
        if (!now.TryGetValue(label, out var columns)) now[label] = columns = Array.ConvertAll(Numbers, _ => new List<double>());
        for (var i = 0; i < columns.Length; i++)
            if (Numbers[i].Number(row) is var value && !double.IsNaN(value)) columns[i].Add(value);
    }

    /// <summary>The tick whose rows have come is over.</summary>
    internal void Close()
    {
        foreach (var (label, columns) in now)
            for (var i = 0; i < columns.Length; i++)
            {
                if (columns[i].Count == 0) continue;
                columns[i].Sort();
                done.Add(new(tick, label, Numbers[i].Header, At(columns[i], 0.1), At(columns[i], 0.5), At(columns[i], 0.9)));
            }

        now.Clear();
    }

    /// <summary>Reads a column as a number; NaN where it has none.</summary>
    internal static Func<TRow, double> NumberOf(RunColumn column)
    {
        var cell = column.CellOf<TRow>();
        return row => cell.Number(row);
    }

    /// <summary>What a row is called: its keys after the tick, or its first text that is no key.</summary>
    internal static Func<TRow, string> LabelOf(bool keysOnly)
    {
        var columns = Rows<TRow>.Table.Columns.Skip(1);
        Cell<TRow>[] cells = [.. (keysOnly ? columns.Where(c => c.IsKey) : columns.Where(c => !c.IsKey && c.Type == "text").Take(1)).Select(Cells.CellOf<TRow>)];
        return cells.Length switch
        {
            0 => _ => "",
            1 => row => cells[0].Text(row),
            _ => row => string.Join(", ", cells.Select(c => c.Text(row))),
        };
    }

    /// <summary>The quantile of sorted values, linear between them (Hyndman and Fan's type 7).</summary>
    private static double At(List<double> sorted, double part)
    {
        var place = part * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + (above - below) * (place - Math.Floor(place));
    }
}
