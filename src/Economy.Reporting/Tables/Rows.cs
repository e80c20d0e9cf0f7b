using Economy.Core.Records;

namespace Economy.Reporting.Tables;

/// <summary>How rows of one type are written, read and ordered, by the attributes of the type.</summary>
internal static class Rows<TRow>
    where TRow : struct
{
    internal static readonly RunTable Table = RunTable.Of(typeof(TRow));
    internal static readonly Cell<TRow>[] Cells = [.. Table.Columns.Select(c => c.CellOf<TRow>())];
    internal static readonly KeyColumn<TRow>[] Keys = [.. Table.Columns.Zip(Cells).Where(c => c.First.IsKey).Select(c => new KeyColumn<TRow>(c.First, c.Second))];

    /// <summary>Writes the cells of a row.</summary>
    internal static void Write(CsvWriter csv, in TRow row)
    {
        foreach (var cell in Cells) cell.Write(csv, row);
    }

    /// <summary>Makes a row of a record's cells.</summary>
    internal static TRow Read(CsvRecord record)
    {
        var row = default(TRow);
        for (var c = 0; c < Cells.Length; c++) Cells[c].Read(record, c, ref row);
        return row;
    }
}
