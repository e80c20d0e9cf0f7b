using System.Globalization;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.Tests.World;
using Economy.World;

namespace Economy.Tests.Reporting;

/// <summary>What verify finds in the tables of subsystems' accounts and admissions, hashes aside.</summary>
public sealed class AccountCheckTests : IDisposable
{
    private const string Accounts = "Every account of a subsystem holds", Flows = "The accounts of subsystems are the flows", Admissions = "As many are let in as ask", Clicks = "No click costs more";

    private readonly TemporaryFolder runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData("subsystem-accounts", "opening_minor", Accounts, Flows)]
    [InlineData("subsystem-accounts", "fees_kept_minor", Accounts, Flows)]
    [InlineData("subsystem-accounts", "grants_minor", Accounts, Flows)]
    [InlineData("subsystem-accounts", "compute_covered_minor", Accounts, Flows)]
    [InlineData("subsystem-accounts", "closing_minor", Accounts, Flows)]
    [InlineData("admissions", "places", Admissions)]
    [InlineData("admissions", "asked", Admissions)]
    [InlineData("admissions", "refused", Admissions)]
    [InlineData("subsystems", "participants", Admissions)]
    public void A_number_that_was_changed_is_found(string table, string column, params string[] checks) =>
        IsFound(Run(Limited()), table, column, checks);

    /// <summary>In a world in which places pay wages, close, return, and pay a feed for clicks.</summary>
    [Theory]
    [InlineData("subsystem-accounts", "closing_minor", Accounts, Flows)]
    [InlineData("subsystem-accounts", "grants_minor", Accounts, Flows)]
    [InlineData("subsystem-lives", "wages_minor", Accounts, Flows)]
    [InlineData("subsystem-lives", "paid_out_minor", Accounts, Flows)]
    [InlineData("subsystem-lives", "capital_minor", Accounts)]
    [InlineData("advertising", "spend_minor", Accounts, Clicks)]
    [InlineData("advertising", "visits", Clicks)]
    public void A_number_that_was_changed_where_places_live_and_advertise_is_found(string table, string column, params string[] checks)
    {
        var run = Run(Worlds.Alive());
        Assert.DoesNotContain(Verification.Of(run), c => c.Outcome == Outcome.Failed);
        var reader = RunReader.Open(run);
        Assert.Contains(reader.Stream<SubsystemLifeRow>(), r => r.Wages > 0);
        Assert.Contains(reader.Stream<SubsystemLifeRow>(), r => r.Standing == "bankrupt");
        Assert.Contains(reader.Stream<SubsystemLifeRow>(), r => r.Standing == "entered" && r.Capital > 0);
        Assert.Contains(reader.Stream<AdvertisingRow>(), r => r.Spend > 0);
        Assert.DoesNotContain(reader.Stream<AdvertisingRow>(), r => r.Tick > 9 && r.Slot > 0); // The feed has closed.
        IsFound(run, table, column, checks);
    }

    private static void IsFound(string run, string table, string column, string[] checks)
    {
        Assert.All(checks, check => Assert.Equal(Outcome.Passed, Of(run, check).Outcome));
        var file = Path.Combine(run, table + ".csv");
        var rows = File.ReadAllLines(file).Select(line => line.Split(',')).ToList();
        var at = Array.IndexOf(rows[0], column);
        foreach (var row in rows.Skip(1)) row[at] = (long.Parse(row[at], CultureInfo.InvariantCulture) + 1000).ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(file, string.Join('\n', rows.Select(row => string.Join(',', row))) + "\n");
        Assert.All(checks, check => Assert.Equal(Outcome.Failed, Of(run, check).Outcome));
    }

    [Fact]
    public void A_tick_that_was_left_out_is_found()
    {
        var run = Run(Limited());
        var file = Path.Combine(run, "subsystem-accounts.csv");
        var lines = File.ReadAllLines(file);
        File.WriteAllText(file, string.Join('\n', lines.Where((_, i) => i != 5)) + "\n");
        Assert.Equal(Outcome.Failed, Of(run, Accounts).Outcome);
    }

    private static Check Of(string run, string name) => Verification.Of(run).Single(c => c.Name.StartsWith(name, StringComparison.Ordinal));

    private static Scenario Limited()
    {
        var small = Worlds.Small();
        return small with { Subsystems = [small.Subsystems[0] with { Places = 12 }, .. small.Subsystems.Skip(1)] };
    }

    /// <summary>Runs a world into a folder.</summary>
    private string Run(Scenario scenario)
    {
        var world = new WorldModel(scenario);
        using var folder = RunFolder.Begin(runs.Path, scenario.Name, scenario);
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
