using Economy.Core.Scenarios;

namespace Economy.Benchmarks;

/// <summary>Models that other agent-based frameworks have too.</summary>
internal static class Peers
{
    /// <summary>Each meets a random other, and the pair's money is split uniformly (Drăgulescu and Yakovenko 2000).</summary>
    public static Scenario KineticExchange(int participants) => new()
    {
        Name = "kinetic-exchange",
        Ticks = 20,
        Chain = "none",
        Population = new() { Types = [new() { Name = "agents", Count = participants, Wealth = new() { Distribution = WealthDistribution.Equal, Mean = 10_000 } }] },
        Encounters = new() { Rule = EncounterRule.UniformSplit },
        Output = new() { Trades = false, Participants = false },
    };
}
