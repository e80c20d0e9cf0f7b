using System.Linq.Expressions;
using Economy.Core.Records;

namespace Economy.Reporting.Tables;

/// <summary>Writes the cells of one row.</summary>
internal delegate void RowWriter<TRow>(CsvWriter csv, in TRow row);

/// <summary>How rows of one type are written, read and ordered: compiled once from the row's attributes.</summary>
internal static class Rows<TRow>
    where TRow : struct
{
    internal static readonly RunTable Table = RunTable.Of(typeof(TRow));
    internal static readonly RowWriter<TRow> Write = CompileWrite();
    internal static readonly Func<CsvRecord, TRow> Read = CompileRead();
    internal static readonly KeyColumn<TRow>[] Keys = [.. Table.Columns.Where(c => c.IsKey).Select(KeyOf)];

    private static RowWriter<TRow> CompileWrite()
    {
        var csv = Expression.Parameter(typeof(CsvWriter));
        var row = Expression.Parameter(typeof(TRow).MakeByRefType());
        var cells = Table.Columns.Select(
            column => Expression.Call(csv, CsvWriter.Cell(column.Property.PropertyType), Expression.Property(row, column.Property)));
        return Expression.Lambda<RowWriter<TRow>>(Expression.Block(cells), csv, row).Compile();
    }

    private static Func<CsvRecord, TRow> CompileRead()
    {
        var record = Expression.Parameter(typeof(CsvRecord));
        var cells = Table.Columns.Select(
            (column, i) => Expression.Call(record, CsvRecord.Cell(column.Property.PropertyType), Expression.Constant(i)));
        var constructor = typeof(TRow).GetConstructor([.. Table.Columns.Select(c => c.Property.PropertyType)])!;
        return Expression.Lambda<Func<CsvRecord, TRow>>(Expression.New(constructor, cells), record).Compile();
    }

    private static KeyColumn<TRow> KeyOf(RunColumn column)
    {
        var row = Expression.Parameter(typeof(TRow));
        var cell = Expression.Property(row, column.Property);
        return column.Property.PropertyType == typeof(string)
            ? new(column.Header, null, Expression.Lambda<Func<TRow, string>>(cell, row).Compile())
            : new(column.Header, Expression.Lambda<Func<TRow, long>>(Expression.Convert(cell, typeof(long)), row).Compile(), null);
    }
}
