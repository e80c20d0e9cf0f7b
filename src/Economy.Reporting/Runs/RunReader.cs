using Economy.Core.Records;
using Economy.Reporting.Tables;

namespace Economy.Reporting;

/// <summary>Reads the tables of a run folder back into typed rows.</summary>
public sealed class RunReader : IRunTables
{
    private RunReader(string folder, RunManifest manifest) => (Folder, Manifest) = (folder, manifest);

    /// <summary>The run folder.</summary>
    public string Folder { get; }

    /// <inheritdoc />
    public RunManifest Manifest { get; }

    /// <summary>Opens a run folder.</summary>
    /// <exception cref="RunFormatException">It holds no manifest of a run.</exception>
    public static RunReader Open(string folder) => new(folder, RunManifest.Read(folder));

    /// <summary>Whether the run wrote the table.</summary>
    public bool Has<TRow>()
        where TRow : struct
        => Has(RunTable.Of(typeof(TRow)));

    /// <summary>Whether the run wrote the table.</summary>
    public bool Has(RunTable table) => Manifest.Tables.Any(t => t.Name == table.Name);

    /// <inheritdoc />
    /// <exception cref="RunFormatException">The file is missing, or a cell is not what its column declares.</exception>
    public IReadOnlyList<TRow> Read<TRow>()
        where TRow : struct
        => [.. Stream<TRow>()];

    /// <inheritdoc />
    /// <exception cref="RunFormatException">The file is missing, or a cell is not what its column declares.</exception>
    public IEnumerable<TRow> Stream<TRow>()
        where TRow : struct
        => Has<TRow>() ? StreamFile<TRow>(Folder, Manifest.TableFormat) : [];

    internal static IEnumerable<TRow> StreamFile<TRow>(string folder, TableFormat format = TableFormat.Csv)
        where TRow : struct
        => format == TableFormat.Parquet ? ParquetTable.Read<TRow>(Path.Combine(folder, Rows<TRow>.Table.FileAs(format)))
            : StreamText<TRow>(folder);

    private static IEnumerable<TRow> StreamText<TRow>(string folder)
        where TRow : struct
    {
        var table = Rows<TRow>.Table;
        using var csv = new CsvReader(Path.Combine(folder, table.File), table);
        CheckHeader(csv, table);
        while (csv.Next())
        {
            if (csv.Record.Cells != table.Columns.Count) throw csv.Wrong($"{table.Columns.Count} cells", $"{csv.Record.Cells}");
            yield return Rows<TRow>.Read(csv.Record);
        }
    }

    private static void CheckHeader(CsvReader csv, RunTable table)
    {
        if (!csv.Next()) throw csv.Wrong("a header line", "");
        var found = string.Join(',', Enumerable.Range(0, csv.Record.Cells).Select(i => csv.Record[i].ToString()));
        if (found != table.HeaderLine) throw csv.Wrong($"the header {table.HeaderLine}", found);
    }
}
