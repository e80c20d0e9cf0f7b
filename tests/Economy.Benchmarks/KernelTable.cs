using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using Economy.Attention.Numerics;

namespace Economy.Benchmarks;

/// <summary>The score kernel against a plain triple loop and against the multiply-adds that one thread can do at most.</summary>
internal static class KernelTable
{
    private const int Tasks = 256;

    public static string Of()
    {
        var text = new StringBuilder();
        double peak = Best(() => PeakOfLanes(1 << 22), 2.0 * 8 * 12 * (1 << 22));
        text.AppendLine(CultureInfo.InvariantCulture, $"Peak of one thread: {peak / 1e9:0.0} GFLOP/s in doubles (12 chains of vector multiply-adds in registers).");
        text.AppendLine().AppendLine("| pools | features | triple loop, GFLOP/s | kernel, GFLOP/s | kernel : loop | kernel : peak |").AppendLine("|---:|---:|---:|---:|---:|---:|");
        foreach (var (pools, width) in new[] { (16, 32), (128, 32), (1024, 64) })
        {
            double[] x = Values(Tasks * width), v = Values(pools * width), result = new double[pools * Tasks];
            double flop = 2.0 * Tasks * pools * width;
            int repeat = Math.Max(1, (int)(2e8 / flop));
            double kernel = Best(() => { for (int r = 0; r < repeat; r++) ScoreKernel.Multiply(x, v, width, result, Tasks); }, repeat * flop);
            double loop = Best(() => TripleLoop(x, v, width, result), flop);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {pools} | {width} | {loop / 1e9:0.00} | {kernel / 1e9:0.0} | {kernel / loop:0.0} | {100 * kernel / peak:0} % |");
        }

        return text.ToString();
    }

    /// <summary>Operations a second in the best of several runs: the others were disturbed.</summary>
    private static double Best(Action run, double operations)
    {
        double best = double.PositiveInfinity;
        for (int r = 0; r < 40; r++)
        {
            var clock = Stopwatch.StartNew();
            run();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        return operations / best;
    }

    private static void TripleLoop(double[] x, double[] v, int width, double[] result)
    {
        for (int t = 0; t < Tasks; t++)
            for (int j = 0; j < v.Length / width; j++)
            {
                double sum = 0.0;
                for (int f = 0; f < width; f++) sum += x[t * width + f] * v[j * width + f];
                result[j * Tasks + t] = sum;
            }
    }

    /// <summary>Twelve independent chains of eight lanes: enough to hide the latency of a multiply-add on processors of today.</summary>
    private static double PeakOfLanes(int steps)
    {
        Vector512<double> a = default, b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        Vector512<double> x = Vector512.Create(0.999), y = Vector512.Create(1e-3);
        for (int s = 0; s < steps; s++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    private static double[] Values(int count)
    {
        var values = new double[count];
        for (int at = 0; at < count; at++) values[at] = (at * 7919 % 1009 - 504) / 1009.0;
        return values;
    }
}
