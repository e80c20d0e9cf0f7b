using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Economy.Experiments.Sweeps;

/// <summary>
/// The results of a study: one SQLite file, under a write-ahead log, that any language opens. A run and all that was read off it are one
/// transaction, so that whatever ends the process, finished runs are there whole. One process at a time writes.
/// </summary>
public sealed class StudyDatabase : IDisposable
{
    private readonly FileStream taken;
    private readonly SqliteConnection connection;
    private readonly string file;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="identity">
    /// What the results are of: name and text of each thing that must not have changed since. The factors are the settings' columns.
    /// </param>
    /// <param name="factors">Names of the factors.</param>
    /// <param name="measures">Names of the measures, for the view <c>results</c>.</param>
    /// <exception cref="StudyFileException">
    /// It is no such file, holds results of something else, or another process is at work on it.
    /// </exception>
    public StudyDatabase(string file, IReadOnlyList<(string Name, string Text)> identity, IReadOnlyList<string> factors,
        IReadOnlyList<string> measures)
    {
        this.file = file;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            taken = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new StudyFileException(file, "another process is at work on it");
        }

        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            Begin(identity, factors, measures);
        }
        catch (Exception failure)
        {
            Dispose();
            if (failure is SqliteException) throw new StudyFileException(file, $"it is no study ({failure.Message})");
            throw;
        }
    }

    /// <summary>Enters a setting, or finds it there as it was.</summary>
    /// <param name="setting">Its number.</param>
    /// <param name="hash">Identifies its scenario, seed apart.</param>
    /// <param name="values">Values of the factors.</param>
    /// <exception cref="StudyFileException">Another setting has the number.</exception>
    public void Enter(int setting, string hash, IReadOnlyList<string> values)
    {
        using var find = Command("SELECT scenario_hash FROM settings WHERE setting = $setting", ("$setting", setting));
        if (find.ExecuteScalar() is string known)
        {
            if (known != hash)
                throw new StudyFileException(file,
                    $"its setting {setting} was run on another scenario than {string.Join(", ", values)} makes");
            return;
        }

        var columns = string.Concat(Enumerable.Range(0, values.Count).Select(i => $", $v{i}"));
        using var enter = Command($"INSERT INTO settings VALUES ($setting, $hash{columns})",
            [("$setting", setting), ("$hash", hash), .. values.Index().Select(v => ($"$v{v.Index}", Value(v.Item)))]);
        enter.ExecuteNonQuery();
    }

    /// <summary>States which setting every point of the design is.</summary>
    public void EnterDesign(IReadOnlyList<int> points) => Whole(() =>
    {
        Execute("DELETE FROM design");
        foreach (var (point, setting) in points.Index())
        {
            using var enter = Command("INSERT INTO design VALUES ($point, $setting)", ("$point", point), ("$setting", setting));
            enter.ExecuteNonQuery();
        }
    });

    /// <summary>Does several things as one: all of them are in the file afterwards, or none.</summary>
    public void Whole(Action action)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            action();
            Execute("COMMIT");
        }
        catch
        {
            Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>The runs that are finished.</summary>
    public IReadOnlySet<RunOrder> Finished()
    {
        using var find = Command("SELECT setting, seed FROM runs WHERE status = 'finished'");
        using var rows = find.ExecuteReader();
        var finished = new HashSet<RunOrder>();
        while (rows.Read()) finished.Add(new(rows.GetInt32(0), (ulong)rows.GetInt64(1)));
        return finished;
    }

    /// <summary>Enters a run that is over, in place of one that failed before.</summary>
    /// <param name="outcome">The run.</param>
    /// <param name="measures">Names of what was measured.</param>
    /// <param name="withSeries">Whether series are kept too.</param>
    public void Enter(RunOutcome outcome, IReadOnlyList<string> measures, bool withSeries) => Whole(() =>
    {
        var (setting, seed) = (outcome.Order.Setting, (long)outcome.Order.Seed);
        using var run = Command("INSERT OR REPLACE INTO runs VALUES ($setting, $seed, $status, $error, $seconds, $digest)",
            ("$setting", setting), ("$seed", seed), ("$status", outcome.Findings is null ? "failed" : "finished"),
            ("$error", outcome.Error), ("$seconds", outcome.Seconds), ("$digest", outcome.Findings?.Digest));
        run.ExecuteNonQuery();
        if (outcome.Findings is null) return;
        using var measure = Command("INSERT OR REPLACE INTO measures VALUES ($setting, $seed, $measure, $value)",
            ("$setting", setting), ("$seed", seed), ("$measure", ""), ("$value", 0.0));
        using var point = Command("INSERT OR REPLACE INTO series VALUES ($setting, $seed, $measure, $tick, $value)",
            ("$setting", setting), ("$seed", seed), ("$measure", ""), ("$tick", 0), ("$value", 0.0));
        foreach (var (name, measured) in measures.Zip(outcome.Findings.Measured))
        {
            (measure.Parameters["$measure"].Value, measure.Parameters["$value"].Value) = (name, Number(measured.Value));
            measure.ExecuteNonQuery();
            foreach (var (tick, value) in withSeries ? measured.Series : [])
            {
                (point.Parameters["$measure"].Value, point.Parameters["$tick"].Value, point.Parameters["$value"].Value) =
                    (name, tick, Number(value));
                point.ExecuteNonQuery();
            }
        }
    });

    /// <summary>Rows of a query, as they come: NULL is null.</summary>
    public IEnumerable<object?[]> Query(string sql)
    {
        using var find = Command(sql);
        using var rows = find.ExecuteReader();
        while (rows.Read())
        {
            var row = new object?[rows.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = rows.IsDBNull(i) ? null : rows.GetValue(i);
            yield return row;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (connection.State == System.Data.ConnectionState.Open)
        {
            try
            {
                Execute("PRAGMA wal_checkpoint(TRUNCATE)"); // So that the one file holds everything.
            }
            catch (SqliteException)
            {
                // It stays in the log beside it, where the next to open the file finds it.
            }
        }

        connection.Dispose();
        taken.Dispose();
    }

    private void Begin(IReadOnlyList<(string Name, string Text)> identity, IReadOnlyList<string> factors, IReadOnlyList<string> measures)
    {
        var columns = string.Concat(factors.Select(f => $", {Quoted(f)} NUMERIC"));
        var values = string.Concat(measures.Select(m => ", (SELECT value FROM measures m WHERE m.setting = r.setting AND m.seed = r.seed "
            + $"AND m.measure = {Quoted(m, '\'')}) AS {Quoted(m)}"));
        Whole(() => Execute(
            $"""
            CREATE TABLE IF NOT EXISTS study (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS settings (setting INTEGER PRIMARY KEY, scenario_hash TEXT NOT NULL{columns});
            CREATE TABLE IF NOT EXISTS design (point INTEGER PRIMARY KEY, setting INTEGER NOT NULL REFERENCES settings);
            CREATE TABLE IF NOT EXISTS runs (setting INTEGER NOT NULL REFERENCES settings, seed INTEGER NOT NULL, status TEXT NOT NULL,
                error TEXT, seconds REAL NOT NULL, digest TEXT, PRIMARY KEY (setting, seed)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS measures (setting INTEGER NOT NULL, seed INTEGER NOT NULL, measure TEXT NOT NULL, value REAL,
                PRIMARY KEY (setting, seed, measure)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS series (setting INTEGER NOT NULL, seed INTEGER NOT NULL, measure TEXT NOT NULL,
                tick INTEGER NOT NULL, value REAL, PRIMARY KEY (setting, seed, measure, tick)) WITHOUT ROWID;
            CREATE VIEW IF NOT EXISTS results AS SELECT s.*, r.seed, r.seconds, r.digest{values}
                FROM runs r JOIN settings s USING (setting) WHERE r.status = 'finished';
            """));
        foreach (var (name, text) in identity)
        {
            using var find = Command("SELECT text FROM study WHERE name = $name", ("$name", name));
            if (find.ExecuteScalar() is string known)
            {
                if (known != text)
                    throw new StudyFileException(file,
                        $"it holds results of another {name}: {Short(known)}, where now it is {Short(text)}");
                continue;
            }

            using var enter = Command("INSERT INTO study VALUES ($name, $text)", ("$name", name), ("$text", text));
            enter.ExecuteNonQuery();
        }
    }

    private static string Short(string text) => text.Length <= 200 ? text : text[..200] + "…";

    private static string Quoted(string name, char quote = '"') =>
        $"{quote}{name.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}";

    private static object Number(double value) => double.IsNaN(value) ? DBNull.Value : value;

    private static object Value(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : text;

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
