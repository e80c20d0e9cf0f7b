using System.Diagnostics;
using System.Text.Json;
using Economy.Attention;

namespace Economy.Benchmarks;

/// <summary>What one process measured of allocation by attention.</summary>
internal sealed record AllocationRun(
    int Tasks, int Pools, int Threads, double ColdSeconds, double WarmSeconds, double ColdCpuSeconds, double WarmCpuSeconds, int ColdPasses, int WarmPasses,
    double Certified, long InputBytes, long PeakBeyondInputs)
{
    public static AllocationRun Measure(int tasks, int pools, int threads)
    {
        Warmup(pools, threads);
        var at = new AllocationCase(tasks, pools);
        long before = Resident(restartPeak: true);
        var allocator = Allocators.Create("attention", new AllocationOptions { Threads = threads, Scores = at.Scores });
        var (clock, process) = (Stopwatch.StartNew(), Process.GetCurrentProcess());
        var cpu = process.TotalProcessorTime;
        AllocationReport cold = allocator.Allocate(at.Problem, new Counting());
        double coldSeconds = clock.Elapsed.TotalSeconds, coldCpu = Cpu();
        var (warmSeconds, warmCpu) = (new List<double>(), new List<double>());
        AllocationReport warm = cold;
        for (int tick = 0; tick < 3; tick++)
        {
            at.NextTick();
            Cpu();
            clock.Restart();
            warm = allocator.Allocate(at.Problem, new Counting());
            warmSeconds.Add(clock.Elapsed.TotalSeconds);
            warmCpu.Add(Cpu());
        }

        warmSeconds.Sort();
        warmCpu.Sort();
        return new(tasks, pools, threads, coldSeconds, warmSeconds[1], coldCpu, warmCpu[1], cold.Passes, warm.Passes, warm.CertifiedRatio, at.InputBytes,
            Process.GetCurrentProcess().PeakWorkingSet64 - before);

        double Cpu()
        {
            process.Refresh();
            var (last, now) = (cpu, process.TotalProcessorTime);
            cpu = now;
            return (now - last).TotalSeconds;
        }
    }

    public string ToLine() => JsonSerializer.Serialize(this);

    public static AllocationRun Parse(string line) => JsonSerializer.Deserialize<AllocationRun>(line)!;

    /// <summary>So that the cold time is that of the search for prices and not of the just-in-time compiler.</summary>
    private static void Warmup(int pools, int threads)
    {
        var small = new AllocationCase(3000, pools);
        for (int round = 0; round < 6; round++)
            Allocators.Create("attention", new AllocationOptions { Threads = threads, Scores = small.Scores, MaxPasses = 8 }).Allocate(small.Problem, new Counting());
    }

    /// <summary>Resident bytes; Linux forgets the peak of the process when asked to.</summary>
    private static long Resident(bool restartPeak)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (restartPeak && OperatingSystem.IsLinux()) File.WriteAllText("/proc/self/clear_refs", "5");
        return Process.GetCurrentProcess().WorkingSet64;
    }

    private sealed class Counting : IShareConsumer
    {
        private long served;

        public void Accept(ReadOnlySpan<Share> shares)
        {
            foreach (ref readonly Share share in shares) served += share.Ppm;
        }
    }
}
