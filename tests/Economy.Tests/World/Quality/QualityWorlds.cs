using Economy.Actors;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.Tests.Support;
using Economy.Tests.World;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Tick.Allocate;

namespace Economy.Tests.World.Quality;

/// <summary>Worlds in which pools serve tasks well or badly.</summary>
internal static class QualityWorlds
{
    /// <summary>The learning scenario of the repository, without learning.</summary>
    public static Scenario Learning(ulong seed)
    {
        var scenario = Learner(seed);
        return scenario with { Allocation = scenario.Allocation with { Learning = null } };
    }

    /// <summary>The learning scenario of the repository.</summary>
    public static Scenario Learner(ulong seed) => ScenarioReader.ReadFile(Path.Combine(Repository.Root, "scenarios", "learning.yaml")).Scenario! with { Seed = seed };

    /// <summary>Runs a scenario and keeps its rows.</summary>
    public static MemorySink Run(Scenario scenario, int threads = 1, int cells = 1)
    {
        var rows = new MemorySink();
        var built = WorldBuilder.Build(scenario);
        Assert.Null(built.Problem);
        using var stage = ActorRuns.Stage(built.World!, threads, cells);
        new Simulator(built.World!, stage, Policies.Of(scenario.Allocation, threads), rows, settlement: null, threads).Run();
        return rows;
    }
}
