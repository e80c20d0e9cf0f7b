using Economy.Actors;
using Economy.Attention;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Actors;

namespace Economy.Tests.World.Demography;

/// <summary>A run of a world, with all its rows and the state of its participants at the end.</summary>
internal sealed record Runs(MemorySink Rows, Simulator Simulator, IReadOnlyList<ParticipantState> Participants)
{
    public static Runs Of(Scenario scenario, int threads = 1, int cells = 1)
    {
        var (rows, world) = (new MemorySink(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, threads, cells);
        var simulator = new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null, threads);
        simulator.Run();
        return new(rows, simulator, [.. stage.Inspect()]);
    }
}
