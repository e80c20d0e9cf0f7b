using System.Security.Cryptography;
using System.Text;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.World;
using Economy.Reporting.Runs;

namespace Economy.Tests.Reporting;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Rows_read_back_as_they_were_written()
    {
        var rows = new List<ParticipantRow>
        {
            new(0, "plain", 1, 0, long.MaxValue, long.MinValue, 0.1, double.NaN, 0),
            new(1, "with, comma", 0, -1, 2, 3, 1e-300, -0.0, 4),
            new(2, "with \"quotes\"\nand a line", 0, -1, 2, 3, double.Epsilon, double.MaxValue, 4),
            new(7, "naïve € 😀 ", 0, -1, 2, 3, 1 / 3.0, double.PositiveInfinity, 4),
            new(8, "", 0, -1, 2, 3, 5e-324, double.MinValue, 4),
        };
        var folder = Complete(f => rows.ForEach(r => f.Write(r)));
        Assert.Equal(rows, RunReader.Open(folder).Read<ParticipantRow>());
    }

    [Fact]
    public void Every_table_of_the_sample_reads_back_to_the_same_bytes()
    {
        var first = SampleRun.Write(runs.Path);
        var reader = RunReader.Open(first);
        using (var copy = RunFolder.Begin(runs.Path, "copy", SampleRun.Scenario))
        {
            foreach (var row in reader.Stream<TickRow>()) copy.Write(row);
            foreach (var row in reader.Stream<SubsystemRow>()) copy.Write(row);
            foreach (var row in reader.Stream<AllocationRow>()) copy.Write(row);
            foreach (var row in reader.Stream<MarketRow>()) copy.Write(row);
            foreach (var row in reader.Stream<PriceRow>()) copy.Write(row);
            foreach (var row in reader.Stream<ParticipantRow>()) copy.Write(row);
            foreach (var row in reader.Stream<FlowRow>()) copy.Write(row);
            foreach (var row in reader.Stream<TradeRow>()) copy.Write(row);
            foreach (var row in reader.Stream<SettlementRow>()) copy.Write(row);
            foreach (var row in reader.Stream<PopulationRow>()) copy.Write(row);
            foreach (var row in reader.Stream<SectorRow>()) copy.Write(row);
            foreach (var row in reader.Stream<FairnessRow>()) copy.Write(row);
            foreach (var row in reader.Stream<ServiceRow>()) copy.Write(row);
            copy.Complete(reader.Manifest with { Name = "copy" });
        }

        Assert.Equal(reader.Manifest.Tables, RunManifest.Read(runs["copy"]).Tables);
        Assert.Equal(reader.Manifest.EconomyDigest, RunManifest.Read(runs["copy"]).EconomyDigest);
    }

    [Fact]
    public void Files_are_plain_utf8_with_line_feeds_and_the_declared_header()
    {
        var folder = Complete(f => f.Write(new MarketRow(1, "léger", 1, 2, 3, 4, 0, 5, 6, 7)));
        var bytes = File.ReadAllBytes(Path.Combine(folder, "markets.csv"));
        Assert.Equal("tick,asset,bid_units,ask_units,volume_units,price_minor,price_age_ticks,notional_minor,tax_minor,supply_units\n1,léger,1,2,3,4,0,5,6,7\n", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Not_a_number_and_null_are_empty_cells()
    {
        var folder = Complete(f => f.Write(new SettlementRow(0, new string('0', 64), 0, null, 0, 0, 0, 0, "unsettled")), settlement: false);
        Assert.EndsWith($"\n0,{new string('0', 64)},0,,0,0,0,0,unsettled,0\n", File.ReadAllText(Path.Combine(folder, "settlement.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_lists_every_declared_table()
    {
        WorldKinds.Register();
        var declared = typeof(TickRow).Assembly.GetTypes().Where(t => t.IsDefined(typeof(TableAttribute), false)).Select(t => t.Name).Order();
        Assert.Equal(declared, Observer.All.Where(o => o.RowType.Assembly == typeof(TickRow).Assembly).Select(o => o.Table).Append(RunTable.Ladder).Select(t => t.Row.Name).Order());
    }

    [Fact]
    public void Empty_tables_are_files_with_a_header_and_tables_switched_off_are_no_files()
    {
        using var folder = RunFolder.Begin(runs.Path, "sample", SampleRun.Keeping(trades: false, participants: false));
        folder.Write(new TradeRow(1, 1, "land", 0, 1, 1, 1, 1, 0));
        folder.Complete(SampleRun.Manifest());
        Assert.Equal(["allocation.csv", "fairness.csv", "flows.csv", "manifest.json", "markets.csv", "population.csv", "prices.csv", "scenario.yaml", "sectors.csv", "service.csv", "settlement.csv", "subsystems.csv", "ticks.csv"], Directory.GetFiles(folder.Target).Select(Path.GetFileName).Order());
        Assert.Equal(RunTable.Of(typeof(FlowRow)).HeaderLine + "\n", File.ReadAllText(Path.Combine(folder.Target, "flows.csv")));
    }

    [Fact]
    public void Digests_are_those_of_the_documented_text()
    {
        var folder = SampleRun.Write(runs.Path);
        var text = new StringBuilder($"scenario {new string('a', 64)}\n");
        foreach (var name in new[] { "ticks", "subsystems", "allocation", "markets", "prices", "participants", "flows", "trades" })
            text.Append(name).Append(' ').Append(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name + ".csv"))))).Append('\n');
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))), RunManifest.Read(folder).EconomyDigest);
    }

    [Fact]
    public void Settlement_does_not_touch_the_economy_digest()
    {
        var settled = RunManifest.Read(SampleRun.Write(runs.Path, SampleRun.Manifest("a")));
        var books = RunManifest.Read(SampleRun.Write(runs.Path, SampleRun.Manifest("b", settled: false)));
        Assert.Equal(settled.EconomyDigest, books.EconomyDigest);
        Assert.Equal(settled.SettlementDigest, books.SettlementDigest);
    }

    [Fact]
    public void The_manifest_reads_back_as_it_was_written()
    {
        var manifest = RunManifest.Read(SampleRun.Write(runs.Path));
        Assert.Equal(manifest.ToJson(), RunManifest.Read(runs["sample"]).ToJson());
        Assert.Equal("name: sample\nticks: 12\n", File.ReadAllText(Path.Combine(runs["sample"], "scenario.yaml")));
        Assert.Contains("\"economyDigest\": \"", File.ReadAllText(Path.Combine(runs["sample"], "manifest.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_must_ascend()
    {
        using var folder = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario);
        folder.Write(new MarketRow(1, "land", 0, 0, 0, 0, 0, 0, 0, 0));
        folder.Write(new MarketRow(1, "axe", 0, 0, 0, 0, 0, 0, 0, 0));
        Assert.Throws<InvalidOperationException>(() => folder.Write(new MarketRow(1, "axe", 0, 0, 0, 0, 0, 0, 0, 0)));
        Assert.Throws<InvalidOperationException>(() => folder.Write(new MarketRow(1, "land", 0, 0, 0, 0, 0, 0, 0, 0)));
        folder.Write(new MarketRow(2, "axe", 0, 0, 0, 0, 0, 0, 0, 0));
        Assert.Throws<InvalidOperationException>(() => folder.Write(new MarketRow(1, "wand", 0, 0, 0, 0, 0, 0, 0, 0)));
    }

    [Fact]
    public void Without_completion_nothing_is_left()
    {
        using (var folder = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario)) folder.Write(new TickRow());
        Assert.Empty(Directory.GetFileSystemEntries(runs.Path));
    }

    [Fact]
    public void An_earlier_run_stays_until_the_new_one_is_complete_and_is_then_replaced()
    {
        SampleRun.Write(runs.Path);
        File.WriteAllText(Path.Combine(runs["sample"], "report.html"), "old");
        using (RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario)) Assert.True(File.Exists(Path.Combine(runs["sample"], "report.html")));
        Assert.True(File.Exists(Path.Combine(runs["sample"], "report.html")));
        SampleRun.Write(runs.Path);
        Assert.False(File.Exists(Path.Combine(runs["sample"], "report.html")));
        Assert.Equal(runs["sample"], Assert.Single(Directory.GetFileSystemEntries(runs.Path)));
    }

    [Fact]
    public void A_folder_that_is_no_run_is_never_replaced()
    {
        Directory.CreateDirectory(runs["sample"]);
        File.WriteAllText(Path.Combine(runs["sample"], "thesis.tex"), "years of work");
        Assert.Equal(runs["sample"], Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario)).Place);
        File.WriteAllText(Path.Combine(runs["sample"], "manifest.json"), "{\"name\": \"a web app\"}");
        Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario));
        Assert.Equal(2, Directory.GetFiles(runs["sample"]).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData(".hidden")]
    [InlineData("a.unfinished")]
    [InlineData("a.Unfinished")]
    [InlineData("a.cut")]
    [InlineData("ends in a point.")]
    [InlineData("ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé")]
    public void A_name_that_is_no_folder_name_is_refused(string name) =>
        Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs.Path, name, SampleRun.Scenario));

    [Fact]
    public void Two_runs_of_one_name_cannot_be_written_at_once()
    {
        using var first = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario);
        Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario));
        first.Complete(SampleRun.Manifest());
    }

    [Fact]
    public void What_killed_processes_left_is_swept_and_a_run_they_had_moved_aside_put_back()
    {
        const string Dead = ".dead.partial-0123456789abcdef", Users = ".mine.partial-0123456789abcdef";
        Directory.CreateDirectory(runs[Dead]);
        File.WriteAllText(Path.Combine(runs[Dead], "ticks.csv"), "tick\n");
        File.WriteAllText(runs[".dead.economy-lock"], "");
        Directory.CreateDirectory(runs[Users]);
        File.WriteAllText(Path.Combine(runs[Users], "thesis.tex"), "years of work");
        Directory.Move(SampleRun.Write(runs.Path, SampleRun.Manifest("old")), runs[".old.replaced-0123456789abcdef"]);
        using var folder = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario);
        Assert.False(Directory.Exists(runs[Dead]) || File.Exists(runs[".dead.economy-lock"]));
        Assert.True(File.Exists(Path.Combine(runs[Users], "thesis.tex")));
        Assert.True(File.Exists(Path.Combine(runs["old"], "manifest.json")));
    }

    [Fact]
    public void What_others_are_writing_is_not_swept_whoever_they_are()
    {
        using var theirs = RunFolder.Begin(runs.Path, "theirs", SampleRun.Scenario);
        using (var mine = RunFolder.Begin(runs.Path, "mine", SampleRun.Scenario)) mine.Complete(SampleRun.Manifest("mine"));
        Assert.True(Directory.Exists(theirs.Unfinished));
        theirs.Complete(SampleRun.Manifest("theirs"));
        Assert.Equal([runs["mine"], runs["theirs"]], Directory.GetFileSystemEntries(runs.Path).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_second_run_of_a_name_is_told_that_another_writes_it(bool keeps)
    {
        using var first = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario, keeps: keeps);
        Assert.Equal("another process is writing this run", Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario, keeps: keeps)).Problem);
        Assert.True(Directory.Exists(first.Unfinished));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void The_economy_digest_is_one_whatever_is_written(bool trades, bool participants)
    {
        var whole = RunManifest.Read(SampleRun.Write(runs.Path, SampleRun.Manifest("whole")));
        var part = RunManifest.Read(SampleRun.Write(runs.Path, SampleRun.Manifest("part"), trades: trades, participants: participants));
        Assert.Equal(whole.EconomyDigest, part.EconomyDigest);
        Assert.Equal(whole.Tables.Except(part.Tables), part.NotKept);
        Assert.DoesNotContain(Verification.Of(runs["part"]), c => c.Outcome == Outcome.Failed);
    }

    [Fact]
    public void Notes_and_figures_put_beside_a_run_are_kept_when_it_is_run_again()
    {
        var run = SampleRun.Write(runs.Path, trades: false);
        Directory.CreateDirectory(Path.Combine(run, "figures"));
        foreach (var theirs in (string[])["notes.md", "figures/gini.png", "trades.csv"]) File.WriteAllText(Path.Combine(run, theirs), theirs);
        SampleRun.Write(runs.Path);
        Assert.Equal("notes.md", File.ReadAllText(Path.Combine(run, "notes.md")));
        Assert.Equal("figures/gini.png", File.ReadAllText(Path.Combine(run, "figures", "gini.png")));
        Assert.Equal("trades.csv", File.ReadAllText(Path.Combine(run, "trades.csv.2")));
        Assert.DoesNotContain(Verification.Of(run), c => c.Outcome == Outcome.Failed);
        Assert.Equal(run, Assert.Single(Directory.GetFileSystemEntries(runs.Path)));
    }

    [Fact]
    public void What_is_not_of_an_unfinished_run_is_refused_and_not_removed()
    {
        Directory.CreateDirectory(runs["sample.unfinished"]);
        File.WriteAllText(runs["sample.unfinished/thesis.tex"], "years of work");
        Assert.Contains("thesis.tex", Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario, keeps: true)).Problem, StringComparison.Ordinal);
        Directory.Move(SampleRun.Write(runs.Path, SampleRun.Manifest("other")), runs["other.unfinished"]);
        Assert.Contains("a complete run", Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs.Path, "other", SampleRun.Scenario, keeps: true)).Problem, StringComparison.Ordinal);
        Assert.True(File.Exists(runs["sample.unfinished/thesis.tex"]) && File.Exists(runs["other.unfinished/manifest.json"]));
    }

    [Fact]
    public void What_is_put_into_an_unfinished_run_outlives_it()
    {
        using (var folder = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario, keeps: true)) File.WriteAllText(Path.Combine(folder.Unfinished, "notes.md"), "mine");
        Assert.Equal(["notes.md"], Directory.GetFileSystemEntries(runs["sample.unfinished"]).Select(Path.GetFileName));
    }

    [Fact]
    public void A_symbolic_link_in_the_place_of_a_run_is_refused()
    {
        Directory.CreateSymbolicLink(runs["sample"], SampleRun.Write(runs.Path, SampleRun.Manifest("real")));
        Assert.Contains("symbolic link", Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario)).Problem, StringComparison.Ordinal);
        Directory.CreateSymbolicLink(runs["dangling"], runs["nowhere"]);
        Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs.Path, "dangling", SampleRun.Scenario));
        Assert.True(File.Exists(runs["real/manifest.json"]));
    }

    [Fact]
    public void A_file_is_replaced_in_one_step_and_not_written_again_where_it_is_there()
    {
        var file = runs["file"];
        Durable.Write(file, "one");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Durable.Write(file, "one");
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));
        Directory.CreateDirectory(file + ".next");
        Assert.Throws<RunOutputException>(() => Durable.Write(file, "two"));
        Assert.Equal("one", File.ReadAllText(file));
    }

    [Fact]
    public void A_folder_removed_during_the_run_is_said_to_be_gone()
    {
        using (var folder = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario))
        {
            folder.Write(new MarketRow(1, "land", 0, 0, 0, 0, 0, 0, 0, 0));
            foreach (var hidden in Directory.GetDirectories(runs.Path)) Directory.Delete(hidden, recursive: true);
            Assert.Contains("removed", Assert.Throws<RunOutputException>(() => folder.Complete(SampleRun.Manifest())).Problem, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(runs.Path));
    }

    [Fact]
    public void A_long_run_notices_a_removed_folder_while_it_writes()
    {
        using var folder = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario);
        foreach (var hidden in Directory.GetDirectories(runs.Path)) Directory.Delete(hidden, recursive: true);
        Assert.Throws<RunOutputException>(() =>
        {
            for (var tick = 1; tick < 10_000; tick++) folder.Write(new MarketRow(tick, "land", 0, 0, 0, 0, 0, 0, 0, 0));
        });
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named_with_a_remedy()
    {
        File.WriteAllText(runs["file"], "");
        var refused = Assert.Throws<RunOutputException>(() => RunFolder.Begin(runs["file"], "sample", SampleRun.Scenario));
        Assert.Equal(runs["file"], refused.Place);
        Assert.NotEmpty(refused.Remedy);
        Assert.Throws<RunOutputException>(() => RunFolder.Begin("/proc/economy", "sample", SampleRun.Scenario));
    }

    private string Complete(Action<RunFolder> write, bool settlement = true)
    {
        using var folder = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario);
        write(folder);
        if (settlement) folder.Write(new SettlementRow(0, new string('0', 64), 0, null, 0, 0, 0, 0, "unsettled"));
        folder.Complete(SampleRun.Manifest());
        return folder.Target;
    }
}
