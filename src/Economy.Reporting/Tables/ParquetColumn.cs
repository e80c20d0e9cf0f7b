using Economy.Core.Records;
using Parquet;
using Parquet.Schema;

namespace Economy.Reporting.Tables;

/// <summary>One column of a table on its way into or out of a Parquet file, a row group at a time.</summary>
internal abstract class ParquetColumn<TRow>(RunColumn column, DataField inFile)
    where TRow : struct
{
    /// <summary>What the file declares.</summary>
    internal DataField Field => inFile;

    /// <summary>The cells, in the type of the row's property.</summary>
    internal abstract Array Cells { get; }

    /// <summary>The column of a row type's property.</summary>
    internal static ParquetColumn<TRow> Of(RunColumn column, int capacity)
    {
        var type = column.Property.PropertyType;
        if (type == typeof(int)) return new WholeColumn<TRow, int>(column, capacity);
        if (type == typeof(long)) return new WholeColumn<TRow, long>(column, capacity);
        if (type == typeof(double)) return new RealColumn<TRow>(column, capacity);
        if (type == typeof(long?)) return new OptionalColumn<TRow>(column, capacity);
        return type == typeof(string) ? new TextColumn<TRow>(column, capacity)
            : throw new NotSupportedException($"A result table cannot hold a {type}.");
    }

    internal abstract void Take(in TRow row, int at);

    internal abstract Task WriteAsync(ParquetRowGroupWriter to, int count);

    internal abstract ValueTask ReadAsync(ParquetRowGroupReader from, DataField there, int count);

    /// <summary>What readers of the column are told: its meaning and its unit.</summary>
    protected Dictionary<string, string> About { get; } =
        column.Unit.Length == 0 ? new() { ["meaning"] = column.Meaning } : new() { ["meaning"] = column.Meaning, ["unit"] = column.Unit };
}

/// <summary>The same with its cells.</summary>
internal abstract class ParquetColumn<TRow, T>(RunColumn column, DataField inFile, int capacity) : ParquetColumn<TRow>(column, inFile)
    where TRow : struct
{
    private readonly Cell<TRow, T> cell = (Cell<TRow, T>)column.CellOf<TRow>();

    protected T[] Values { get; } = new T[capacity];

    internal sealed override Array Cells => Values;

    internal sealed override void Take(in TRow row, int at) => Values[at] = cell.Of(row);
}

/// <summary>Whole numbers.</summary>
internal sealed class WholeColumn<TRow, T>(RunColumn column, int capacity)
    : ParquetColumn<TRow, T>(column, new DataField<T>(column.Header, false), capacity)
    where TRow : struct
    where T : struct
{
    internal override Task WriteAsync(ParquetRowGroupWriter to, int count) =>
        to.WriteAsync<T>(Field, Values.AsMemory(0, count), null, About);

    internal override ValueTask ReadAsync(ParquetRowGroupReader from, DataField there, int count) => from.ReadAsync(there, Values.AsMemory(0, count));
}

/// <summary>Real numbers; null in the file where the row has NaN, which an empty cell stands for in text.</summary>
internal sealed class RealColumn<TRow>(RunColumn column, int capacity)
    : ParquetColumn<TRow, double>(column, new DataField<double>(column.Header, true), capacity)
    where TRow : struct
{
    private readonly double?[] inFile = new double?[capacity];

    internal override Task WriteAsync(ParquetRowGroupWriter to, int count)
    {
        for (var i = 0; i < count; i++) inFile[i] = double.IsNaN(Values[i]) ? null : Values[i];
        return to.WriteAsync<double>(Field, inFile.AsMemory(0, count), null, About);
    }

    internal override async ValueTask ReadAsync(ParquetRowGroupReader from, DataField there, int count)
    {
        await from.ReadAsync(there, inFile.AsMemory(0, count)).ConfigureAwait(false);
        for (var i = 0; i < count; i++) Values[i] = inFile[i] ?? double.NaN;
    }
}

/// <summary>Whole numbers that may be missing.</summary>
internal sealed class OptionalColumn<TRow>(RunColumn column, int capacity)
    : ParquetColumn<TRow, long?>(column, new DataField<long>(column.Header, true), capacity)
    where TRow : struct
{
    internal override Task WriteAsync(ParquetRowGroupWriter to, int count) =>
        to.WriteAsync<long>(Field, Values.AsMemory(0, count), null, About);

    internal override ValueTask ReadAsync(ParquetRowGroupReader from, DataField there, int count) => from.ReadAsync(there, Values.AsMemory(0, count));
}

/// <summary>Text.</summary>
internal sealed class TextColumn<TRow>(RunColumn column, int capacity)
    : ParquetColumn<TRow, string>(column, new DataField<string>(column.Header, false), capacity)
    where TRow : struct
{
    internal override Task WriteAsync(ParquetRowGroupWriter to, int count) =>
        to.WriteAsync(Field, new ArraySegment<string>(Values, 0, count), null);

    internal override ValueTask ReadAsync(ParquetRowGroupReader from, DataField there, int count) => from.ReadAsync(there, ((string?[])Values).AsMemory(0, count));
}
