using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Interventions;

namespace Economy.Tests.World.Interventions;

public sealed class CalendarTests
{
    private static readonly Scenario Small = Worlds.Small();

    [Fact]
    public void Before_its_tick_an_intervention_changes_nothing_and_one_that_changes_nothing_changes_nothing_ever()
    {
        var without = Run(Small);
        var taxed = Run(With(new SetKey { At = 6, Key = "money.transactionTax", To = "0.3" }));
        Assert.Equal(without.Rows<TickRow>().TakeWhile(t => t.Tick < 6), taxed.Rows<TickRow>().TakeWhile(t => t.Tick < 6));
        Assert.NotEqual(without.Rows<MarketRow>().Where(m => m.Tick == 6).Sum(m => m.Tax), taxed.Rows<MarketRow>().Where(m => m.Tick == 6).Sum(m => m.Tax));
        var same = Run(With(new SetKey { At = 6, Key = "money.transactionTax", To = "0.03" }));
        Assert.Equal(without.Transcript(), same.Without<CalendarRow>().Transcript());
    }

    [Fact]
    public void An_outage_takes_the_pool_out_for_its_window_and_no_longer()
    {
        var rows = Run(With(new Outage { At = 4, Until = 6, Pool = "edge" })).Rows<AllocationRow>().Where(a => a.Pool == "edge").ToList();
        Assert.All(rows, a => Assert.True(a.Tick is < 4 or > 6));
        Assert.Contains(rows, a => a.Tick == 3 && a.Allocated > 0);
        Assert.Contains(rows, a => a.Tick == 7 && a.Allocated > 0);
    }

    [Fact]
    public void A_ramp_comes_to_its_value_in_equal_steps_and_a_condition_waits_until_it_holds()
    {
        var calendar = new Calendar(new WorldModel(With(
            new Ramp { At = 3, Key = "money.burnShare", To = 1, Over = 4 },
            new Multiply { At = 2, When = "money_gini > 0.5", Key = "subsystems.game.fee", By = 3 })));
        string[] burnt = [.. Enumerable.Range(1, 8).Select(t => calendar.At(t, new TickRow { MoneyGini = t > 5 ? 0.6 : 0.4 })).Select(r => $"{r.Money.BurnShare:0.000} {r.Subsystems[0].Fee}")];
        Assert.Equal(["0.500 7", "0.500 7", "0.625 7", "0.750 7", "0.875 7", "1.000 21", "1.000 21", "1.000 21"], burnt);
    }

    [Theory]
    [InlineData("{kind: set, at: 2, key: money.transactionTx, to: \"0.1\"}", "There is no key 'money.transactionTx'")]
    [InlineData("{kind: set, at: 2, key: population.types.player.count, to: \"7\"}", "cannot change while a run goes on")]
    [InlineData("{kind: set, at: 2, key: money.transactionTax, to: \"-1\"}", "it goes from 0 to 10")]
    [InlineData("{kind: outage, at: 2, pool: moon}", "There is no key 'pools.moon.capacity.cpu'")]
    [InlineData("{kind: set, at: 2, when: price_indx < 1, key: money.transactionTax, to: \"0.1\"}", "is no condition")]
    [InlineData("{kind: set, at: 9, until: 3, key: money.transactionTax, to: \"0.1\"}", "before it begins")]
    public void What_cannot_be_is_refused_with_its_place(string entry, string message)
    {
        var read = ScenarioReader.Read(ScenarioWriter.Print(Small), "small.yaml", [$"calendar=[{entry}]"]);
        Assert.Contains(message, Assert.Single(read.Errors).ToString(), StringComparison.Ordinal);
    }

    private static Scenario With(params InterventionSpec[] entries) => Small with { Calendar = entries };

    private static MemorySink Run(Scenario scenario)
    {
        var (rows, world) = (new MemorySink(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null).Run();
        return rows;
    }
}
