using Economy.Actors;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments.Measures;
using Economy.Reporting.Runs;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Tick.Allocate;

namespace Economy.Experiments.Sweeps;

/// <summary>What a run of a study leaves.</summary>
/// <param name="Digest">Economy digest, that of <c>economy run</c> with the same scenario and seed.</param>
/// <param name="Measured">What was measured, in the order of the study's measures.</param>
public sealed record RunFindings(string Digest, IReadOnlyList<Measured> Measured);

/// <summary>One run of a study, in the books alone: no folder, no chain, one thread.</summary>
public static class SingleRun
{
    /// <summary>Runs a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="scenario">Its scenario as it was before what is read from files entered it: it gives the digest its hash.</param>
    /// <param name="measures">What is read off it.</param>
    /// <param name="stop">A condition on the economy of a tick at which it ends before its time; null for none.</param>
    /// <param name="cancellation">Ends it between two ticks.</param>
    public static RunFindings Of(WorldModel world, Scenario scenario, MeasureSet measures, Condition? stop = null,
        CancellationToken cancellation = default)
    {
        var reading = measures.Open();
        using var digest = new DigestSink(world.Scenario);
        using var stage = ActorRuns.Stage(world);
        var simulator = new Simulator(world, stage, Policies.Of(scenario.Allocation), new Both(reading, digest), settlement: null);
        var isOver = false;
        try
        {
            simulator.Run(row => isOver = row.Tick > 0 && stop is not null && stop.Holds(row),
                _ =>
                {
                    if (isOver) throw new StopException();
                }, cancellation);
        }
        catch (StopException)
        {
            simulator.Cut();
        }

        return new(digest.Finish(ScenarioHash.Of(world.Scenario).ToString()), reading.Finish());
    }

    private sealed class StopException : Exception;

    private sealed class Both(IRunSink one, IRunSink other) : IRunSink
    {
        public void Write<TRow>(in TRow row)
            where TRow : struct
        {
            one.Write(row);
            other.Write(row);
        }
    }
}
