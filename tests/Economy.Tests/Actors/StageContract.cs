using Economy.Actors;
using Economy.Attention;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Tests.World;
using Economy.Tests.World.Demography;
using Economy.World;
using Economy.World.Demand;
using Economy.World.Demography;
using Economy.World.Observers;
using Economy.World.Recommenders;
using Economy.World.Recommenders.Ads;
using Economy.World.Stage;
using Economy.World.Views;

namespace Economy.Tests.Actors;

/// <summary>What every stage must do: what one thread with one cell does, to the byte.</summary>
public abstract class StageContract
{
    protected abstract IStage NewStage(WorldModel world, int cells);

    [Fact]
    public void A_run_does_not_depend_on_the_stage()
    {
        foreach (var jobs in (JobMode[])[JobMode.Committed, JobMode.Preemptive])
        {
            var scenario = Scenario(3, jobs);
            var expected = Rows(scenario, world => ActorRuns.Stage(world, 1, 1));
            foreach (var cells in (int[])[1, 7]) Assert.Equal(expected, Rows(scenario, world => NewStage(world, cells)));
        }
    }

    [Fact]
    public void Views_of_the_past_and_noise_do_not_depend_on_the_stage_either()
    {
        var plain = Scenario(4, JobMode.Committed);
        ViewSpec[] views = [new DelayedView { Ticks = 3 }, new NoisedView { Deviation = 0.3 }];
        var scenario = plain with { Population = plain.Population with { Types = [.. plain.Population.Types.Select((type, t) => type with { View = views[t % 2] })] } };
        var expected = Rows(scenario, world => ActorRuns.Stage(world, 1, 1));
        Assert.NotEqual(expected, Rows(plain, world => ActorRuns.Stage(world, 1, 1)));
        Assert.Equal(expected, Rows(scenario, world => NewStage(world, 7)));
        Assert.Equal(expected, Rows(scenario, world => NewStage(world, 3), world => ActorRuns.Stage(world, 2, 5)));
        Assert.Equal(expected, Rows(scenario, world => ActorRuns.Stage(world, 2, 5), world => NewStage(world, 3)));
    }

    [Theory]
    [InlineData("popular", RankedItems.People)]
    [InlineData("retrieval", RankedItems.Goods)]
    [InlineData("attention", RankedItems.Places)]
    public void What_is_shown_and_remembered_does_not_depend_on_the_stage_either(string ranking, RankedItems items)
    {
        var lively = UsedAccountLaws.Lively(new Inheritance());
        var information = new InformationSpec { Prior = PriorKind.Endogenous, Cost = InformationCharge.Charged, Switching = 60, Habit = 0.2, Memory = 5 };
        var ads = new AdvertisingSpec { Reserve = 2, Campaigns = [new() { Advertiser = lively.Subsystems[0].Name, Bid = 9, Budget = 500 }] };
        var feed = new Recommender { Name = "feed", Items = items, Account = new(), Advertising = ads, Slots = 3, PositionBias = 0.5, Needs = new() { Cpu = 1 }, Ranking = (RankingSpec)Activator.CreateInstance(KindRegistry.Find(typeof(RankingSpec), ranking)!.Type)! };
        var scenario = lively with
        {
            Subsystems = [lively.Subsystems[0] with { Account = new() { Endowment = 5000 } }, .. lively.Subsystems.Skip(1), feed],
            Population = lively.Population with
            {
                Types = [.. lively.Population.Types.Select(t => t with { Information = information, Awareness = 0.3, Friends = 2, Preferences = new Dictionary<string, double>(t.Preferences) { ["feed"] = 0.6 } })],
            },
            Output = lively.Output with { Observers = [new AttentionPrices(), new Recommendations()] },
        };
        var expected = Rows(scenario, world => ActorRuns.Stage(world, 1, 1));
        Assert.NotEqual(expected, Rows(lively, world => ActorRuns.Stage(world, 1, 1)));
        Assert.Equal(expected, Rows(scenario, world => NewStage(world, 7)));
        Assert.Equal(expected, Rows(scenario, world => NewStage(world, 3), world => ActorRuns.Stage(world, 2, 5)));
        Assert.Equal(expected, Rows(scenario, world => ActorRuns.Stage(world, 2, 5), world => NewStage(world, 3)));
    }

    /// <summary>Visits, projects and goods that are under way between ticks, and what is delivered of them, cross the stage and its loss.</summary>
    [Fact]
    public void What_is_under_way_in_places_does_not_depend_on_the_stage_either()
    {
        var scenario = Worlds.Living();
        var expected = Rows(scenario, world => ActorRuns.Stage(world, 1, 1));
        foreach (var word in (string[])["bankrupt", "returned", "stages finished"]) Assert.Contains(word, expected, StringComparison.Ordinal);
        Assert.Equal(expected, Rows(scenario, world => NewStage(world, 7)));
        Assert.Equal(expected, Rows(scenario, world => NewStage(world, 3), world => ActorRuns.Stage(world, 2, 5)));
    }

    [Fact]
    public void The_state_of_one_stage_is_taken_over_by_another()
    {
        var scenario = Scenario(5, JobMode.Committed);
        var expected = Rows(scenario, world => ActorRuns.Stage(world, 1, 1));
        Assert.Equal(expected, Rows(scenario, world => NewStage(world, 3), world => ActorRuns.Stage(world, 2, 5)));
        Assert.Equal(expected, Rows(scenario, world => ActorRuns.Stage(world, 2, 5), world => NewStage(world, 3)));
    }

    [Theory]
    [InlineData(JobMode.Committed)]
    [InlineData(JobMode.Preemptive)]
    public void Accounts_that_are_used_again_do_not_depend_on_the_stage_either(JobMode jobs)
    {
        var lively = UsedAccountLaws.Lively(new Inheritance()) with { Allocation = new() { Jobs = jobs, RestartCost = 600 }, Stop = [new() { When = "participants < 95", At = 12, Ticks = 9 }] };
        var expected = Rows(lively, world => ActorRuns.Stage(world, 1, 1));
        Assert.Equal(expected, Rows(lively, world => NewStage(world, 7)));
        Assert.Equal(expected, Rows(lively, world => NewStage(world, 3), world => ActorRuns.Stage(world, 2, 5)));
        Assert.Equal(expected, Rows(lively, world => ActorRuns.Stage(world, 2, 5), world => NewStage(world, 3)));
    }

    [Fact]
    public void Amounts_that_overflow_end_the_run_as_they_do_in_one_thread()
    {
        var scenario = Scenario(1, JobMode.Committed);
        scenario = scenario with { Subsystems = [.. scenario.Subsystems.Select(s => s with { Reward = 1e300 })] };
        Assert.Throws<AmountOverflowException>(() => Rows(scenario, world => ActorRuns.Stage(world, 1, 1)));
        Assert.Throws<AmountOverflowException>(() => Rows(scenario, world => NewStage(world, 3)));
    }

    private static Scenario Scenario(ulong seed, JobMode jobs) => Worlds.Small(seed) with
    {
        Demand = new() { Source = DemandSource.Synthetic, ValuePerGpuSecond = 1, Patience = 3 },
        Allocation = new() { Jobs = jobs, RestartCost = 600 },
    };

    /// <summary>Every row of a run; given a second stage, that of a run which moves to it after the fifth tick.</summary>
    private static string Rows(Scenario scenario, Func<WorldModel, IStage> stage, Func<WorldModel, IStage>? second = null)
    {
        var world = new WorldModel(scenario, new SyntheticDemand(scenario.Seed, new SyntheticOptions { ArrivalsPerHour = 4 }));
        using var first = stage(world);
        var rows = new MemorySink();
        var simulator = NewSimulator(first, rows);
        if (second is null)
        {
            simulator.Run();
            return rows.Transcript();
        }

        Assert.ThrowsAny<OperationCanceledException>(() => simulator.Run(betweenTicks: tick =>
        {
            if (tick == 5) throw new OperationCanceledException();
        }));
        using var state = new MemoryStream();
        simulator.Save(new BinaryWriter(state));
        using var next = second(world);
        var rest = new MemorySink();
        var resumed = NewSimulator(next, rest);
        resumed.Restore(new BinaryReader(new MemoryStream(state.ToArray())));
        resumed.Run();
        return MemorySink.Transcript(rows, rest);

        Simulator NewSimulator(IStage actors, MemorySink sink) =>
            new(world, actors, Allocators.Create(scenario.Allocation.Policy, new AllocationOptions()), sink, settlement: null);
    }
}

public class LocalStageContract : StageContract
{
    protected override IStage NewStage(WorldModel world, int cells) => ActorRuns.Stage(world, 2, cells);
}
