using System.Globalization;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting.Tables;

namespace Economy.Reporting.Runs;

/// <summary>The tables of a run folder, from text to Parquet when the run is complete, and back where it is to go on.</summary>
internal static class ParquetFiles
{
    /// <summary>Writes a Parquet file beside the text of each table.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="tables">Names of the tables.</param>
    /// <param name="manifest">What the files are to say of their run.</param>
    /// <exception cref="RunOutputException">One of them cannot be written.</exception>
    internal static void Write(string folder, IEnumerable<string> tables, RunManifest manifest)
    {
        var names = tables.ToHashSet(StringComparer.Ordinal);
        foreach (var table in Observer.All.Select(o => o.Table).Where(t => names.Contains(t.Name)))
            RunOutputException.At(Path.Combine(folder, table.FileAs(TableFormat.Parquet)),
                () => _ = table.Visit(new ToParquet(folder, manifest)));
    }

    /// <summary>Writes the text of each table that a complete run has as Parquet.</summary>
    internal static void ToText(string complete, string folder)
    {
        var run = RunReader.Open(complete);
        if (run.Manifest.TableFormat == TableFormat.Csv) return;
        foreach (var table in Observer.All.Select(o => o.Table).Where(t => run.Manifest.Tables.Any(w => w.Name == t.Name)))
            table.Visit(new FromParquet(run, folder));
    }

    /// <summary>What a file says of the run that it is of.</summary>
    private static Dictionary<string, string> About(RunManifest manifest) => new()
    {
        ["run"] = manifest.Name,
        ["seed"] = manifest.Seed.ToString(CultureInfo.InvariantCulture),
        ["scenarioHash"] = manifest.ScenarioHash,
        ["minorUnitsPerCoin"] = Math.Pow(10, manifest.Decimals).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Writes a table of a run as a Parquet file into a folder.</summary>
    internal sealed class Written(RunReader run, string folder) : IRowVisitor<bool>
    {
        public bool Visit<TRow>()
            where TRow : struct
        {
            ParquetTable.Write(Path.Combine(folder, Rows<TRow>.Table.FileAs(TableFormat.Parquet)), run.Stream<TRow>(), About(run.Manifest));
            return true;
        }
    }

    private sealed class ToParquet(string folder, RunManifest manifest) : IRowVisitor<bool>
    {
        public bool Visit<TRow>()
            where TRow : struct
        {
            var file = Path.Combine(folder, Rows<TRow>.Table.FileAs(TableFormat.Parquet));
            ParquetTable.Write(file, RunReader.StreamFile<TRow>(folder), About(manifest));
            return true;
        }
    }

    private sealed class FromParquet(RunReader run, string folder) : IRowVisitor<bool>
    {
        public bool Visit<TRow>()
            where TRow : struct
        {
            using var file = new FileStream(Path.Combine(folder, Rows<TRow>.Table.File), FileMode.Create, FileAccess.Write);
            CanonicalText.Write(run.Stream<TRow>(), bytes => file.Write(bytes));
            return true;
        }
    }
}
