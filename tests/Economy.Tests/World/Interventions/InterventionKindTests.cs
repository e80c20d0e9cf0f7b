using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Interventions;

namespace Economy.Tests.World.Interventions;

/// <summary>What each kind of intervention does, on real runs of the small world.</summary>
public sealed class InterventionKindTests
{
    private static readonly Scenario Small = Worlds.Small();

    [Fact]
    public void A_closed_market_trades_nothing_in_its_window_and_the_others_go_on()
    {
        var markets = Run(new Closure { At = 4, Until = 6, Asset = "ore" }).Rows<MarketRow>();
        Assert.All(markets.Where(m => m is { Asset: "ore", Tick: >= 4 and <= 6 }), m => Assert.Equal((0, 0, 0), (m.Volume, m.BidUnits, m.AskUnits)));
        Assert.Contains(markets, m => m is { Asset: "ore", Tick: 3, Volume: > 0 });
        Assert.Contains(markets, m => m is { Asset: "ore", Tick: > 6, Volume: > 0 });
        Assert.Contains(markets, m => m.Asset != "ore" && m.Tick is >= 4 and <= 6 && m.BidUnits > 0);
    }

    /// <summary>From tick 3 on, in the second and third of every four ticks: 4, 5, 8, 9, 12.</summary>
    [Fact]
    public void A_cycle_holds_in_the_same_part_of_every_period()
    {
        var terms = Run(new Cycle { At = 3, Key = "subsystems.game.reward", By = 0, Period = 4, After = 1, For = 2 }).Rows<SubsystemRow>().Where(s => s.Subsystem == "game");
        Assert.Equal([4, 5, 8, 9, 12], terms.Where(s => s.Reward == 0).Select(s => s.Tick));
    }

    [Fact]
    public void A_wave_lets_so_many_enter_in_its_tick_only_and_they_bring_their_endowment()
    {
        var calm = Small with { Population = Small.Population with { EntryRate = 0, ChurnRate = 0 } };
        var ticks = Run(calm, new EntryWave { At = 5, Participants = 6 }).Rows<TickRow>();
        Assert.All(ticks, t => Assert.Equal(t.Tick < 5 ? 100 : 106, t.Participants));
        Assert.All(ticks.Where(t => t.Tick > 0), t => Assert.Equal(t.Tick == 5, t.Immigration > 0));
        Assert.Equal(108, Run(calm, new EntryWave { At = 5, Until = 7, Participants = 6 }).Rows<TickRow>()[^1].Participants);
    }

    [Fact]
    public void A_drop_mints_its_amount_for_whom_it_names_in_one_tick()
    {
        var (with, without) = (Run(new MoneyDrop { At = 5, Type = "trader", Amount = 1_000 }), Run());
        var dropped = with.Rows<FlowRow>().Where(f => f.Instrument == "drop").ToList();
        var traders = dropped.Single(f => f.Sector == "trader");
        Assert.All(dropped, f => Assert.Equal(5, f.Tick));
        Assert.Equal(0, dropped.Sum(f => f.NetInflow));
        Assert.InRange(traders.NetInflow, 1_000, 30_000);
        Assert.Equal(0, traders.NetInflow % 1_000);
        Assert.Equal(traders.NetInflow, with.Rows<TickRow>()[5].MoneySupply - without.Rows<TickRow>()[5].MoneySupply);
    }

    [Fact]
    public void A_drop_in_proportion_leaves_the_spread_of_money_as_it_was()
    {
        var (with, without) = (Run(new MoneyDrop { At = 5, Share = 1 }).Rows<TickRow>()[5], Run().Rows<TickRow>()[5]);
        Assert.Equal(without.MoneyGini, with.MoneyGini, 1e-12);
        Assert.True(with.MoneySupply > 1.5 * without.MoneySupply);
    }

    [Fact]
    public void A_levy_takes_from_those_who_have_and_the_treasury_gets_what_is_not_burnt()
    {
        var rows = Run(new MoneyLevy { At = 5, Until = 6, Share = 0.1, Above = 10_000 });
        var taken = rows.Rows<FlowRow>().Where(f => f.Instrument == "drop").ToList();
        Assert.Equal([5, 6], taken.Select(f => f.Tick).Distinct());
        Assert.All(taken.Where(f => f.Sector == "treasury"), f => Assert.True(f.NetInflow > 0));
        Assert.All(taken.Where(f => f.Sector != "treasury"), f => Assert.True(f.NetInflow < 0));
    }

    [Fact]
    public void Another_seed_shares_everything_before_its_tick_and_nothing_after()
    {
        var (own, other) = (Run(), Run(new Reseed { At = 6, Seed = 99 }));
        Assert.Equal(own.Rows<TickRow>().Where(t => t.Tick < 6), other.Rows<TickRow>().Where(t => t.Tick < 6));
        Assert.All(own.Rows<TickRow>().Zip(other.Rows<TickRow>()).Where(t => t.First.Tick >= 6), t => Assert.NotEqual(t.First, t.Second));
        Assert.Equal(own.Transcript(), Run(new Reseed { At = 6, Seed = Small.Seed }).Without<CalendarRow>().Transcript());
    }

    [Fact]
    public void The_calendars_table_says_when_a_condition_was_met_and_when_an_entry_ended()
    {
        var rows = Run(new SetKey { When = "participants > 100 and tick >= 3", Until = 8, Key = "money.transactionTax", To = "0.2" },
            new MoneyDrop { At = 2, Amount = 5 });
        var met = rows.Rows<TickRow>().First(t => t is { Participants: > 100, Tick: >= 3 }).Tick + 1;
        Assert.Equal(
            [
                new(2, 1, "begins", "money-drop amount 5"), new(3, 1, "ends", "money-drop amount 5"),
                new(met, 0, "begins", "set key money.transactionTax to 0.2"), new(9, 0, "ends", "set key money.transactionTax to 0.2"),
            ], rows.Rows<CalendarRow>());
    }

    [Theory]
    [InlineData("{kind: closure, at: 2, asset: moon}", "There is no key 'markets.moon.closed'")]
    [InlineData("{kind: entry-wave, at: 2, participants: 9}", "population.entryRoom is 8")]
    [InlineData("{kind: money-drop, at: 2}", "it hands out nothing")]
    [InlineData("{kind: money-drop, at: 2, amount: 5, type: wizard}", "there is no participant type 'wizard'")]
    [InlineData("{kind: money-levy, at: 2, type: player}", "it takes nothing")]
    [InlineData("{kind: reseed, when: participants < 3, seed: 4}", "not on a condition")]
    [InlineData("{kind: set, when: participants < 3 and moons > 1, key: money.transactionTax, to: \"0.1\"}", "is no condition")]
    public void What_cannot_be_is_refused_with_its_place(string entry, string message)
    {
        var read = ScenarioReader.Read(ScenarioWriter.Print(Small), "small.yaml", [$"calendar=[{entry}]"]);
        Assert.Contains(message, Assert.Single(read.Errors).ToString(), StringComparison.Ordinal);
    }

    private static MemorySink Run(params InterventionSpec[] calendar) => Run(Small, calendar);

    private static MemorySink Run(Scenario scenario, params InterventionSpec[] calendar)
    {
        var (rows, world) = (new MemorySink(), new WorldModel(scenario with { Calendar = calendar.Length == 0 ? null : calendar }));
        using var stage = ActorRuns.Stage(world);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null).Run();
        return rows;
    }
}
