using System.Globalization;
using System.Text;

namespace Economy.Benchmarks;

/// <summary>Participant-ticks per second and bytes per participant by size and threads, as ratios to the smallest run of the same session.</summary>
internal static class PopulationTable
{
    private const int Repeats = 3;
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];
    private static readonly int[] ThreadCounts = [1, 2];

    public static string Of(int largest)
    {
        var sizes = Sizes.Where(n => n <= largest);
        var text = new StringBuilder();
        text.AppendLine("| participants | threads | s per tick | participant-ticks/s | to 10k, 1 thread | 1 → 2 threads | tasks per participant | peak bytes per participant |");
        text.AppendLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
        double? reference = null;
        foreach (var size in sizes)
        {
            double? single = null;
            foreach (var threads in ThreadCounts)
            {
                var measured = Median(size, threads);
                var rate = size / measured.SecondsPerTick;
                reference ??= rate;
                var speedUp = single is { } one ? (rate / one).ToString("0.00", CultureInfo.InvariantCulture) : "";
                single = rate;
                text.AppendLine(CultureInfo.InvariantCulture, $"| {size:N0} | {threads} | {measured.SecondsPerTick:0.000} | {rate:N0} | {rate / reference:0.00} | {speedUp} | {measured.TasksPerTick / size:0.00} | {measured.PeakBytes / size:N0} |");
            }
        }

        return text.ToString();
    }

    /// <summary>The median of three.</summary>
    private static Measurement Median(int participants, int threads)
    {
        var runs = Enumerable.Range(0, Repeats).Select(_ => Child.Run(Measurement.Parse, "measure", participants, threads)).OrderBy(m => m.SecondsPerTick).ToList();
        return runs[Repeats / 2];
    }
}
