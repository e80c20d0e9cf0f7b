using Economy.Attention;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World;

/// <summary>The kinds that come with the world.</summary>
public static class WorldKinds
{
    /// <summary>Adds them to the registry. Whoever reads a scenario or makes a world has done so; doing it again changes nothing.</summary>
    public static void Register()
    {
        KindRegistry.AddAll(typeof(Scenario).Assembly);
        KindRegistry.AddAll(typeof(WorldModel).Assembly);
        WordLists.Set("policies", [.. Allocators.Names.Select(name => (name, Allocators.Sentence(name)))]);
    }
}
