using System.Globalization;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Reporting.Tables;
using Economy.Tests.Cli;
using Microsoft.Data.Sqlite;

namespace Economy.Tests.Reporting.Export;

/// <summary>What is handed over of a run is what the run wrote.</summary>
public sealed class RunExportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_as_Parquet_has_the_digests_of_one_as_text_verifies_and_reads_back_row_by_row()
    {
        var text = await RunAsync("text");
        var parquet = await RunAsync("parquet", "--set", "output.format=parquet");
        Assert.Equal(text.Manifest.EconomyDigest, parquet.Manifest.EconomyDigest);
        Assert.Equal(text.Manifest.SettlementDigest, parquet.Manifest.SettlementDigest);
        Assert.Equal(text.Manifest.Tables, parquet.Manifest.Tables);
        Assert.Empty(Directory.EnumerateFiles(parquet.Folder, "*.csv"));
        Assert.Equal(text.Manifest.Tables.Count, Directory.EnumerateFiles(parquet.Folder, "*.parquet").Count());
        Assert.True(text.Read<TickRow>().SequenceEqual(parquet.Read<TickRow>()));
        Assert.True(text.Read<TradeRow>().SequenceEqual(parquet.Read<TradeRow>()));
        Assert.True(text.Read<SettlementRow>().SequenceEqual(parquet.Read<SettlementRow>()));
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/parquet"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.Contains("ticks.parquet", File.ReadAllText(Path.Combine(parquet.Folder, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_Parquet_file_is_found()
    {
        var run = await RunAsync("forged", "--set", "output.format=parquet");
        var rows = run.Read<TickRow>().Select(r => r.Tick == 3 ? r with { WealthGini = 0.5 } : r).ToList();
        ParquetTable.Write(Path.Combine(run.Folder, "ticks.parquet"), rows, new Dictionary<string, string>());
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/forged"]);
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("FAILED       Every table has the hash that the manifest gives: ticks", verified.Output, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(run.Folder, "ticks.parquet"), "no Parquet at all");
        Assert.Contains("a Parquet file", (await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/forged"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complete_run_as_Parquet_goes_on_from_its_checkpoint_to_the_digests_of_a_longer_one()
    {
        await RunAsync("longer", "--set", "output.format=parquet", "--ticks", "5", "--checkpoint-every", "2");
        var resumed = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/longer", "--ticks", "8", "--quiet"]);
        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        var whole = await RunAsync("whole", "--ticks", "8");
        var longer = RunReader.Open(folder["runs/longer"]);
        Assert.Equal(whole.Manifest.EconomyDigest, longer.Manifest.EconomyDigest);
        Assert.True(whole.Read<ParticipantRow>().SequenceEqual(longer.Read<ParticipantRow>()));
    }

    [Fact]
    public async Task Parquet_and_SQLite_hold_every_row_of_every_table()
    {
        var run = await RunAsync("whole");
        Assert.Empty(RunExport.Write(run, ExportFormat.Parquet, folder["parquet"]));
        Assert.Empty(RunExport.Write(run, ExportFormat.Sqlite, folder["whole.sqlite"]));
        foreach (var table in run.Manifest.Tables)
            Assert.Equal(table.Sha256, Observer.All.Single(o => o.Table.Name == table.Name).Table.Visit(new HashOfParquet(folder["parquet"])));
        using var database = new SqliteConnection($"Data Source={folder["whole.sqlite"]};Mode=ReadOnly;Pooling=False");
        database.Open();
        foreach (var table in run.Manifest.Tables)
            Assert.Equal(table.Rows, One<long>(database, $"SELECT COUNT(*) FROM \"{table.Name.Replace('-', '_')}\""));
        Assert.Equal(run.Read<TickRow>().Sum(r => r.MoneySupply), One<long>(database, "SELECT SUM(money_supply_minor) FROM ticks"));
        Assert.Equal(run.Read<TickRow>()[^1].WealthGini, One<double>(database, "SELECT wealth_gini FROM ticks ORDER BY tick DESC LIMIT 1"));
        Assert.Equal(run.Read<TickRow>().Count(r => double.IsNaN(r.PriceIndex)), One<long>(database, "SELECT COUNT(*) FROM ticks WHERE price_index IS NULL"));
        Assert.Equal(run.Manifest.EconomyDigest, One<string>(database, "SELECT value FROM run WHERE key = 'economy_digest'"));
        Assert.Equal("minor per hour", One<string>(database, "SELECT unit FROM codebook WHERE \"column\" = 'fee_minor_per_hour'"));
    }

    [Fact]
    public async Task Text_for_Stata_is_the_run_s_own_with_names_that_Stata_takes_and_a_do_file_that_labels_them()
    {
        var run = await RunAsync("whole");
        Assert.Empty(RunExport.Write(run, ExportFormat.Csv, folder["csv"]));
        foreach (var table in run.Manifest.Tables)
        {
            var exported = File.ReadAllText(folder[$"csv/{table.Name}.csv"]);
            Assert.Equal(File.ReadAllText(Path.Combine(run.Folder, table.Name + ".csv")), exported); // No header of today is too long for Stata.
            Assert.All(exported.Split('\n')[0].Split(','), name => Assert.Matches("^[A-Za-z_][A-Za-z0-9_]{0,31}$", name));
            Assert.Contains($"import delimited using \"{table.Name}.csv\", clear", File.ReadAllText(folder["csv/load.do"]), StringComparison.Ordinal);
        }

        Assert.All(File.ReadLines(folder["csv/load.do"]).Where(l => l.StartsWith("label", StringComparison.Ordinal)), l => Assert.Matches("^label (data|variable [a-z0-9_]+) \"[^\"`$]{1,80}\"$", l));
        Assert.Equal(1 + run.Manifest.Tables.Sum(t => Observer.All.Single(o => o.Table.Name == t.Name).Table.Columns.Count), File.ReadLines(folder["csv/codebook.csv"]).Count());
    }

    [Fact]
    public async Task An_export_writes_over_nothing_and_says_what_is_wrong()
    {
        await RunAsync("whole");
        Assert.Equal(0, (await EconomyProcess.RunAsync(folder.Path, ["export", "runs/whole", "--to", "parquet"])).ExitCode);
        Assert.True(File.Exists(folder["runs/whole-parquet/ticks.parquet"]));
        var again = await EconomyProcess.RunAsync(folder.Path, ["export", "runs/whole", "--to", "parquet"]);
        Assert.Equal((2, true), (again.ExitCode, again.Error.Contains("something stands here already", StringComparison.Ordinal)));
        Assert.Equal(2, (await EconomyProcess.RunAsync(folder.Path, ["export", "runs/none", "--to", "sqlite"])).ExitCode);
    }

    private async Task<RunReader> RunAsync(string name, params string[] more)
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--name", name, "--quiet", .. more]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return RunReader.Open(folder[$"runs/{name}"]);
    }

    private static T One<T>(SqliteConnection database, string query)
    {
        using var command = database.CreateCommand();
        command.CommandText = query;
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), CultureInfo.InvariantCulture);
    }

    private sealed class HashOfParquet(string folder) : IRowVisitor<string>
    {
        public string Visit<TRow>()
            where TRow : struct
            => CanonicalText.HashOf(RunReader.StreamFile<TRow>(folder, TableFormat.Parquet));
    }
}
