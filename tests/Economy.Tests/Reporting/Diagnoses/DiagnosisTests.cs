using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.World.Subsystems;

namespace Economy.Tests.Reporting.Diagnoses;

/// <summary>Each kind of thing that may mislead is found, with its tick and its remedy, and nothing where there is nothing.</summary>
public class DiagnosisTests
{
    [Fact]
    public void Of_a_run_in_which_nothing_is_wrong_there_is_nothing_to_say() => Assert.Empty(GivenTables.Quiet(400)
        .With(Enumerable.Range(0, 401).Select(t => Type(t, "player", 100)))
        .With(Enumerable.Range(1, 400).SelectMany(t => new[] { Place(t, "arena", 5, 0.9), Place(t, "bazaar", 5, 1) }))
        .With(Enumerable.Range(1, 400).Select(t => Market(t, 5, 5, t % 20 == 0 ? 1 : 0))).Diagnoses());

    [Fact]
    public void A_type_that_is_gone_is_found_with_the_tick_since_when()
    {
        var found = Assert.Single(GivenTables.Quiet(50).With(Enumerable.Range(0, 51).SelectMany(t => new[] { Type(t, "creator", t < 30 ? 3 : 0), Type(t, "later", t < 9 ? 0 : 2), Type(t, "never", 0) })).Diagnoses());
        Assert.Equal((30, "extinct", "creator", "no creator is left since tick 30"), (found.Tick, found.Kind, found.Subject, found.Finding));
        Assert.Contains("population.estate", found.Remedy, StringComparison.Ordinal);
        var back = Assert.Single(GivenTables.Quiet(50).With(Enumerable.Range(0, 51).Select(t => Type(t, "creator", t is 20 or 21 ? 0 : 3))).Diagnoses());
        Assert.Equal("there was no creator in 2 ticks of 50, first in tick 20", back.Finding);
    }

    [Fact]
    public void A_world_of_which_one_is_left_says_so()
    {
        var found = Assert.Single(new GivenTables().With(Enumerable.Range(0, 31).Select(t => GivenTables.Tick(t, t < 12 ? 100 : 1))).Diagnoses());
        Assert.Equal((12, "extinct", "fewer than 10 participants since tick 12, 1 at the end: shares, Gini and prices say little"), (found.Tick, found.Kind, found.Finding));
    }

    [Theory]
    [InlineData(0, 0, 0, "nobody was in a marketplace")]
    [InlineData(0, 0, 3, "no orders")]
    [InlineData(4, 0, 3, "bids but no asks")]
    [InlineData(0, 4, 3, "asks but no bids")]
    [InlineData(4, 4, 3, "bids below asks")]
    public void A_market_without_trade_is_found_with_the_reason(long bids, long asks, int visitors, string why)
    {
        var found = Assert.Single(GivenTables.Quiet(200)
            .With(Enumerable.Range(1, 200).SelectMany(t => new[] { Place(t, "arena", 9, 0.9), Place(t, "bazaar", visitors, 1) }))
            .With(Enumerable.Range(1, 200).Select(t => Market(t, bids, asks, t is <= 50 or > 90 ? 1 : 0))).Diagnoses());
        Assert.Equal((51, "no-trade", "ore", $"no trade in ore for 40 ticks from tick 51: {why}"), (found.Tick, found.Kind, found.Subject, found.Finding));
        Assert.NotEmpty(found.Remedy);
    }

    [Fact]
    public void Where_there_were_several_reasons_each_is_counted_the_most_frequent_first()
    {
        var found = Assert.Single(GivenTables.Quiet(100).With(Enumerable.Range(1, 100).Select(t => Market(t, 4, t % 4 == 0 ? 4 : 0, 0))).Diagnoses());
        Assert.Equal("no trade in ore for 100 ticks from tick 1: bids but no asks (75), bids below asks (25)", found.Finding);
        Assert.Contains("holdings", found.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_controller_at_its_bound_is_found()
    {
        var steered = GivenTables.Scenario with { Money = new() { SupplyTarget = 0 } };
        var run = new GivenTables().With(Enumerable.Range(0, 201).Select(t => GivenTables.Tick(t, 100) with { RewardFactor = t < 60 ? 1 : 10 }));
        Assert.Empty(run.Diagnoses());
        Assert.Equal((60, "the factor on rewards is at its bound of 10 in 141 ticks of 200, first in tick 60"), (Assert.Single(run.Diagnoses(steered)).Tick, run.Diagnoses(steered)[0].Finding));

        var priced = GivenTables.Scenario with { Subsystems = [new Game { Name = "arena", Account = new() { Pricing = new BreakEven() } }] };
        var fees = GivenTables.Quiet(100).With(Enumerable.Range(1, 100).Select(t => new SubsystemAccountRow(t, "arena", 0, 0, 0, 0, 0, 0, t < 11 ? 3 : 0)));
        Assert.Equal((11, "at-bound", "the fee of arena is at its bound of 0 in 90 ticks of 100, first in tick 11"), fees.Diagnoses(priced).Select(d => (d.Tick, d.Kind, d.Finding)).Single());
    }

    [Fact]
    public void Used_up_room_idle_money_and_total_crowding_are_found()
    {
        var room = Assert.Single(GivenTables.Quiet(60).With(Enumerable.Range(0, 61).Select(t => Type(t, "player", 10) with { TurnedAway = t < 40 ? 0 : 2 })).Diagnoses());
        Assert.Equal((40, "room-used-up", "entry room is used up: 42 who came from tick 40 on could not enter"), (room.Tick, room.Kind, room.Finding));
        var money = Assert.Single(new GivenTables().With(Enumerable.Range(0, 61).Select(t => GivenTables.Tick(t, 100) with { Departed = 10L * t })).Diagnoses());
        Assert.Equal((26, "departed-money", "those who left hold more than a quarter of all money from tick 26 on, 60 % in tick 60"), (money.Tick, money.Kind, money.Finding));
        var crowd = Assert.Single(GivenTables.Quiet(60).With(Enumerable.Range(1, 60).Select(t => Place(t, "arena", 400, t % 3 == 0 ? 0 : 0.5))).Diagnoses());
        Assert.Equal((3, "crowded-out", "crowding takes more than 95 % of utility in arena in 20 ticks of 60, first in tick 3"), (crowd.Tick, crowd.Kind, crowd.Finding));
    }

    [Fact]
    public void A_series_that_drifts_is_found_and_one_that_varies_about_a_level_is_not()
    {
        var run = new GivenTables().With(Enumerable.Range(0, 401).Select(t => GivenTables.Tick(t, 100 + t % 7) with { MoneySupply = 1000 + 3 * t, PriceIndex = t % 5 == 0 ? double.NaN : 1 }));
        var found = Assert.Single(run.Diagnoses());
        Assert.Equal((201, "not-stationary", "money supply"), (found.Tick, found.Kind, found.Subject));
        Assert.StartsWith("not stationary over ticks 201 to 400: money supply (KPSS ", found.Finding, StringComparison.Ordinal);
    }

    private static PopulationRow Type(int tick, string type, int participants) => new(tick, type, participants, 0, 0, 0, 0, 0, 0, double.NaN);

    private static SubsystemRow Place(int tick, string name, int participants, double crowding) => new() { Tick = tick, Subsystem = name, Participants = participants, Crowding = crowding };

    private static MarketRow Market(int tick, long bids, long asks, long volume) => new() { Tick = tick, Asset = "ore", BidUnits = bids, AskUnits = asks, Volume = volume };
}
