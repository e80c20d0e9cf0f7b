using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Reporting;

namespace Economy.Tests.Reporting;

public sealed class VerificationTests : IDisposable
{
    private readonly TemporaryFolder runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_untouched_run_passes_every_check(bool settled)
    {
        var checks = Verification.Of(SampleRun.Write(runs.Path, SampleRun.Manifest(settled: settled)));
        Assert.DoesNotContain(checks, c => c.Outcome == Outcome.Failed);
        Assert.Equal(settled ? 0 : 4, checks.Count(c => c.Outcome == Outcome.NotChecked && c.Detail == "not settled: books only"));
        Assert.Equal(settled ? 2 : 6, checks.Count(c => c.Outcome == Outcome.NotChecked)); // Price indices and diagnoses, too: they need the scenario.
    }

    [Theory]
    [InlineData("journal.bin", 400, "The journal's entries have the roots that were settled")]
    [InlineData("journal.bin", -30, "The journal's entries have the roots that were settled")]
    [InlineData("manifest.json", "\"firstTick\": 5", "\"firstTick\": 6", "Every chain that settled a part")]
    [InlineData("manifest.json", "\"firstBatch\": 20", "\"firstBatch\": 21", "Every chain that settled a part")]
    [InlineData("manifest.json", "\"compared\": 627", "\"compared\": null", "Every chain that settled a part")]
    [InlineData("manifest.json", "\"history\": \"00", "\"history\": \"01", "Every chain that settled a part")]
    public void A_changed_journal_or_chain_fails(string file, object place, params string[] rest)
    {
        var run = SampleRun.Write(runs.Path);
        var path = Path.Combine(run, file);
        if (place is int at)
        {
            var bytes = File.ReadAllBytes(path);
            bytes[at < 0 ? bytes.Length + at : at] ^= 1;
            File.WriteAllBytes(path, bytes);
        }
        else
        {
            File.WriteAllText(path, File.ReadAllText(path).Replace((string)place, rest[0], StringComparison.Ordinal));
        }

        Assert.Contains(Verification.Of(run), c => c.Name.StartsWith(rest[^1], StringComparison.Ordinal) && c.Outcome == Outcome.Failed);
    }

    [Fact]
    public void Entries_that_were_not_posted_are_found_even_under_sound_checksums()
    {
        var run = SampleRun.Write(runs.Path);
        TickJournal[] journals;
        using (var journal = JournalFile.Open(run, append: false)) journals = [.. journal.Read(0)];
        var entries = journals[3].Entries.ToArray();
        entries[7] = entries[7] with { Amount = entries[7].Amount + 1 };
        journals[3] = new TickJournal(3, entries);
        File.Delete(Path.Combine(run, JournalFile.FileName));
        using (var forged = JournalFile.Create(run, default)) foreach (var journal in journals) forged.Append(journal);
        var failed = Verification.Of(run).Where(c => c.Outcome == Outcome.Failed).ToList();
        Assert.Equal(3, failed.Count); // journal.bin itself is another.
        Assert.Contains("tick 3: the entries have", failed[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_trades_and_participants_what_cannot_be_checked_is_said()
    {
        var checks = Verification.Of(SampleRun.Write(runs.Path, trades: false, participants: false));
        Assert.DoesNotContain(checks, c => c.Outcome == Outcome.Failed);
        Assert.Equal(8, checks.Count(c => c.Outcome == Outcome.NotChecked && c.Detail.EndsWith("was switched off", StringComparison.Ordinal)));
        Assert.Contains(checks, c => c.Name == "Flows tagged trade between types do not exceed N");
    }

    [Theory]
    [InlineData("ticks", 5, "utility_utils", "Every table has the hash that the manifest gives")]
    [InlineData("ticks", 5, "utility_utils", "The economy digest follows from the files")]
    [InlineData("settlement", 5, "journal_root", "The settlement digest follows from the journal roots")]
    [InlineData("ticks", 5, "tick", "Rows are sorted by a unique key")]
    [InlineData("ticks", 5, "tick", "Ticks are consecutive and as many as the manifest says")]
    [InlineData("flows", 40, "net_inflow", "Every flow of a token sums to zero over the sectors")]
    [InlineData("flows", 40, "net_inflow", "Every sector's flows sum to its change in holdings")]
    [InlineData("ticks", 5, "minted_minor", "The money supply is what was minted less what was burnt")]
    [InlineData("ticks", 5, "money_supply_minor", "The money supply is what the sectors hold together")]
    [InlineData("ticks", 5, "treasury_minor", "The treasury holds what flowed into it")]
    [InlineData("participants", 5, "money_minor", "Participants hold the money that flowed to their type")]
    [InlineData("participants", 5, "units", "Participants hold the assets that flowed to their type")]
    [InlineData("ticks", -1, "wealth_gini", "The Gini coefficients and top shares at the end follow from the participants")]
    [InlineData("ticks", -1, "wealth_top1_share", "The Gini coefficients and top shares at the end follow from the participants")]
    [InlineData("ticks", 5, "notional_minor", "N of every tick is Σ notional of the markets")]
    [InlineData("ticks", 5, "notional_minor", "N of every tick is Σ notional of the trades")]
    [InlineData("markets", 5, "price_minor", "The notional of every market that sells at one price is price × volume")]
    [InlineData("markets", 5, "tax_minor", "Markets report the volume, notional and tax of their trades")]
    [InlineData("trades", 5, "quantity_units", "Every trade's notional is price × quantity")]
    [InlineData("trades", 1, "seller", "Flows tagged trade and delivery are the trades, netted by type", "9")]
    [InlineData("ticks", 5, "money_mean_minor", "M̄ is the mean money stock outside mint and treasury, without that of those who left")]
    [InlineData("ticks", 5, "departed_minor", "M̄ is the mean money stock outside mint and treasury, without that of those who left")]
    [InlineData("ticks", -1, "departed_minor", "The departed hold at the end what participants that are not active hold")]
    [InlineData("population", 5, "participants", "Participants are those of the tick before, with who entered and without who left")]
    [InlineData("population", 5, "left_outside", "Participants are those of the tick before, with who entered and without who left")]
    [InlineData("population", 5, "participants", "Participants of all types are those of ticks.csv")]
    [InlineData("population", -1, "participants", "Participants of every type at the end are those that participants.csv has as active")]
    [InlineData("ticks", 5, "immigration_minor", "Immigration is what flows.csv has of it")]
    [InlineData("sectors", 5, "departed_minor", "The sectors' money adds up to the supply, and their means to M̄")]
    [InlineData("sectors", 5, "money_minor", "The sectors' money adds up to the supply, and their means to M̄")]
    [InlineData("sectors", 5, "money_mean_minor", "The sectors' money adds up to the supply, and their means to M̄")]
    [InlineData("ticks", 5, "turnover_per_tick", "Turnover, velocity and real volume follow from N, S, M̄ and P")]
    [InlineData("ticks", 5, "velocity_per_tick", "Turnover, velocity and real volume follow from N, S, M̄ and P")]
    [InlineData("ticks", 5, "real_volume", "Turnover, velocity and real volume follow from N, S, M̄ and P")]
    [InlineData("ticks", 5, "spending_minor", "S of every tick is N and what flows.csv has of primary sales, compute and fees")]
    [InlineData("prices", 5, "quantity", "prices.csv has what markets.csv and allocation.csv say was bought")]
    [InlineData("prices", 5, "value_minor", "prices.csv has what markets.csv and allocation.csv say was bought")]
    [InlineData("allocation", 5, "allocated_milli", "No pool gives more than its capacity, and utilisation is what it gives over it")]
    [InlineData("settlement", 5, "first_batch", "Every tick is settled in order, in consecutive batches")]
    [InlineData("settlement", -1, "first_batch", "Every tick is settled in order, in consecutive batches", "99999")]
    [InlineData("settlement", 5, "journal_entries", "The journals settled have the entries that were posted")]
    [InlineData("markets", 5, "volume_units", "Every table reads back as declared", "many")]
    public void A_tampered_cell_fails_its_check(string table, int row, string column, string check, string? value = null)
    {
        var folder = SampleRun.Write(runs.Path);
        Tamper(folder, table, row, column, value);
        var found = Verification.Of(folder).Single(c => c.Name == check);
        Assert.True(found.Outcome == Outcome.Failed, found.ToString());
        Assert.NotEmpty(found.Detail);
    }

    [Theory]
    [InlineData("ticks", "price_index", 5)]
    [InlineData("ticks", "price_index_assets", 5)]
    [InlineData("prices", "price_minor", 1)]
    public void Price_indices_are_made_again_from_what_was_bought(string table, string column, int row)
    {
        const string Name = "The price indices are those that prices.csv gives";
        var folder = SampleRun.Write(runs.Path);
        Check Found() => Verification.Of(folder, _ => new VerifiedScenario(SampleRun.Scenario, "", "")).Single(c => c.Name == Name);
        Assert.Equal(Outcome.Passed, Found().Outcome);
        Tamper(folder, table, row, column, "77.5");
        Assert.Equal(Outcome.Failed, Found().Outcome);
    }

    [Fact]
    public void A_difference_between_books_and_chain_fails()
    {
        var folder = SampleRun.Write(runs.Path, SampleRun.Manifest() with { Reconciliation = new() { Accounts = 209, Tokens = 3, Differences = ["participant 7 holds 12 in the books, 13 on chain"] } });
        Assert.Equal(Outcome.Failed, Verification.Of(folder).Single(c => c.Name == "Books and chain agree").Outcome);
    }

    [Fact]
    public void A_table_taken_off_the_manifest_or_a_folder_that_is_no_run_fails()
    {
        var folder = SampleRun.Write(runs.Path);
        var manifest = RunManifest.Read(folder);
        File.WriteAllText(Path.Combine(folder, "manifest.json"), (manifest with { Tables = [.. manifest.Tables.Where(t => t.Name != "markets")] }).ToJson());
        Assert.Equal(Outcome.Failed, Verification.Of(folder).Single(c => c.Name == "All tables are there").Outcome);
        Assert.Equal(Outcome.Failed, Assert.Single(Verification.Of(runs.Path)).Outcome);
    }

    [Fact]
    public void Absurd_amounts_fail_and_do_not_overflow()
    {
        var folder = SampleRun.Write(runs.Path);
        foreach (var (table, column) in new[] { ("trades", "price_minor"), ("trades", "quantity_units"), ("ticks", "minted_minor"), ("flows", "net_inflow"), ("participants", "money_minor"), ("allocation", "committed_milli"), ("settlement", "first_batch") })
            for (var row = 2; row < 6; row++) Tamper(folder, table, row, column, $"{long.MaxValue}");
        Assert.Contains(Verification.Of(folder), c => c.Outcome == Outcome.Failed);
    }

    [Theory]
    [InlineData("\"accounts\": 209", "\"accounts\": 2000000000", "reconciliation.accounts 2000000000, with 200 participants")]
    [InlineData("\"accounts\": 209", "\"accounts\": 1201", "reconciliation.accounts 1201, with 200 participants")]
    [InlineData("\"accounts\": 209", "\"accounts\": 199", "reconciliation.accounts 199, with 200 participants")]
    [InlineData("\"accounts\": 209", "\"accounts\": -1", "reconciliation.accounts -1")]
    [InlineData("\"tokens\": 3", "\"tokens\": 2000000000", "reconciliation.tokens 2000000000")]
    [InlineData("\"tables\": [", "\"tables\": [ null,", "")]
    [InlineData("\"generations\": [", "\"generations\": [ null,", "")]
    public void Absurd_figures_in_the_manifest_are_failed_checks(string from, string to, string said)
    {
        var file = Path.Combine(SampleRun.Write(runs.Path), "manifest.json");
        Assert.Contains(from, File.ReadAllText(file), StringComparison.Ordinal);
        File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(Verification.Of(runs["sample"]), c => c.Outcome == Outcome.Failed && c.Detail.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "the first tick is 1, not 0")]
    [InlineData(5, "tick 5 follows tick 3")]
    public void A_tick_that_is_missing_fails(int line, string said)
    {
        var folder = SampleRun.Write(runs.Path);
        var file = Path.Combine(folder, "ticks.csv");
        File.WriteAllLines(file, File.ReadAllLines(file).Where((_, at) => at != line));
        Assert.Contains(said, Verification.Of(folder).Single(c => c.Name == "Ticks are consecutive and as many as the manifest says").Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000", "0", "1001", "1.001", "1001 of 1000 thousandths")]
    [InlineData("1000", "2000", "-1500", "0.5", "500 of 1000 thousandths")]
    [InlineData("1000", "-1500", "2000", "0.5", "500 of 1000 thousandths")]
    [InlineData("1000", "500", "100", "0.5", "utilisation 0.5 is not 0.6")]
    public void A_pool_that_gives_more_than_it_has_or_less_than_nothing_fails(string capacity, string committed, string allocated, string utilisation, string said)
    {
        var folder = SampleRun.Write(runs.Path);
        foreach (var (column, value) in new[] { ("capacity_milli", capacity), ("committed_milli", committed), ("allocated_milli", allocated), ("utilisation", utilisation) })
            Tamper(folder, "allocation", 5, column, value);
        var found = Verification.Of(folder).Single(c => c.Name == "No pool gives more than its capacity, and utilisation is what it gives over it");
        Assert.Equal(Outcome.Failed, found.Outcome);
        Assert.EndsWith(said, found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_without_its_last_tick_is_found_even_where_no_holdings_tell()
    {
        var run = SampleRun.Write(runs.Path);
        TickJournal[] journals;
        using (var journal = JournalFile.Open(run, append: false)) journals = [.. journal.Read(0)];
        File.Delete(Path.Combine(run, JournalFile.FileName));
        using (var forged = JournalFile.Create(run, default)) foreach (var journal in journals[..^1]) forged.Append(journal);
        Assert.Contains(Verification.Of(run), c => c.Outcome == Outcome.Failed
            && c.Detail.Contains($"{journals.Length - 1} ticks, settlement.csv has {journals.Length}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_participant_out_of_range_is_a_failed_check()
    {
        var folder = SampleRun.Write(runs.Path);
        Tamper(folder, "participants", -1, "participant", "99999");
        Assert.Contains(Verification.Of(folder), c => c.Outcome == Outcome.Failed && c.Detail.Contains("participant 99999: there are 200", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void A_journal_record_of_an_absurd_length_is_a_failed_check(int length)
    {
        var folder = SampleRun.Write(runs.Path);
        var file = Path.Combine(folder, JournalFile.FileName);
        var bytes = File.ReadAllBytes(file);
        BitConverter.TryWriteBytes(bytes.AsSpan(40 + 4), length);
        BitConverter.TryWriteBytes(bytes.AsSpan(40 + 8), JournalCodec.Checksum(bytes.AsSpan(40, 8)));
        File.WriteAllBytes(file, bytes);
        Assert.Contains(Verification.Of(folder), c => c.Name.StartsWith("The journal's entries", StringComparison.Ordinal) && c.Outcome == Outcome.Failed);
    }

    [Fact]
    public void Rows_files_and_reports_that_are_not_the_manifests_fail()
    {
        var folder = SampleRun.Write(runs.Path);
        var manifest = RunManifest.Read(folder);
        (manifest with { Tables = [manifest.Tables[0] with { Rows = 7 }, .. manifest.Tables.Skip(1)] }).Write(folder);
        Assert.Equal(["Every table has the rows that the manifest gives"], Failed(folder));
        manifest.Write(folder);
        File.Delete(Path.Combine(folder, JournalFile.FileName));
        Assert.Equal(["Every other file has the hash that the manifest gives"], Failed(folder));
        File.AppendAllText(Path.Combine(folder, "scenario.yaml"), "#");
        Assert.Contains("scenario.yaml", Verification.Of(folder).Single(c => c.Outcome == Outcome.Failed).Detail, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Failed(string folder) => Verification.Of(folder).Where(c => c.Outcome == Outcome.Failed).Select(c => c.Name);

    /// <summary>Changes one cell: to a value, or by one in its last digit.</summary>
    private static void Tamper(string folder, string table, int row, string column, string? value)
    {
        var file = Path.Combine(folder, table + ".csv");
        var lines = File.ReadAllLines(file);
        row = row < 0 ? lines.Length + row : row;
        var cells = lines[row].Split(',');
        var at = Observer.All.Select(o => o.Table).Single(t => t.Name == table).Columns.ToList().FindIndex(c => c.Header == column);
        cells[at] = value ?? Changed(cells[at]);
        lines[row] = string.Join(',', cells);
        File.WriteAllText(file, string.Join('\n', lines) + "\n");
    }

    private static string Changed(string cell) =>
        cell.Contains('.', StringComparison.Ordinal) ? (double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture) * 1.001).ToString("R", System.Globalization.CultureInfo.InvariantCulture)
        : cell[..^1] + (cell[^1] == '1' ? '2' : '1');
}
