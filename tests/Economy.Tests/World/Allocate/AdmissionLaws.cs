using Economy.Actors;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Interventions;
using Economy.World.Subsystems;
using Economy.World.Tick.Allocate;

namespace Economy.Tests.World.Allocate;

/// <summary>Subsystems with fewer places than visitors.</summary>
public sealed class AdmissionLaws
{
    private const string Game = "game";

    [Fact]
    public void As_many_come_as_there_are_places_and_nobody_else_pays()
    {
        var run = Run(Small(places: 12));
        Assert.Contains(run.Rows.Rows<AdmissionRow>(), a => a.Refused > 0);
        foreach (var row in run.Rows.Rows<AdmissionRow>())
        {
            Assert.Equal((12, Math.Min(row.Asked, 12)), (row.Places, row.Asked - row.Refused));
            Assert.Equal(row.Asked - row.Refused, Visitors(run, row.Tick));
            var entries = run.Journals.Single(j => j.Tick == row.Tick).Entries.ToArray();
            Assert.InRange(entries.Where(e => e.To == run.Account && e.Instrument is Instrument.Fee or Instrument.Compute).Select(e => e.From).Distinct().Count(), 0, 12);
        }
    }

    [Fact]
    public void Those_come_who_bid_most_and_of_equal_bids_the_lower_numbers()
    {
        var ticks = 0;
        Run(Small(places: 12), kept: allocation =>
        {
            var asked = allocation.Tasks.Where(t => t.Source == Game).OrderByDescending(t => t.Bid).ThenBy(t => t.Owner).ToList();
            bool IsIn(AllocatedTask task) => Enumerable.Range(0, allocation.Problem.Pools).Any(j => allocation.Problem.MayServe(task.Task, j));
            Assert.All(asked.Take(12), task => Assert.True(IsIn(task)));
            Assert.All(asked.Skip(12), task => Assert.False(IsIn(task)));
            if (asked.Count > 12) ticks++;
        });
        Assert.True(ticks > 3, $"somebody was refused in {ticks} ticks");
    }

    [Fact]
    public void Places_for_everybody_change_nothing() => Assert.Equal(
        Run(Small(places: null)).Rows.Transcript(), Run(Small(places: 1000)).Rows.Without<AdmissionRow>().Transcript());

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Who_comes_depends_on_no_number_of_threads_or_cells(int places) =>
        Assert.Equal(Run(Small(places), 1, 1).Rows.Transcript(), Run(Small(places), 2, 9).Rows.Transcript());

    [Fact]
    public void Without_pools_too_those_refused_are_served_nothing()
    {
        var run = Run(Small(places: 5) with { Pools = [], Subsystems = [.. Small(places: 5).Subsystems.Select(s => s with { Needs = new() })] });
        Assert.NotEmpty(run.Rows.Rows<AdmissionRow>());
        Assert.All(run.Rows.Rows<AdmissionRow>(), row => Assert.Equal(5, Visitors(run, row.Tick)));
        Assert.All(run.Rows.Rows<SubsystemRow>().Where(s => s.Subsystem == Game), s => Assert.InRange(s.Service, 0.001, 0.5));
    }

    /// <summary>Opening hours: no places while it is closed.</summary>
    [Fact]
    public void A_calendar_closes_and_opens_it()
    {
        var run = Run(Small(places: 1000) with { Calendar = [new SetKey { At = 4, Until = 7, Key = $"subsystems.{Game}.places", To = "0" }] });
        Assert.All(run.Rows.Rows<AdmissionRow>(), row => Assert.Equal(row.Tick is >= 4 and <= 7, Visitors(run, row.Tick) == 0));
    }

    /// <summary>0.1 × (1100 − 100) pays the compute of 10 visitors at 100/10 each; of 4 at 250/10.</summary>
    [Theory]
    [InlineData(1100, 100, 10, 10L)]
    [InlineData(1250, 250, 10, 4L)]
    [InlineData(50, 100, 10, 1L)]
    [InlineData(1100, 0, 10, null)]
    [InlineData(1100, 0, 0, 6L)]
    public void Within_its_means_it_lets_in_as_many_as_a_part_of_its_money_pays_for(long money, long cost, int present, long? expected) =>
        Assert.Equal(expected, new WithinMeans().Places(new PlaceBooks(0, 1, present, cost, money, present, Places: 6)));

    [Fact]
    public void Within_its_means_its_money_lasts_and_otherwise_it_runs_out()
    {
        long Last(PricingSpec rule) => Run(Small(places: null, new() { Endowment = 12_000, KeepShare = 0, ComputeShare = 1, Pricing = rule })).Rows.Rows<SubsystemAccountRow>()
            .Last(a => a.Subsystem == Game).Closing;
        Assert.Equal(0, Last(new FixedPricing()));
        Assert.True(Last(new WithinMeans()) > 0);
    }

    private static int Visitors(Outcome run, int tick) => run.Rows.Rows<SubsystemRow>().Single(s => s.Tick == tick && s.Subsystem == Game).Participants;

    private static Scenario Small(long? places, AccountSpec? account = null)
    {
        var small = Worlds.Small();
        var population = small.Population with { Types = [.. small.Population.Types.Select(t => t with { ExpectationSpeed = null })] };
        return small with { Issues = null, Population = population, Subsystems = [small.Subsystems[0] with { Places = places, Account = account }, .. small.Subsystems.Skip(1).Select(s => s with { Places = null })] };
    }

    private static Outcome Run(Scenario scenario, int threads = 1, int cells = 3, Action<KeptAllocation>? kept = null)
    {
        var (world, rows, book) = (new WorldModel(scenario), new MemorySink(), new JournalBook());
        using var stage = ActorRuns.Stage(world, threads, cells);
        new Simulator(world, stage, Policies.Of(scenario.Allocation), rows, book, threads) { Kept = kept }.Run();
        return new(rows, book.Journals, world.Chart.Subsystem(0));
    }

    private sealed record Outcome(MemorySink Rows, List<TickJournal> Journals, AccountId Account);
}
