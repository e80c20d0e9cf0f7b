using Economy.Core.Scenarios;

namespace Economy.Tests.Experiments;

/// <summary>A world of milliseconds: twenty participants split their money at random, over three ticks.</summary>
internal static class SmallStudy
{
    public static Scenario Scenario(double meanWealth) => new()
    {
        Name = "split",
        Ticks = 3,
        Population = new PopulationSpec { Types = [new ParticipantTypeSpec { Name = "agent", Count = 20, Wealth = new WealthSpec { Mean = meanWealth } }] },
        Encounters = new EncounterSpec { Rule = EncounterRule.UniformSplit },
    };
}
