using Economy.Core.Scenarios;
using Economy.World;

namespace Economy.Experiments;

/// <summary>Makes worlds of scenarios that need nothing beside them.</summary>
public static class ScenarioWorlds
{
    /// <summary>The world of a scenario.</summary>
    /// <exception cref="InvalidDataException">It cannot be made; the message says why.</exception>
    public static WorldModel Build(Scenario scenario)
    {
        var built = WorldBuilder.Build(scenario);
        return built.World ?? throw new InvalidDataException(built.Problem);
    }
}
