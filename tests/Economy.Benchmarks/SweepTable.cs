using System.Diagnostics;
using System.Globalization;
using Economy.Experiments;
using Economy.Experiments.Files;
using Economy.Experiments.Sweeps;
using Economy.World.Randomness;

namespace Economy.Benchmarks;

/// <summary>
/// A sweep of many small runs: killed (SIGKILL) at random moments and begun again by the same command, beside one that is not; and peak
/// memory early on and at its end.
/// </summary>
internal static class SweepTable
{
    private const string World = """
        name: world
        ticks: 20
        population: {types: [{name: agents, count: 100, wealth: {distribution: equal, mean: 100}}]}
        encounters: {rule: uniform-split}
        """;

    private static readonly string[] Queries =
    [
        "SELECT * FROM settings ORDER BY 1", "SELECT setting, seed, status, error, digest FROM runs ORDER BY 1, 2",
        "SELECT * FROM measures ORDER BY 1, 2, 3", "SELECT * FROM series ORDER BY 1, 2, 3, 4",
    ];

    /// <summary>The whole: so many runs, ten to a setting, and so many kills.</summary>
    public static string Of(int runs, int kills)
    {
        var folder = Directory.CreateTempSubdirectory("economy-sweep-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "world.yaml"), World);
            File.WriteAllText(Path.Combine(folder, "experiment.yaml"), $$"""
                name: many
                scenario: world.yaml
                factors:
                  - {key: population.types.agents.wealth.mean, name: mean, from: 10, to: 100000, scale: log, steps: {{runs / 10}}}
                seeds: 1..10
                measures:
                  - {name: money_gini, column: ticks.money_gini, over: last}
                  - {name: richest, column: participants.money_minor, across: max}
                """);
            var clock = Stopwatch.StartNew();
            var whole = Run(folder, "whole", killAt: int.MaxValue, pause: 0);
            var seconds = clock.Elapsed.TotalSeconds;
            var random = new PhiloxStream(1, Purpose.Design, kills, 3);
            var killed = 0;
            for (var kill = 0; kill < kills; kill++)
            {
                // Some runs on from where it goes on, so few that there are some left for the last, and some milliseconds into one.
                var found = Run(folder, "killed", killAt: 1 + random.NextInt(runs / kills - 1), pause: random.NextInt(5));
                if (found.Count == 0 || found[^1].Done < runs) killed++;
            }

            Run(folder, "killed", killAt: int.MaxValue, pause: 0);
            double early = whole[0].Peak, late = whole[^1].Peak;
            var same = Rows(folder, "whole").SequenceEqual(Rows(folder, "killed"));
            return string.Create(CultureInfo.InvariantCulture, $"""
                | runs | s | kills | rows equal | peak MB at run {whole[0].Done} | at run {whole[^1].Done} | ratio |
                |---:|---:|---:|---|---:|---:|---:|
                | {runs} | {seconds:0.0} | {killed} | {(same ? "yes" : "NO")} | {early / 1e6:0.0} | {late / 1e6:0.0} | {late / early:0.00} |

                """);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// The sweep in a process of its own, which says after every run how far it is, and its peak memory after a tenth and at the end.
    /// </summary>
    public static void Child(string folder, string name)
    {
        var experiment = ExperimentFile.Read(Path.Combine(folder, "experiment.yaml"), [], out _)!;
        ExperimentStudy.Sweep(experiment, new StudyPlace(Path.Combine(folder, name), new LocalWorkers(1))
        {
            Progress = p => Console.WriteLine($"{p.Done} {(p.Done * 10 == p.Total || p.Done == p.Total ? Peak() : 0)}"),
        }, default);
    }

    private static long Peak() => Process.GetCurrentProcess().PeakWorkingSet64;

    private static List<(int Done, long Peak)> Run(string folder, string name, int killAt, int pause)
    {
        var start = new ProcessStartInfo(Benchmarks.Child.Program[0], [.. Benchmarks.Child.Program[1..], "sweep-child", folder, name]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var told = new List<(int Done, long Peak)>();
        for (var lines = 1; child.StandardOutput.ReadLine() is { } line; lines++)
        {
            var words = line.Split(' ');
            if (words is [var done, var peak] && long.Parse(peak, CultureInfo.InvariantCulture) is > 0 and var bytes)
                told.Add((int.Parse(done, CultureInfo.InvariantCulture), bytes));
            if (lines != killAt) continue;
            Thread.Sleep(pause);
            child.Kill();
        }

        child.WaitForExit();
        if (killAt == int.MaxValue && child.ExitCode != 0)
            throw new InvalidOperationException($"The sweep failed with exit code {child.ExitCode}.");
        return told;
    }

    private static List<string> Rows(string folder, string name)
    {
        using var study = new StudyDatabase(Path.Combine(folder, name, "study.db"), [], [], []);
        return [.. Queries.SelectMany(study.Query)
            .Select(row => string.Join('|', row.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture))))];
    }
}
