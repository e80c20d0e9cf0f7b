using Economy.Core.Records;
using System.Globalization;

namespace Economy.Reporting.Tables;

/// <summary>The cells of one row of a file, as text until a row type asks for them. Reused from row to row.</summary>
internal sealed class CsvRecord(string file, RunTable table)
{
    private readonly List<int> ends = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> texts =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private char[] text = new char[256];
    private int used;

    /// <summary>Line of the file at which the row starts, from 1.</summary>
    internal int Line { get; private set; }

    internal int Cells => ends.Count;

    internal void Start(int line)
    {
        (Line, used) = (line, 0);
        ends.Clear();
    }

    internal void Append(char c)
    {
        if (used == text.Length) Array.Resize(ref text, used * 2);
        text[used++] = c;
    }

    internal void EndCell() => ends.Add(used);

    internal ReadOnlySpan<char> this[int column] => text.AsSpan((column == 0 ? 0 : ends[column - 1])..ends[column]);

    internal int Int(int column) =>
        int.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
            : throw Wrong(column, "a whole number of 32 bits");

    internal long Long(int column) =>
        long.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
            : throw Wrong(column, "a whole number");

    internal long? LongOrNone(int column) => this[column].IsEmpty ? null : Long(column);

    internal double Double(int column)
    {
        if (this[column].IsEmpty) return double.NaN;
        return double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
            : throw Wrong(column, "a number, or nothing");
    }

    internal string Text(int column)
    {
        const int Kept = 4096;
        if (texts.TryGetValue(this[column], out var known)) return known;
        var fresh = this[column].ToString();
        if (texts.Set.Count < Kept) texts.Set.Add(fresh);
        return fresh;
    }

    internal RunFormatException Wrong(int column, string expected) =>
        new(file, Line, table.Columns[column].Header, expected, this[column].ToString());
}
