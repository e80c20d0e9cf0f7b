using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;

namespace Economy.Tests.World;

/// <summary>
/// Known answer: perfect random matching with uniform splits leads to exponential money, Gini 1/2 (Drăgulescu and Yakovenko
/// 2000); in whole units with mean m to the geometric distribution, Gini (m + 1)/(2m + 1), 2/3 with mean 1.
/// </summary>
public class KineticExchangeTests
{
    [Theory]
    [InlineData(10_000, 0.500)]
    [InlineData(1, 0.667)]
    public void The_gini_of_money_settles_at_the_known_value(double mean, double expected)
    {
        var scenario = new Scenario
        {
            Name = "kinetic", Ticks = 60, Chain = "none",
            Population = new() { Types = [new() { Name = "agent", Count = 10_000, Wealth = new() { Mean = mean } }] },
            Encounters = new() { Rule = EncounterRule.UniformSplit },
        };
        var sink = new MemorySink();
        var world = new WorldModel(scenario);
        new Simulator(world, ActorRuns.Stage(world), Allocators.Create("equal", new AllocationOptions()), sink, null).Run();
        Assert.Equal(0, sink.Rows<TickRow>()[0].MoneyGini, 9);
        Assert.InRange(sink.Rows<TickRow>()[^1].MoneyGini, expected - 0.009, expected + 0.009);
        Assert.Equal((long)(mean * 10_000), sink.Rows<TickRow>()[^1].MoneySupply);
    }

    /// <summary>Of a pair that has two thousand million, nothing changes hands once in as many times.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(7, 3)]
    [InlineData(140, 70)]
    public void Everybody_meets_somebody_but_one_of_an_odd_number(int participants, int pairs)
    {
        var sink = new MemorySink();
        var world = new WorldModel(new Scenario
        {
            Name = "kinetic", Ticks = 3, Chain = "none",
            Population = new() { Types = [new() { Name = "agent", Count = participants, Wealth = new() { Distribution = WealthDistribution.Equal, Mean = 1_000_000_000 } }] },
            Encounters = new() { Rule = EncounterRule.UniformSplit },
        });
        new Simulator(world, ActorRuns.Stage(world), Allocators.Create("equal", new AllocationOptions()), sink, null).Run();
        Assert.All(sink.Rows<TickRow>().Where(t => t.Tick > 0), t => Assert.Equal(pairs, t.JournalEntries));
    }
}
