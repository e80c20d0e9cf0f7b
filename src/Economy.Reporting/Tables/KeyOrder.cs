using Economy.Core.Records;

namespace Economy.Reporting.Tables;

/// <summary>A key column: its value as a number or as text, whichever it is.</summary>
internal sealed class KeyColumn<TRow>(RunColumn column, Cell<TRow> cell)
    where TRow : struct
{
    internal bool IsText { get; } = column.Type == "text";

    internal string Text(in TRow row) => cell.Text(row);

    internal bool IsEqual(in TRow a, in TRow b) => IsText ? cell.Text(a) == cell.Text(b) : cell.Whole(a) == cell.Whole(b);

    internal bool IsLarger(in TRow a, in TRow b) => cell.Whole(a) > cell.Whole(b);

    internal string Describe(in TRow row) => $"{column.Header} {cell.Text(row)}";
}

/// <summary>
/// Checks that rows come in the order of a unique key. In the first key column that differs from the row before, a number has
/// grown, and a text is one not yet seen under the same columns before it: texts follow the order in which the scenario
/// declares them, not the alphabet.
/// </summary>
internal sealed class KeyOrder<TRow>
    where TRow : struct
{
    private readonly KeyColumn<TRow>[] keys = Rows<TRow>.Keys;
    private readonly HashSet<string>[] seen = [.. Rows<TRow>.Keys.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
    private TRow last;
    private bool any;

    /// <summary>Takes the next row.</summary>
    /// <returns>Null, or what is wrong with its key; the row is then not taken.</returns>
    internal string? Next(in TRow row)
    {
        var column = any ? FirstDifference(row) : 0;
        if (column == keys.Length) return $"key {Describe(row)} appears twice";
        if (any && !Follows(column, row)) return $"key {Describe(row)} comes after {Describe(last)}";
        for (var i = column; i < keys.Length; i++)
        {
            if (i > column) seen[i].Clear();
            if (keys[i].IsText) seen[i].Add(keys[i].Text(row));
        }

        (last, any) = (row, true);
        return null;
    }

    private int FirstDifference(in TRow row)
    {
        var i = 0;
        while (i < keys.Length && keys[i].IsEqual(row, last)) i++;
        return i;
    }

    private bool Follows(int column, in TRow row) =>
        keys[column].IsText ? !seen[column].Contains(keys[column].Text(row)) : keys[column].IsLarger(row, last);

    private string Describe(TRow row) =>
        string.Join(", ", keys.Select(k => k.Describe(row)));
}
