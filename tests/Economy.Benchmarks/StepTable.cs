using System.Diagnostics;
using System.Globalization;
using System.Text;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Scenarios;
using Economy.World;

namespace Economy.Benchmarks;

/// <summary>Where the time of a tick goes: median milliseconds of each step by model, size and threads, one process for all.</summary>
internal static class StepTable
{
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];
    private static readonly string[] Steps = ["OpenStep", "DecideStep", "AllocateStep", "PerformStep", "TradeStep", "Posting", "SettleStep", "ObserveStep"];

    public static string Of(int largest)
    {
        var text = new StringBuilder();
        text.AppendLine("| model | participants | threads | open | decide | allocate | perform | trade | post | settle | observe | tick, ms | bytes allocated per participant-tick |");
        text.AppendLine("|:---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, scenario) in new (string, Func<int, Scenario>)[] { ("population", Population.Scenario), ("four plain subsystems", n => PlacesTable.Scenario(n, living: false)), ("ten places that live", n => PlacesTable.Scenario(n, living: true)), ("kinetic exchange", Peers.KineticExchange) })
            foreach (var size in Sizes.Where(n => n <= largest))
                foreach (var threads in (int[])[1, 2])
                    text.AppendLine(Row(name, scenario(size), size, threads));
        return text.ToString();
    }

    private static string Row(string name, Scenario scenario, int size, int threads)
    {
        var world = new WorldModel(scenario);
        using var stage = ActorRuns.Stage(world, threads);
        var simulator = new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions { Threads = threads }), new Population.Nowhere(), null, threads);
        var steps = Steps.ToDictionary(s => s, _ => new List<double>());
        var (ticks, allocated, clock, lastBytes) = (new List<double>(), new List<double>(), Stopwatch.StartNew(), 0L);
        simulator.Timed = (step, time) => steps[step].Add(time.TotalMilliseconds);
        simulator.Run(row =>
        {
            ticks.Add(clock.Elapsed.TotalMilliseconds);
            allocated.Add(GC.GetTotalAllocatedBytes() - lastBytes);
            lastBytes = GC.GetTotalAllocatedBytes();
            clock.Restart();
        });
        var cells = Steps.Select(s => Median(steps[s]).ToString("0.0", CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {size:N0} | {threads} | {string.Join(" | ", cells)} | {Median(ticks):0.0} | {Median(allocated) / size:0.0} |");
    }

    private static double Median(List<double> values)
    {
        var late = values.Skip(values.Count / 4).Order().ToList();
        return late.Count == 0 ? 0 : late[late.Count / 2];
    }
}
