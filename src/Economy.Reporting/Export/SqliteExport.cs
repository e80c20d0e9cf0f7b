using System.Globalization;
using Economy.Core.Records;
using Microsoft.Data.Sqlite;

namespace Economy.Reporting.Export;

/// <summary>
/// A run as one SQLite file: its tables (hyphens in names as underscores) with their keys as primary keys, <c>codebook</c> with type, unit and
/// meaning of each column, and <c>run</c> with what identifies the run.
/// </summary>
internal static class SqliteExport
{
    internal static IReadOnlyList<string> Write(RunReader run, IReadOnlyList<RunTable> tables, string file)
    {
        var opened = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        using var database = new SqliteConnection(opened);
        database.Open();
        using (var transaction = database.BeginTransaction())
        {
            Identity(database, run.Manifest);
            Codebook(database, tables);
            foreach (var table in tables) Fill(database, table, table.Visit(new Cells(run)));
            transaction.Commit();
        }

        return [];
    }

    private static void Fill(SqliteConnection database, RunTable table, IEnumerable<object?[]> rows)
    {
        var columns = table.Columns.Select(c => $"\"{c.Header}\" {TypeOf(c)}{(c.IsKey ? " NOT NULL" : "")}");
        var keys = table.Columns.Where(c => c.IsKey).Select(c => $"\"{c.Header}\"");
        Insert(database, NameOf(table), $"{string.Join(", ", columns)}, PRIMARY KEY ({string.Join(", ", keys)})", table.Columns.Count, rows);
    }

    private static void Codebook(SqliteConnection database, IReadOnlyList<RunTable> tables) => Insert(
        database, "codebook", "\"table\" TEXT, \"column\" TEXT, type TEXT, unit TEXT, is_key INTEGER, meaning TEXT, table_meaning TEXT", 7,
        from table in tables
        from c in table.Columns
        select new object?[] { NameOf(table), c.Header, c.Type, c.Unit, c.IsKey ? 1 : 0, c.Meaning, table.Meaning });

    private static void Identity(SqliteConnection database, RunManifest manifest) => Insert(
        database, "run", "key TEXT PRIMARY KEY, value TEXT", 2,
        new (string Key, string Value)[]
        {
            ("name", manifest.Name), ("description", manifest.Description), ("economy_digest", manifest.EconomyDigest),
            ("settlement_digest", manifest.SettlementDigest), ("scenario_hash", manifest.ScenarioHash),
            ("seed", manifest.Seed.ToString(CultureInfo.InvariantCulture)), ("ticks", Cells.Text(manifest.Ticks)),
            ("tick_seconds", Cells.Text(manifest.TickSeconds)), ("decimals", Cells.Text(manifest.Decimals)), ("chain", manifest.Chain),
            ("scenario", manifest.Scenario),
        }.Select(fact => new object?[] { fact.Key, fact.Value }));

    private static void Insert(SqliteConnection database, string name, string columns, int count, IEnumerable<object?[]> rows)
    {
        using var make = database.CreateCommand();
        make.CommandText = $"CREATE TABLE \"{name}\" ({columns})";
        make.ExecuteNonQuery();
        using var insert = database.CreateCommand();
        insert.CommandText = $"INSERT INTO \"{name}\" VALUES ({string.Join(", ", Enumerable.Range(0, count).Select(i => $"${i}"))})";
        for (var i = 0; i < count; i++) insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        foreach (var row in rows)
        {
            for (var i = 0; i < count; i++) insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
    }

    private static string NameOf(RunTable table) => table.Name.Replace('-', '_');

    private static string TypeOf(RunColumn column) => column.Type switch { "text" => "TEXT", "real" => "REAL", _ => "INTEGER" };
}
