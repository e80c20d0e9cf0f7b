using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Demography;
using Economy.World.Demand;

namespace Economy.Tests.World.Demography;

/// <summary>Accounts that are used again, under every rule for estates.</summary>
public class UsedAccountLaws
{
    static UsedAccountLaws() => WorldKinds.Register();

    public static TheoryData<string> Rules => new(KindRegistry.Of(typeof(EstateSpec)).Where(k => k.Type.IsAssignableTo(typeof(IEstateRule))).Select(k => k.Name));

    /// <summary>A lively world: one in ten leaves a tick, and as many come; jobs run on when their owner is gone.</summary>
    internal static Scenario Lively(EstateSpec? estate, ulong seed = 5)
    {
        var small = Worlds.Small(seed);
        return small with
        {
            Ticks = 40,
            Population = small.Population with
            {
                Estate = estate, ChurnRate = 0.1, EntryRate = 0, EntryRoom = 3,
                Types = [.. small.Population.Types.Select(t => t with { Entry = new() { Rate = t.Count / 10.0, Room = t.Count / 10 }, Exit = new() { OutsideOption = 0.01, Memory = 6 } })],
            },
            Demand = new() { Source = DemandSource.Synthetic, ValuePerGpuSecond = 1, Patience = 3 },
        };
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void More_enter_than_there_is_room_for_and_the_books_stay_exact(string rule)
    {
        var run = Runs.Of(Lively((EstateSpec)Activator.CreateInstance(KindRegistry.Find(typeof(EstateSpec), rule)!.Type)!));
        var ticks = run.Rows.Rows<TickRow>();
        Assert.True(run.Rows.Rows<PopulationRow>().Sum(p => p.Entered) > 5 * 13);
        foreach (var token in Enumerable.Range(0, run.Simulator.Ledger.Tokens).Select(t => new TokenId((short)t)))
        {
            var balances = run.Simulator.Ledger.Balances(token).ToArray();
            Assert.Equal(0, balances.Sum());
            Assert.All(balances.Skip(1), b => Assert.True(b >= 0));
        }

        Assert.All(ticks.Zip(ticks.Skip(1)), t => Assert.Equal(t.Second.MoneySupply - t.First.MoneySupply, t.Second.Minted - t.Second.Burnt));
        Assert.All(ticks, t => Assert.Equal(0, t.Departed));
        Assert.All(run.Rows.Rows<ParticipantRow>().Where(p => p.Active == 0), p => Assert.Equal((0L, 0L), (p.Money, p.Units)));
        // What stays within a sector, as inheritance does, is no net flow.
        Assert.Equal(rule != "inheritance", run.Rows.Rows<FlowRow>().Any(f => f.Instrument == "estate"));
        Assert.Equal(run.Participants.Select(p => p.IsHere), run.Rows.Rows<ParticipantRow>().Select(p => p.Active == 1));
    }

    [Fact]
    public void With_idle_estates_an_account_is_used_once()
    {
        var run = Runs.Of(Lively(null));
        Assert.True(run.Rows.Rows<PopulationRow>().Sum(p => p.Entered) <= 13);
        Assert.Contains(run.Rows.Rows<PopulationRow>(), p => p.TurnedAway > 0);
        Assert.Equal(run.Rows.Transcript(), Runs.Of(Lively(new IdleEstate())).Rows.Transcript());
    }

    [Fact]
    public void What_is_inherited_stays_in_the_economy_what_is_taken_along_does_not()
    {
        var (inherited, gone, fallen) = (Estates(new Inheritance()), Estates(new Emigration()), Estates(new Escheat()));
        Assert.True(inherited.Participants > 0 && inherited.Mint == 0 && inherited.Treasury == 0);
        Assert.True(gone.Mint > 0 && gone.Treasury == 0);
        Assert.True(fallen.Treasury > 0 && fallen.Mint == 0);

        static (long Participants, long Treasury, long Mint) Estates(EstateSpec rule)
        {
            var scenario = Lively(rule) with { Output = new() { Observers = [new Economy.World.Observers.Counterparties()] } };
            var flows = Runs.Of(scenario).Rows.Rows<Economy.World.Observers.Counterparties.Row>().Where(f => f is { Instrument: "estate", Token: "currency" }).ToList();
            return (flows.Where(f => f.To is not ("mint" or "treasury")).Sum(f => f.Amount), flows.Where(f => f.To == "treasury").Sum(f => f.Amount), flows.Where(f => f.To == "mint").Sum(f => f.Amount));
        }
    }

    [Fact]
    public void A_newcomer_has_traits_and_an_endowment_of_its_own()
    {
        var scenario = Lively(new Emigration());
        var before = Runs.Of(scenario with { Ticks = 1, Population = scenario.Population with { ChurnRate = 0, Types = [.. scenario.Population.Types.Select(t => t with { Entry = null })] } }).Rows.Rows<ParticipantRow>();
        var after = Runs.Of(scenario).Rows.Rows<ParticipantRow>().Take(60).ToList();
        // Sixty players with e^(−40/10): next to none of the first are left, and attention is drawn from a continuous distribution.
        Assert.True(before.Take(60).Zip(after).Count(p => p.First.Attention != p.Second.Attention) > 50);
        Assert.All(before.Take(60).Zip(after), p => Assert.True(p.Second.Endowment >= p.First.Endowment));
    }

    [Fact]
    public void An_entrant_never_takes_over_the_jobs_of_who_had_the_account_before()
    {
        // All leave at once in tick 20, and the accounts are taken again: whatever ran or waited then has expired, in one tick or two.
        var lively = Lively(new Emigration());
        var scenario = lively with
        {
            Ticks = 24, Pools = [.. lively.Pools.Select(p => p with { Capacity = new() { Cpu = 400, Gpu = 60, Memory = 4000 } })],
            Population = lively.Population with { ChurnRate = 0, Types = [.. lively.Population.Types.Select(t => t with { Exit = null, JobWeight = t.Name == "owner" ? 1 : 0, Entry = new() { Rate = t.Name == "owner" ? 20 : 0 } })] },
            Calendar = [new Economy.World.Interventions.SetKey { At = 20, Until = 20, Key = "population.churnRate", To = "1" }],
        };
        var (rows, world) = (new MemorySink(), new WorldModel(scenario, new SyntheticDemand(3, new SyntheticOptions { ArrivalsPerHour = 8 })));
        using var stage = Economy.Actors.ActorRuns.Stage(world);
        new Simulator(world, stage, Economy.Attention.Allocators.Create("proportional", new Economy.Attention.AllocationOptions()), rows, null).Run();
        var ticks = rows.Rows<TickRow>();
        Assert.True(ticks[19].JobsRunning > 0);
        Assert.Equal(0, ticks[20].Participants);
        Assert.True(ticks[22].Participants > 0);
        Assert.True(ticks[21].JobsExpired >= ticks[20].JobsRunning + ticks[20].JobsWaiting);
    }
}
