using System.Diagnostics;
using Economy.Actors;
using Economy.Scenarios;
using Economy.Tests.Actors;
using Economy.World;

namespace Economy.Benchmarks.Cluster;

/// <summary>
/// The quickstart and a world of 100,000 in this process, and on one, two and three node processes on loopback; and on three with a node killed in every step of a tick.
/// </summary>
internal static class ClusterTable
{
    private const int Nodes = 3;
    private const int Large = 100_000;
    private static readonly string[] Hosts = ["one process", "1 node", "2 nodes", "3 nodes"];

    /// <summary>Writes the table to the console, row by row.</summary>
    /// <param name="rounds">Rounds, in each of which every host has its turn; ratios are taken within a round.</param>
    public static void Write(int rounds)
    {
        Console.WriteLine("| scenario | host | s per tick | ticks/s to one process: median (least … most) | CPU s per tick to one process | bytes per participant-tick | digest |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---|");
        foreach (var (scenario, world, cells) in Scenarios) WriteRows(scenario, world, cells, rounds);
    }

    /// <summary>Writes how runs end in which a node is killed in each step, row by row.</summary>
    public static void WriteKills()
    {
        Console.WriteLine("| scenario | host | kills | s to one process | digest |");
        Console.WriteLine("|---|---|---:|---:|---|");
        foreach (var (scenario, world, cells) in Scenarios)
        {
            var (quiet, seconds) = Timed(() => InProcess(world(), cells));
            var ((killed, kills), killedSeconds) = Timed(() => Killing(world(), cells));
            Console.WriteLine($"| {scenario} | {Nodes} nodes, one killed in each step | {kills} | {killedSeconds / seconds:0.0} | {(killed.Digest == quiet.Digest ? quiet.Digest[..8] : "DIFFERS")} |");
        }
    }

    private static IEnumerable<(string Name, Func<WorldModel> World, int Cells)> Scenarios =>
    [
        ("quickstart", Quickstart, 6),
        ($"population {Large:N0}", () => new WorldModel(Population.Scenario(Large) with { Ticks = 20 }), 24),
    ];

    private static WorldModel Quickstart() =>
        WorldBuilder.Build(ScenarioReader.ReadFile(Path.Combine("scenarios", "quickstart.yaml"), ["chain=none"]).Scenario!).World!;

    private static void WriteRows(string scenario, Func<WorldModel> world, int cells, int rounds)
    {
        var turns = Enumerable.Range(0, rounds + 1).Select(_ => Round(world, cells)).Skip(1).ToList(); // The first is a warm-up.
        var digest = turns[0][0].Run.Digest;
        for (var h = 0; h < Hosts.Length; h++)
        {
            var seconds = turns.Select(t => t[h].Run.SecondsPerTick);
            var ratios = turns.Select(t => t[0].Run.SecondsPerTick / t[h].Run.SecondsPerTick).ToList();
            var processor = turns.Select(t => t[h].Run.ProcessorSecondsPerTick / t[0].Run.ProcessorSecondsPerTick);
            var bytes = turns[^1][h].Bytes is > 0 and var sent ? $"{sent:0.0}" : "";
            var same = turns.All(t => t[h].Run.Digest == digest) ? digest[..8] : "DIFFERS";
            Console.WriteLine($"| {scenario} | {Hosts[h]} | {ClusterRun.Median(seconds):0.0000} | {ClusterRun.Median(ratios):0.00} ({ratios.Min():0.00} … {ratios.Max():0.00}) | {ClusterRun.Median(processor):0.00} | {bytes} | {same} |");
        }
    }

    /// <summary>Every host in turn; nodes join between runs.</summary>
    private static List<(ClusterRun Run, double Bytes)> Round(Func<WorldModel> world, int cells)
    {
        List<(ClusterRun, double)> runs = [(InProcess(world(), cells), 0)];
        using var nodes = new NodeProcesses();
        for (var n = 0; n < Nodes; n++)
        {
            nodes.Join();
            var led = world();
            using var stage = nodes.NewStage(led, cells);
            runs.Add((ClusterRun.Of(led, stage), (double)stage.Bytes / led.Participants / led.Scenario.Ticks));
        }

        return runs;
    }

    private static ClusterRun InProcess(WorldModel world, int cells)
    {
        using var stage = ActorRuns.Stage(world, Environment.ProcessorCount, cells);
        return ClusterRun.Of(world, stage);
    }

    private static (T Value, double Seconds) Timed<T>(Func<T> action)
    {
        var clock = Stopwatch.StartNew();
        return (action(), clock.Elapsed.TotalSeconds);
    }

    /// <summary>In step k of tick k + 2 a node is killed and another joins.</summary>
    private static (ClusterRun Run, int Kills) Killing(WorldModel world, int cells)
    {
        using var nodes = new NodeProcesses();
        for (var n = 0; n < Nodes; n++) nodes.Join();
        using var stage = nodes.NewStage(world, cells);
        var kills = 0;
        var run = ClusterRun.Of(world, stage, (step, tick) =>
        {
            if (kills == StepWatch.Steps.Count || StepWatch.Steps[kills] != step || tick != kills + 2) return;
            nodes.KillOne();
            nodes.Join();
            kills++;
            Console.Error.WriteLine($"tick {tick}: a node was killed after '{step}'");
        });
        return (run, kills);
    }
}
