using Economy.Core.Scenarios;
using Economy.World.Behaviours;
using Economy.World.Markets;
using Economy.World.Subsystems;

namespace Economy.Benchmarks;

/// <summary>Models that other agent-based frameworks have too.</summary>
internal static class Peers
{
    /// <summary>Enough for what a virtual machine compiles as it runs to be compiled.</summary>
    public static int TicksOf(int participants) => Math.Clamp(20_000_000 / participants, 20, 200);

    /// <summary>Each meets a random other, and the pair's money is split uniformly (Drăgulescu and Yakovenko 2000).</summary>
    public static Scenario KineticExchange(int participants) => new()
    {
        Name = "kinetic-exchange",
        Ticks = TicksOf(participants),
        Chain = "none",
        Population = new() { Types = [new() { Name = "agents", Count = participants, Wealth = new() { Distribution = WealthDistribution.Equal, Mean = 10_000 } }] },
        Encounters = new() { Rule = EncounterRule.UniformSplit },
        Output = new() { Trades = false, Participants = false },
    };

    /// <summary>A call market of one good whose traders bid and ask at random within their budgets (Gode and Sunder 1993).</summary>
    public static Scenario ZeroIntelligenceMarket(int participants) => new()
    {
        Name = "zero-intelligence",
        Ticks = TicksOf(participants),
        Chain = "none",
        Population = new()
        {
            Types =
            [
                new()
                {
                    Name = "traders", Count = participants, Wealth = new() { Distribution = WealthDistribution.Equal, Mean = 10_000 }, PreferenceDispersion = 0.5,
                    Holdings = new Dictionary<string, long> { ["good"] = 5 }, Attention = 3600, Preferences = new Dictionary<string, double> { ["floor"] = 1 },
                    Trading = new ZeroIntelligence(), OrderRate = 10,
                },
            ],
        },
        Subsystems = [new Marketplace { Name = "floor" }],
        Assets = [new() { Name = "good", Value = 0.05, Satiation = 5, InitialPrice = 100 }],
        Markets = [new CallAuction { Asset = "good" }],
        Output = new() { Trades = false, Participants = false },
    };
}
