using System.Diagnostics;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Reporting.Runs;
using Economy.Scenarios;
using Economy.Tests.Actors;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Stage;
using Economy.World.Tick.Allocate;

namespace Economy.Benchmarks.Cluster;

/// <summary>What one run on one stage took, and its economy digest.</summary>
/// <param name="SecondsPerTick">Median over all ticks but the first quarter, in which cells move and code is compiled.</param>
/// <param name="ProcessorSecondsPerTick">Processor time of this process and its nodes over the whole run; not a number elsewhere than on Linux.</param>
/// <param name="Digest">Economy digest of the files it wrote.</param>
internal sealed record ClusterRun(double SecondsPerTick, double ProcessorSecondsPerTick, string Digest)
{
    /// <summary>Runs a scenario and writes its files, which are removed again.</summary>
    /// <param name="world">The world.</param>
    /// <param name="stage">Where the actors are.</param>
    /// <param name="on">Told of every step of a tick.</param>
    public static ClusterRun Of(WorldModel world, IStage stage, Action<string, int>? on = null)
    {
        var root = Directory.CreateTempSubdirectory("economy-benchmark-").FullName;
        try
        {
            var scenario = world.Scenario;
            using var folder = RunFolder.Begin(root, "run", scenario);
            var threads = Environment.ProcessorCount;
            var watch = new StepWatch(stage, Policies.Of(scenario.Allocation, threads), folder, on ?? ((_, _) => { }));
            var before = ProcessorTime.OfTree(Environment.ProcessId);
            var seconds = Time(scenario, new Simulator(world, watch, watch, watch, watch, threads));
            var processor = (ProcessorTime.OfTree(Environment.ProcessId) - before) / scenario.Ticks;
            var manifest = folder.Complete(RunManifest.Of(scenario, ScenarioWriter.Print(scenario), ScenarioHash.Of(scenario).ToString()));
            return new ClusterRun(seconds, processor, manifest.EconomyDigest);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static double Time(Scenario scenario, Simulator simulator)
    {
        var (clock, seconds, last) = (Stopwatch.StartNew(), new List<double>(), 0.0);
        simulator.Run(row =>
        {
            var now = clock.Elapsed.TotalSeconds;
            if (row.Tick > scenario.Ticks / 4) seconds.Add(now - last);
            last = now;
        });
        return Median(seconds);
    }

    /// <summary>The middle value, the upper one of two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
