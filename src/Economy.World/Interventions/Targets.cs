using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>Whom an intervention is about.</summary>
internal static class Targets
{
    /// <summary>Says that a participant type is none of the scenario's; null where it is one, or none is named.</summary>
    public static string? Misfit(Scenario scenario, string? type) => type is null || scenario.Population.Types.Any(t => t.Name == type) ? null
        : $"there is no participant type '{type}': there are {string.Join(", ", scenario.Population.Types.Select(t => t.Name))}";
}
