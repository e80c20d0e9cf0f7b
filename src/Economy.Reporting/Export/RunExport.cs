using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting.Export;
using Economy.Reporting.Runs;

namespace Economy.Reporting;

/// <summary>What a run can be exported to.</summary>
public enum ExportFormat
{
    /// <summary>A folder of CSV files as Stata takes them, with a do-file that loads and labels them, and a codebook.</summary>
    Csv,

    /// <summary>A folder of Apache Parquet files.</summary>
    Parquet,

    /// <summary>One SQLite file, with a codebook and what identifies the run.</summary>
    Sqlite,
}

/// <summary>Hands the tables of a run over to other programs.</summary>
public static class RunExport
{
    /// <summary>Where an export goes unless told otherwise: beside the run.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="to">The format.</param>
    public static string Place(string folder, ExportFormat to) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + (to == ExportFormat.Sqlite ? ".sqlite" : $"-{Core.Words.Kebab(to.ToString())}");

    /// <summary>Writes an export, whole or not at all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="to">The format.</param>
    /// <param name="path">The file, or the folder, in which nothing may stand yet.</param>
    /// <returns>What is worth saying of it: where the other format cannot hold what the run has.</returns>
    /// <exception cref="RunOutputException">Something stands there, or it cannot be written.</exception>
    /// <exception cref="RunFormatException">A table of the run cannot be read.</exception>
    public static IReadOnlyList<string> Write(RunReader run, ExportFormat to, string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.Exists(path)) throw new RunOutputException(path, "something stands here already", "Move it away, or give another place with --out.");
        var tables = Observer.All.Select(o => o.Table).Where(t => run.Manifest.Tables.Any(w => w.Name == t.Name)).ToList();
        var aside = Durable.Aside(path);
        try
        {
            return RunOutputException.At(path, () =>
            {
                Remove(aside);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var notes = to == ExportFormat.Sqlite ? SqliteExport.Write(run, tables, aside)
                    : to == ExportFormat.Csv ? StataExport.Write(run, tables, aside) : Parquet(run, tables, aside);
                if (to == ExportFormat.Sqlite) File.Move(aside, path);
                else Directory.Move(aside, path);
                return notes;
            });
        }
        finally
        {
            Remove(aside);
        }
    }

    private static IReadOnlyList<string> Parquet(RunReader run, IReadOnlyList<RunTable> tables, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var table in tables) table.Visit(new ParquetFiles.Written(run, folder));
        return [];
    }

    private static void Remove(string aside)
    {
        if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        else File.Delete(aside);
    }
}
