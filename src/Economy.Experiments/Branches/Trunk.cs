using Economy.Actors;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World;
using Economy.World.Tick.Allocate;

namespace Economy.Experiments.Branches;

/// <summary>A burnt-in economy at the end of a tick, from which others can go on.</summary>
public sealed class Trunk
{
    private Trunk(Scenario scenario, Func<Scenario, WorldModel> build, int tick, byte[] state) =>
        (Scenario, Build, Tick, State) = (scenario, build, tick, state);

    /// <summary>What it was.</summary>
    public Scenario Scenario { get; }

    /// <summary>Makes the world of a scenario.</summary>
    public Func<Scenario, WorldModel> Build { get; }

    /// <summary>The last tick that is over.</summary>
    public int Tick { get; }

    /// <summary>Everything that the ticks to come depend on.</summary>
    internal byte[] State { get; }

    /// <summary>Runs a scenario up to a tick.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="build">Makes its world.</param>
    /// <param name="tick">The tick, 0 … the scenario's last.</param>
    /// <param name="rows">Where the rows up to there go.</param>
    /// <param name="from">A checkpoint to go on from, at the part of the simulator; null begins anew.</param>
    /// <param name="cancellation">Ends it between two ticks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tick lies beyond the scenario's last, or before the checkpoint.</exception>
    public static Trunk At(Scenario scenario, Func<Scenario, WorldModel> build, int tick, IRunSink rows, BinaryReader? from = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tick);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tick, scenario.Ticks);
        var world = build(scenario);
        using var stage = ActorRuns.Stage(world);
        var simulator = new Simulator(world, stage, Policies.Of(world.Allocation), rows, settlement: null);
        from?.ReadPart(simulator);
        ArgumentOutOfRangeException.ThrowIfLessThan(tick, simulator.Done);
        Run(simulator, tick, cancellation);
        using var state = new MemoryStream();
        new BinaryWriter(state).WritePart(simulator);
        return new Trunk(scenario, build, tick, state.ToArray());
    }

    private static void Run(Simulator simulator, int tick, CancellationToken cancellation)
    {
        if (simulator.Done == tick) return;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            simulator.Run(betweenTicks: done =>
            {
                if (done == tick) over.Cancel();
            }, cancellation: over.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && simulator.Done == tick)
        {
            // The tick is over.
        }
    }
}
