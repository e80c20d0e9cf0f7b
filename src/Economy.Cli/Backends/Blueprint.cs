using System.Text;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Actors.Remote;

namespace Economy.Cli.Backends;

/// <summary>What a node of a cluster makes a world from: a byte that says whether there are jobs, and the scenario as text.</summary>
internal static class Blueprint
{
    public static byte[] Of(WorldModel world) =>
        [(byte)(world.Demand is null ? 0 : 1), .. Encoding.UTF8.GetBytes(ScenarioWriter.Print(world.Scenario))];

    /// <exception cref="InvalidDataException">It is not the scenario of a program like this one.</exception>
    public static WorldModel Read(byte[] blueprint)
    {
        var read = ScenarioReader.Read(blueprint.AsSpan(1), "the scenario of the run");
        var scenario = read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors));
        return new WorldModel(scenario, blueprint[0] == 0 ? null : new ReplicaDemand());
    }
}
