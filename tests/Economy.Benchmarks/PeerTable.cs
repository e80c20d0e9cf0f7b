using System.Diagnostics;
using System.Globalization;
using System.Text;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World;

namespace Economy.Benchmarks;

/// <summary>
/// Models that other frameworks have too, with books, inequality in every tick and a digest of every journal: participant-ticks per second,
/// and beside another program that runs the same model, in turns.
/// </summary>
internal static class PeerTable
{
    private const int Repeats = 3;
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];

    private static readonly Dictionary<string, Func<int, Scenario>> Models = new()
    {
        ["kinetic-exchange"] = Peers.KineticExchange,
        ["zero-intelligence"] = Peers.ZeroIntelligenceMarket,
    };

    /// <summary>Seconds per tick, the median of one run in this process.</summary>
    public static double Measure(string model, int participants, int threads)
    {
        var world = new WorldModel(Models[model](participants));
        using var stage = ActorRuns.Stage(world, threads);
        var roots = new Roots();
        var simulator = new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions { Threads = threads }), new Population.Nowhere(), roots, threads);
        var (clock, seconds, moved) = (Stopwatch.StartNew(), new List<double>(), 0L);
        simulator.Run(row =>
        {
            moved += row.Tick == 0 ? 0 : row.JournalEntries;
            seconds.Add(clock.Elapsed.TotalSeconds);
            clock.Restart();
        });
        roots.Finish();
        if (moved < participants) throw new InvalidOperationException($"Only {moved} payments in {seconds.Count} ticks of {model}.");
        var late = seconds.Skip(seconds.Count / 2).Order().ToList();
        return late[late.Count / 2];
    }

    /// <summary>The table.</summary>
    /// <param name="largest">Participants at most.</param>
    /// <param name="beside">
    /// A program that runs the same model: called through the shell with the model, the number of participants and the number of ticks as
    /// further arguments, it writes the seconds it took per tick as the last line of its output. Null: none.
    /// </param>
    public static string Of(int largest, string? beside)
    {
        var text = new StringBuilder();
        text.AppendLine("| model | participants | threads | s per tick | participant-ticks/s | other, s per tick | times as fast |");
        text.AppendLine("|:---|---:|---:|---:|---:|---:|---:|");
        foreach (var model in Models.Keys)
            foreach (var size in Sizes.Where(n => n <= largest))
                foreach (var threads in (int[])[1, 2])
                {
                    var (ours, others) = (new List<double>(), new List<double>());
                    for (var round = 0; round < Repeats; round++)
                    {
                        ours.Add(Shell($"\"{string.Join("\" \"", Child.Program)}\" peer {model} {size} {threads}"));
                        if (beside is not null) others.Add(Shell($"{beside} {model} {size} {Peers.TicksOf(size)}"));
                    }

                    var (mine, other) = (ours.Order().ElementAt(Repeats / 2), others.Count == 0 ? double.NaN : others.Order().ElementAt(Repeats / 2));
                    var cells = others.Count == 0 ? " | " : string.Create(CultureInfo.InvariantCulture, $"{other:0.0000} | {other / mine:0.00}");
                    text.AppendLine(CultureInfo.InvariantCulture, $"| {model} | {size:N0} | {threads} | {mine:0.0000} | {size / mine:N0} | {cells} |");
                }

        return text.ToString();
    }

    private static double Shell(string command)
    {
        using var child = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"'{command}' failed.");
        return double.Parse(output.Trim().Split('\n')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Hashes every journal while the next tick runs, as a run does.</summary>
    private sealed class Roots : IJournalSink
    {
        private Task hashing = Task.CompletedTask;

        public void AwaitRoom(TickJournal journal) => hashing.Wait();

        public void Accept(TickJournal journal) => hashing = Task.Run(() =>
        {
            _ = journal.Root;
            journal.Release();
        });

        public void Finish() => hashing.Wait();
    }
}
