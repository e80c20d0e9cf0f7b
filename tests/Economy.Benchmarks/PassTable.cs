using System.Diagnostics;
using System.Globalization;
using System.Text;
using Economy.Attention;
using Economy.Attention.Scores;

namespace Economy.Benchmarks;

/// <summary>One attention pass with 16,384 tasks, 1,024 pools, K = 3 and d = 64: scores, shares, loads and surplus; then with curvature too.</summary>
internal static class PassTable
{
    private const int Tasks = 16_384, Pools = 1_024, Width = 64, Repeats = 40;

    public static string Of()
    {
        var at = new AllocationCase(Tasks, Pools, Width);
        double[] price = [.. Enumerable.Repeat(0.5, Pools * 3)];
        var text = new StringBuilder();
        text.AppendLine("| threads | loads, s | and curvature within pools, s |").AppendLine("|---:|---:|---:|");
        for (int threads = 1; threads <= 2; threads++)
        {
            var engine = new TiledScoreBackend(at.Scores, threads);
            double flat = Best(engine, at, price, curved: false), curved = Best(engine, at, price, curved: true);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {threads} | {flat:0.000} | {curved:0.000} |");
        }

        return text.ToString();
    }

    private static double Best(TiledScoreBackend engine, AllocationCase at, double[] price, bool curved)
    {
        var pass = new AttentionPass(Pools, 3, curved);
        double best = double.PositiveInfinity;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            var clock = Stopwatch.StartNew();
            engine.Pass(at.Problem, price, 0.03, pass);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        return best;
    }
}
