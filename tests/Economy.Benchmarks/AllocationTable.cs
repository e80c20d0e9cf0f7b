using System.Globalization;
using System.Text;

namespace Economy.Benchmarks;

/// <summary>Time and memory of attention with prices by size, pools and threads; each row from a process of its own.</summary>
internal static class AllocationTable
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000], PoolCounts = [16, 128];

    public static string Of(int largest, int mostPools)
    {
        var text = new StringBuilder();
        text.AppendLine("| tasks | pools | threads | cold, s | cold passes | warm, s | warm passes | warm, CPU s | warm, 1 → 2 threads | certified | inputs, MB | peak beyond inputs, MB |");
        text.AppendLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (int pools in PoolCounts.Where(m => m <= mostPools))
            foreach (int tasks in Sizes.Where(n => n <= largest))
            {
                AllocationRun one = Child.Run(AllocationRun.Parse, "measure-allocation", tasks, pools, 1);
                AllocationRun two = Child.Run(AllocationRun.Parse, "measure-allocation", tasks, pools, 2);
                Row(text, one, "");
                Row(text, two, (one.WarmSeconds / two.WarmSeconds).ToString("0.00", CultureInfo.InvariantCulture));
            }

        return text.ToString();
    }

    private static void Row(StringBuilder text, AllocationRun run, string speedUp) => text.AppendLine(CultureInfo.InvariantCulture,
        $"| {run.Tasks:N0} | {run.Pools} | {run.Threads} | {run.ColdSeconds:0.000} | {run.ColdPasses} | {run.WarmSeconds:0.000} | {run.WarmPasses} | {run.WarmCpuSeconds:0.00} | {speedUp} | {run.Certified:0.0000} | {run.InputBytes / 1e6:0} | {run.PeakBeyondInputs / 1e6:0} |");
}
