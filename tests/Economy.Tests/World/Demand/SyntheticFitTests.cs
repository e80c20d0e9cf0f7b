using Economy.World.Demand;
using Economy.World.Demand.Traces;
using Economy.Tests.Support;
using Xunit.Abstractions;

namespace Economy.Tests.World.Demand;

/// <summary>Synthetic demand against the openb trace it was fitted to. Tails are too heavy for moments: quantiles, distances and shares.</summary>
public sealed class SyntheticFitTests(ITestOutputHelper output)
{
    private const string Folder = "compute_openb_gpu2023";
    private const int Days = 3 * 365;
    private static readonly ulong[] Seeds = [1, 2, 3];
    private static readonly Lazy<List<Job>>[] Samples = [.. Seeds.Select(seed => new Lazy<List<Job>>(() => SyntheticDemandTests.Sample(seed, Days)))];

    [FactWhereData(Folder)]
    public void Quantiles_of_run_times_and_requests_lie_within_10_and_10_and_25_percent()
    {
        var trace = Trace();
        foreach (var (seed, sample) in Seeds.Zip(Samples))
        {
            output.WriteLine($"seed {seed}");
            AssertQuantiles("run time", CompletedRuns(trace), sample.Value.Select(job => job.DurationSeconds));
            AssertQuantiles("cpu", InWindow(trace).Select(pod => pod.CpuMilli), sample.Value.Select(job => job.CpuMilli));
            AssertQuantiles("gpu", InWindow(trace).Select(pod => pod.GpuMilli), sample.Value.Select(job => job.GpuMilli));
            AssertQuantiles("memory", InWindow(trace).Select(pod => pod.MemoryMib), sample.Value.Select(job => job.MemoryMib));
        }
    }

    [FactWhereData(Folder)]
    public void The_distance_of_log_run_times_is_at_most_0_03()
    {
        var real = Sorted(CompletedRuns(Trace()));
        foreach (var (seed, sample) in Seeds.Zip(Samples))
        {
            var distance = KolmogorovSmirnov(real, Sorted(sample.Value.Select(job => job.DurationSeconds)));
            output.WriteLine($"seed {seed}: KS distance {distance:0.0000}");
            Assert.InRange(distance, 0, 0.03);
        }
    }

    /// <summary>The trace's own value, over 34 days, has a standard error of 0.9 (bootstrap over days), that of three synthetic years 0.2.</summary>
    [FactWhereData(Folder)]
    public void Hourly_arrivals_are_as_dispersed_as_in_the_trace_within_15_percent_and_dispersion_grows_with_the_window()
    {
        var trace = Trace();
        var arrivals = InWindow(trace).Select(pod => pod.Created - trace.Window.Start).ToArray();
        foreach (var (seed, sample) in Seeds.Zip(Samples))
        {
            var seconds = sample.Value.Select(job => job.ArrivalSecond).ToArray();
            double Of(long window) => TraceStatistics.Dispersion(seconds, window, Days * 86400L);
            double[] dispersions = [Of(60), Of(600), Of(3600), Of(21600), Of(86400)];
            output.WriteLine($"seed {seed}: {seconds.Length / (Days * 24.0):0.000} an hour, dispersion {string.Join(", ", dispersions.Select(d => $"{d:0.00}"))}");
            Assert.Equal(1, dispersions[2] / TraceStatistics.Dispersion(arrivals, 3600, trace.Window.Seconds), 0.15);
            Assert.Equal(dispersions.Order(), dispersions);
            Assert.Equal(1, seconds.Length / (Days * 24.0) / (arrivals.Length * 3600.0 / trace.Window.Seconds), 0.05);
        }
    }

    [FactWhereData(Folder)]
    public void The_top_percent_of_jobs_holds_between_0_4_and_0_8_of_the_gpu_seconds()
    {
        foreach (var (seed, sample) in Seeds.Zip(Samples))
        {
            var share = TraceStatistics.TopShare(sample.Value.Select(job => job.GpuMilli / 1000.0 * job.DurationSeconds), 0.01);
            output.WriteLine($"seed {seed}: top 1% hold {share:0.000}");
            Assert.InRange(share, 0.4, 0.8);
        }
    }

    private static OpenbTrace Trace() => OpenbTrace.Read(
        SharedData.Path($"{Folder}/openb_pod_list_gpuspec33.csv"), SharedData.Path($"{Folder}/openb_node_list_all_node.csv"), new OpenbOptions()).Require();

    private static IEnumerable<OpenbPod> InWindow(OpenbTrace trace) => trace.Pods.Where(trace.Window.Holds);

    private static IEnumerable<long> CompletedRuns(OpenbTrace trace) =>
        InWindow(trace).Where(pod => pod.Deleted < trace.Window.End && pod.RunSeconds > 0).Select(pod => pod.RunSeconds!.Value);

    private static double[] Sorted(IEnumerable<long> values) => [.. values.Select(value => (double)value).Order()];

    private void AssertQuantiles(string what, IEnumerable<long> real, IEnumerable<long> synthetic)
    {
        var (a, b) = (Sorted(real), Sorted(synthetic));
        foreach (var (q, tolerance) in new[] { (0.5, 0.10), (0.9, 0.10), (0.99, 0.25) })
        {
            var (expected, actual) = (TraceStatistics.Quantile(a, q), TraceStatistics.Quantile(b, q));
            output.WriteLine($"{what} q{q}: trace {expected:0}, synthetic {actual:0} ({actual / expected:0.000})");
            Assert.Equal(1, actual / expected, tolerance);
        }
    }

    private static double KolmogorovSmirnov(double[] a, double[] b)
    {
        double distance = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            var x = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] == x) i++;
            while (j < b.Length && b[j] == x) j++;
            distance = Math.Max(distance, Math.Abs((double)i / a.Length - (double)j / b.Length));
        }
        return distance;
    }
}
