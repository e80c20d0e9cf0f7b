using Economy.Actors;
using Economy.Core.State;
using Economy.World;
using Economy.World.Tick.Allocate;

namespace Economy.Experiments.Series;

/// <summary>A run in the books alone, and what was seen of it.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Series">Its series.</param>
/// <param name="Digest">Its <see cref="RowDigest"/>.</param>
public sealed record ObservedRun(ulong Seed, RunSeries Series, string Digest)
{
    /// <summary>Runs a world to its end.</summary>
    /// <param name="world">The world.</param>
    /// <param name="seed">What the run goes by.</param>
    /// <param name="tables">Tables that become series.</param>
    /// <param name="from">A saved simulator to go on from; null begins anew.</param>
    /// <param name="cancellation">Ends it between two ticks.</param>
    public static ObservedRun Of(WorldModel world, ulong seed, IEnumerable<Type> tables, byte[]? from = null,
        CancellationToken cancellation = default)
    {
        var series = new RunSeries(tables, world.Scenario.Ticks);
        var digest = new RowDigest(series);
        using var stage = ActorRuns.Stage(world);
        var simulator = new Simulator(world, stage, Policies.Of(world.Allocation), digest, settlement: null);
        if (from is not null)
        {
            using var reader = new BinaryReader(new MemoryStream(from));
            reader.ReadPart(simulator);
        }

        simulator.Run(cancellation: cancellation);
        return new ObservedRun(seed, series, digest.Value);
    }
}
