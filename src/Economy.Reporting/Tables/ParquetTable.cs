using Economy.Core.Records;
using Parquet;
using Parquet.Schema;

namespace Economy.Reporting.Tables;

/// <summary>
/// Tables as Apache Parquet files: whole numbers as INT32 and INT64, real numbers as DOUBLE with null for NaN, text as UTF-8; headers are those
/// of the CSV file, and file and columns carry their meaning and unit as metadata.
/// </summary>
internal static class ParquetTable
{
    private const int RowsPerGroup = 1 << 16;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; written over if it is there.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="about">What the file says of itself.</param>
    internal static void Write<TRow>(string path, IEnumerable<TRow> rows, IReadOnlyDictionary<string, string> about)
        where TRow : struct
        => WriteAsync(path, rows, about).GetAwaiter().GetResult();

    /// <summary>Reads a file, one row group in memory at a time.</summary>
    /// <exception cref="RunFormatException">It is no Parquet file, or not of this table.</exception>
    internal static IEnumerable<TRow> Read<TRow>(string path)
        where TRow : struct
    {
        var reader = Try(path, () => ParquetReader.CreateAsync(path).GetAwaiter().GetResult());
        try
        {
            Check<TRow>(path, reader.Schema);
            for (var g = 0; g < reader.RowGroupCount; g++)
            {
                var (columns, count) = Try(path, () => ReadGroup<TRow>(reader, g));
                var cells = Array.ConvertAll(columns, c => c.Cells);
                for (var i = 0; i < count; i++) yield return Row<TRow>(cells, i);
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static async Task WriteAsync<TRow>(string path, IEnumerable<TRow> rows, IReadOnlyDictionary<string, string> about)
        where TRow : struct
    {
        var table = Rows<TRow>.Table;
        ParquetColumn<TRow>[] columns = [.. table.Columns.Select(c => ParquetColumn<TRow>.Of(c, RowsPerGroup))];
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (file.ConfigureAwait(false))
        {
            var writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(c => (Field)c.Field)), file).ConfigureAwait(false);
            await using (writer.ConfigureAwait(false))
            {
                writer.CustomMetadata = new Dictionary<string, string>(about) { ["table"] = table.Name, ["meaning"] = table.Meaning };
                foreach (var group in rows.Chunk(RowsPerGroup)) await WriteGroupAsync(writer, columns, group).ConfigureAwait(false);
            }

            file.Flush(flushToDisk: true);
        }
    }

    private static async Task WriteGroupAsync<TRow>(ParquetWriter writer, ParquetColumn<TRow>[] columns, TRow[] rows)
        where TRow : struct
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in columns)
        {
            for (var i = 0; i < rows.Length; i++) column.Take(rows[i], i);
            await column.WriteAsync(group, rows.Length).ConfigureAwait(false);
        }
    }

    private static (ParquetColumn<TRow>[] Columns, int Count) ReadGroup<TRow>(ParquetReader reader, int number)
        where TRow : struct
    {
        using var group = reader.OpenRowGroupReader(number);
        var count = checked((int)group.RowCount);
        ParquetColumn<TRow>[] columns = [.. Rows<TRow>.Table.Columns.Select(c => ParquetColumn<TRow>.Of(c, count))];
        foreach (var (column, there) in columns.Zip(reader.Schema.DataFields)) column.ReadAsync(group, there, count).AsTask().GetAwaiter().GetResult();
        return (columns, count);
    }

    private static void Check<TRow>(string path, ParquetSchema found)
        where TRow : struct
    {
        var wanted = string.Join(", ", Rows<TRow>.Table.Columns.Select(c => Described(ParquetColumn<TRow>.Of(c, 0).Field)));
        var there = string.Join(", ", found.DataFields.Select(Described));
        if (wanted != there) throw new RunFormatException(path, 1, null, $"the columns {wanted}", there);
    }

    private static string Described(DataField field) => $"{field.Name} {field.ClrType.Name}{(field.IsNullable ? "?" : "")}";

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (RunFormatException or OutOfMemoryException))
        {
            throw new RunFormatException(path, 1, null, "a Parquet file", e.Message); // The library has no one type for what is wrong in a file.
        }
    }

    private static TRow Row<TRow>(Array[] cells, int at)
        where TRow : struct
    {
        var row = default(TRow);
        for (var c = 0; c < cells.Length; c++) Rows<TRow>.Cells[c].Take(cells[c], at, ref row);
        return row;
    }
}
