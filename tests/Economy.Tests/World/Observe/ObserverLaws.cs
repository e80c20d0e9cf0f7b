using Economy.Actors;
using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.Tests.Reporting;
using Economy.World;
using Economy.World.Observers;

namespace Economy.Tests.World.Observe;

/// <summary>What must hold of every observer, and of the tables that a scenario asks for. Nobody lists them here.</summary>
public sealed class ObserverLaws : IDisposable
{
    private readonly TemporaryFolder runs = new();

    static ObserverLaws() => WorldKinds.Register();

    public static TheoryData<string> Asked => new(KindRegistry.Of(typeof(ObserverSpec)).Select(k => k.Name));

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Every_kind_is_called_as_its_table_and_every_table_is_in_the_codebook_with_every_column()
    {
        var codebook = Codebook.Markdown();
        Assert.All(Observer.All, o => Assert.Equal(KindRegistry.NameOf(o), o.Table.Name));
        Assert.All(Observer.All, o => Assert.Contains($"### `{o.Table.File}`", codebook, StringComparison.Ordinal));
        Assert.All(Observer.All.SelectMany(o => o.Table.Columns), c => Assert.Contains($"| `{c.Header}`{(c.IsKey ? " (key)" : "")} |", codebook, StringComparison.Ordinal));
    }

    [Fact]
    public void The_digest_covers_its_tables_in_the_order_in_which_they_are_listed() => Assert.Equal(
        ["ticks", "subsystems", "allocation", "markets", "prices", "participants", "flows", "trades", "blocks", "quality", "exchange", "subsystem-accounts", "admissions", "pool-prices", "treasury", "visits", "advertising", "subsystem-lives"],
        Observer.All.Where(o => o.IsInDigest).Select(o => o.Table.Name));

    [Theory]
    [MemberData(nameof(Asked))]
    public void A_table_that_is_asked_for_is_written_checked_and_drawn_and_changes_no_digest(string kind)
    {
        var bare = Run("bare", []);
        var run = Run("asked", [(ObserverSpec)Activator.CreateInstance(KindRegistry.Find(typeof(ObserverSpec), kind)!.Type)!]);
        var manifest = RunManifest.Read(run);
        Assert.Equal(RunManifest.Read(bare).EconomyDigest, manifest.EconomyDigest);
        Assert.Equal(RunManifest.Read(bare).Tables, manifest.Tables.Where(t => t.Name != kind));
        Assert.True(manifest.Tables.Single(t => t.Name == kind).Rows > 0);
        Assert.Empty(Failures(run));
        var html = File.ReadAllText(HtmlReport.Write(run, Echarts.StandIn));
        Assert.Contains($"\"file\":\"{kind}.csv\"", html, StringComparison.Ordinal);
        var table = Observer.All.Single(o => o.Table.Name == kind).Table;
        Assert.Contains($"{{\"title\":\"{char.ToUpperInvariant(kind[0])}{kind[1..].Replace('-', ' ')}\"", html, StringComparison.Ordinal);
        Assert.All(table.Charts, chart => Assert.Contains($"\"title\":\"{chart.Title}\"", html, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public void A_table_that_is_taken_away_is_missed(string kind)
    {
        var run = Run("asked", [(ObserverSpec)Activator.CreateInstance(KindRegistry.Find(typeof(ObserverSpec), kind)!.Type)!]);
        File.Delete(Path.Combine(run, kind + ".csv"));
        Assert.Contains(Failures(run), c => c.Detail.Contains($"{kind}.csv is missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cohorts", 9)]
    [InlineData("wealth-classes", 9)]
    [InlineData("wealth-classes", 0)]
    [InlineData("tickets", 0)]
    public void A_run_that_leaves_out_ticks_is_sound_and_drawn_and_rows_of_a_tick_that_it_left_out_are_found(string kind, int forged)
    {
        var bare = Run("bare", []);
        var run = Run("asked", [(ObserverSpec)Activator.CreateInstance(KindRegistry.Find(typeof(ObserverSpec), kind)!.Type)!], every: 5);
        Assert.Equal(RunManifest.Read(bare).EconomyDigest, RunManifest.Read(run).EconomyDigest);
        Assert.Empty(Failures(run));
        Assert.Contains($"\"isOfStates\":{(kind == "tickets" ? "false" : "true")}", File.ReadAllText(HtmlReport.Write(run, Echarts.StandIn)), StringComparison.Ordinal);
        if (forged == 0) return;
        var path = Path.Combine(run, kind + ".csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\n10,", $"\n{forged},", StringComparison.Ordinal));
        Assert.Contains(Failures(run), c => c.Name.StartsWith("Every table has the hash", StringComparison.Ordinal));
        var manifest = RunManifest.Read(run);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        (manifest with { Tables = [.. manifest.Tables.Select(t => t.Name == kind ? t with { Sha256 = hash } : t)] }).Write(run);
        Assert.Equal($"{kind}.csv has rows of the ticks that output.every takes, and of the last", Assert.Single(Failures(run)).Name);
    }

    [Fact]
    public void Wealth_classes_are_all_participants_and_their_top_is_that_of_the_ticks()
    {
        var rows = Rows(new WealthClasses());
        Assert.All(rows.Rows<WealthClasses.Row>().GroupBy(r => r.Tick).Zip(rows.Rows<TickRow>()), tick =>
        {
            var (classes, economy) = tick;
            Assert.Equal(economy.Participants, classes.Sum(c => c.Participants), 9);
            Assert.Equal(1, classes.Sum(c => c.Share), 12);
            Assert.Equal(economy.TopOnePercent, classes.Single(c => c.Class == "top 1%").Share, 12);
            Assert.Equal(economy.TopTenPercent, classes.Where(c => c.Class is "top 1%" or "next 9%").Sum(c => c.Share), 12);
        });
    }

    [Fact]
    public void The_attention_of_a_panel_of_everybody_is_that_of_the_subsystems_and_of_the_panel()
    {
        var attended = Rows(new PanelAttention { Sample = 1_000_000, Every = 4 });
        var there = attended.Rows<PanelAttention.Row>().GroupBy(r => (r.Tick, r.Name)).ToDictionary(g => g.Key, g => g.Sum(r => r.Attention) / 3600);
        Assert.Equal([1, 4, 8, 12], there.Keys.Select(k => k.Tick).Distinct());
        Assert.All(attended.Rows<SubsystemRow>().Where(s => s.Tick is 1 or 4 or 8 or 12), s => Assert.Equal(s.AttentionHours, there.GetValueOrDefault((s.Tick, s.Subsystem)), 6));
        var panel = Rows(new Panel { Sample = 1_000_000, Every = 4 }).Rows<Panel.Row>();
        Assert.All(panel.Where(p => p.Tick > 0).GroupBy(p => p.Tick), tick => Assert.Equal(there.Where(t => t.Key.Tick == tick.Key).Sum(t => t.Value), tick.Sum(p => p.Attention) / 3600, 6));
    }

    [Fact]
    public void A_panel_is_a_stable_sample_in_which_types_are_in_proportion()
    {
        var rows = Rows(new Panel { Sample = 40, Every = 4 }).Rows<Panel.Row>();
        var waves = rows.GroupBy(r => r.Tick).Select(wave => wave.Select(r => (r.Participant, r.Type)).ToList()).ToList();
        Assert.Equal(4, waves.Count);
        Assert.All(waves, wave => Assert.Equal(waves[0], wave));
        var everybody = Rows(new Panel { Sample = 1_000_000, Every = 12 }).Rows<Panel.Row>().Where(r => r.Tick == 12).ToDictionary(r => r.Participant);
        Assert.All(rows.Where(r => r.Tick == 12), r => Assert.Equal(everybody[r.Participant], r));
        Assert.All(everybody.Values.GroupBy(r => r.Type), type => Assert.InRange(
            waves[0].Count(m => m.Type == type.Key) - 40.0 * type.Count() / everybody.Count, -2, 2));
    }

    [Fact]
    public void A_panel_of_everybody_holds_at_the_end_what_the_participants_do()
    {
        var rows = Rows(new Panel { Sample = 1_000_000, Every = 4 });
        var last = rows.Rows<Panel.Row>().Where(r => r.Tick == 12);
        Assert.Equal([0, 4, 8, 12], rows.Rows<Panel.Row>().Select(r => r.Tick).Distinct());
        Assert.Equal(rows.Rows<ParticipantRow>().Select(p => (p.Participant, p.Type, p.Active, p.Money, p.Assets, p.Utility)), last.Select(r => (r.Participant, r.Type, r.Active, r.Money, r.Assets, r.Utility)));
    }

    [Fact]
    public void Gross_flows_between_sectors_balance_to_the_flow_matrix()
    {
        var rows = Rows(new Counterparties());
        var net = rows.Rows<Counterparties.Row>().Where(r => r.From != r.To)
            .SelectMany(r => new[] { (Key: (r.Tick, r.Token, r.Instrument, Sector: r.From), Net: -r.Amount), (Key: (r.Tick, r.Token, r.Instrument, Sector: r.To), Net: r.Amount) })
            .GroupBy(f => f.Key, f => f.Net).Select(g => (g.Key, Net: g.Sum())).Where(f => f.Net != 0).ToHashSet();
        Assert.Equal(rows.Rows<FlowRow>().Where(f => f.Instrument != "holdings").Select(f => ((f.Tick, f.Token, f.Instrument, f.Sector), f.NetInflow)).ToHashSet(), net);
        Assert.All(rows.Rows<TickRow>(), t => Assert.Equal(t.Notional, rows.Rows<Counterparties.Row>().Where(r => r.Tick == t.Tick && r.Token == "currency" && r.Instrument == "trade").Sum(r => r.Amount)));
    }

    [Fact]
    public void Entrants_bring_immigration_and_those_who_left_hold_what_circulates_no_more()
    {
        var rows = Rows(new Panel { Sample = 1_000_000, Every = 1 });
        Assert.Contains(rows.Rows<TickRow>(), t => t.Immigration > 0);
        Assert.Contains(rows.Rows<TickRow>(), t => t.Departed > 0);
        Assert.DoesNotContain(rows.Rows<FlowRow>(), f => f.Tick > 0 && f.Instrument == "endowment");
        foreach (var t in rows.Rows<TickRow>())
        {
            var brought = -rows.Rows<FlowRow>().Where(f => f.Tick == t.Tick && f is { Instrument: "immigration", Token: "currency", Sector: "mint" }).Sum(f => f.NetInflow);
            Assert.Equal(brought, t.Immigration);
            Assert.Equal(rows.Rows<Panel.Row>().Where(p => p.Tick == t.Tick && p.Active == 0).Sum(p => p.Money), t.Departed);
        }
    }

    private static Check[] Failures(string run) => [.. Verification.Of(run, Read).Where(c => c.Outcome == Outcome.Failed)];

    private static VerifiedScenario Read(string text) => ScenarioReader.Read(text, "scenario.yaml") is { Scenario: { } scenario }
        ? new(scenario, ScenarioHash.Of(scenario).ToString(), "") : new(null, "", "unreadable");

    private static MemorySink Rows(ObserverSpec observer)
    {
        var (rows, world) = (new MemorySink(), new WorldModel(Worlds.Small() with { Output = new() { Observers = [observer] } }));
        using var stage = ActorRuns.Stage(world, 2, 3);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null).Run();
        return rows;
    }

    /// <summary>Runs the small world into a folder.</summary>
    private string Run(string name, IReadOnlyList<ObserverSpec> observers, int every = 1)
    {
        var scenario = Worlds.WithDesk() with { Name = name, Output = new() { Observers = observers, Every = every } };
        var world = new WorldModel(scenario);
        using var folder = RunFolder.Begin(runs.Path, name, scenario);
        using var stage = ActorRuns.Stage(world, 1, 1);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), folder, new Roots(folder)).Run();
        folder.Complete(RunManifest.Of(scenario, ScenarioWriter.Print(scenario), ScenarioHash.Of(scenario).ToString()));
        return folder.Target;
    }

    private sealed class Roots(RunFolder folder) : IJournalSink
    {
        public void Accept(TickJournal journal) =>
            folder.Write(new SettlementRow(journal.Tick, journal.Root.ToString(), journal.Entries.Length, null, 0, 0, 0, 0, "unsettled"));
    }
}
