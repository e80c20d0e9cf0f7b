using System.Globalization;
using System.Runtime.CompilerServices;
using Economy.Core.Records;

namespace Economy.Reporting.Tables;

/// <summary>Finds the cells of columns.</summary>
public static class Cells
{
    /// <summary>The cells of a column.</summary>
    /// <typeparam name="TRow">The type of its rows.</typeparam>
    /// <exception cref="NotSupportedException">A table cannot hold the type of the property.</exception>
    public static Cell<TRow> CellOf<TRow>(this RunColumn column)
        where TRow : struct
    {
        var type = column.Property.PropertyType;
        if (type == typeof(int)) return new IntCell<TRow>(column);
        if (type == typeof(long)) return new LongCell<TRow>(column);
        if (type == typeof(double)) return new DoubleCell<TRow>(column);
        if (type == typeof(long?)) return new OptionalCell<TRow>(column);
        return type == typeof(string) ? new TextCell<TRow>(column) : throw new NotSupportedException($"A result table cannot hold a {type}.");
    }
}

/// <summary>
/// One column of the rows of one type: reads and sets its cell in a row by the property's own accessors, so that nothing is compiled or
/// interpreted where rows are many.
/// </summary>
/// <typeparam name="TRow">The type of the rows, with its table's attributes.</typeparam>
public abstract class Cell<TRow>
    where TRow : struct
{
    /// <summary>The cell as a number; NaN where it has none.</summary>
    public abstract double Number(in TRow row);

    /// <summary>The cell as text, empty where there is nothing in it.</summary>
    public abstract string Text(in TRow row);

    /// <summary>The cell as a whole number, where it is one.</summary>
    internal abstract long Whole(in TRow row);

    internal abstract void Write(CsvWriter csv, in TRow row);

    internal abstract void Read(CsvRecord from, int column, ref TRow row);

    /// <summary>Sets the cell to one of many.</summary>
    internal abstract void Take(Array cells, int at, ref TRow row);
}

/// <summary>The same, with the type of its cells.</summary>
internal abstract class Cell<TRow, T>(RunColumn column) : Cell<TRow>
    where TRow : struct
{
    private readonly Getter get = column.Property.GetMethod!.CreateDelegate<Getter>();
    private readonly Setter set = column.Property.SetMethod!.CreateDelegate<Setter>();

    private delegate T Getter(ref TRow row);

    private delegate void Setter(ref TRow row, T value);

    internal T Of(in TRow row) => get(ref Unsafe.AsRef(in row));

    public override string Text(in TRow row) => Convert.ToString(Of(row), CultureInfo.InvariantCulture) ?? "";

    internal override long Whole(in TRow row) => throw new NotSupportedException($"{column.Header} of {typeof(TRow).Name} is no whole number.");

    internal sealed override void Take(Array cells, int at, ref TRow row) => Put(ref row, ((T[])cells)[at]);

    protected void Put(ref TRow row, T value) => set(ref row, value);
}

internal sealed class IntCell<TRow>(RunColumn column) : Cell<TRow, int>(column)
    where TRow : struct
{
    public override double Number(in TRow row) => Of(row);

    internal override long Whole(in TRow row) => Of(row);

    internal override void Write(CsvWriter csv, in TRow row) => csv.Write(Of(row));

    internal override void Read(CsvRecord from, int column, ref TRow row) => Put(ref row, from.Int(column));
}

internal sealed class LongCell<TRow>(RunColumn column) : Cell<TRow, long>(column)
    where TRow : struct
{
    public override double Number(in TRow row) => Of(row);

    internal override long Whole(in TRow row) => Of(row);

    internal override void Write(CsvWriter csv, in TRow row) => csv.Write(Of(row));

    internal override void Read(CsvRecord from, int column, ref TRow row) => Put(ref row, from.Long(column));
}

internal sealed class DoubleCell<TRow>(RunColumn column) : Cell<TRow, double>(column)
    where TRow : struct
{
    public override double Number(in TRow row) => Of(row);

    internal override void Write(CsvWriter csv, in TRow row) => csv.Write(Of(row));

    internal override void Read(CsvRecord from, int column, ref TRow row) => Put(ref row, from.Double(column));
}

internal sealed class OptionalCell<TRow>(RunColumn column) : Cell<TRow, long?>(column)
    where TRow : struct
{
    public override double Number(in TRow row) => Of(row) ?? double.NaN;

    internal override void Write(CsvWriter csv, in TRow row) => csv.Write(Of(row));

    internal override void Read(CsvRecord from, int column, ref TRow row) => Put(ref row, from.LongOrNone(column));
}

internal sealed class TextCell<TRow>(RunColumn column) : Cell<TRow, string>(column)
    where TRow : struct
{
    public override double Number(in TRow row) => double.NaN;

    public override string Text(in TRow row) => Of(row);

    internal override void Write(CsvWriter csv, in TRow row) => csv.Write(Of(row));

    internal override void Read(CsvRecord from, int column, ref TRow row) => Put(ref row, from.Text(column));
}
