using Economy.World.Demand;
using Economy.World.Demand.Traces;

namespace Economy.Tests.World.Demand;

public sealed class SyntheticDemandTests
{
    private const long Day = 86400;

    internal static List<Job> Sample(ulong seed, int days, SyntheticOptions? options = null)
    {
        var demand = new SyntheticDemand(seed, (options ?? new()) with { TickSeconds = (int)Day });
        var jobs = new List<Job>();
        for (var day = 0; day < days; day++) demand.Arrivals(day, jobs);
        return jobs;
    }

    /// <summary>Jobs as text: records compare their lists of models by reference.</summary>
    private static IEnumerable<string> Texts(IEnumerable<Job> jobs) => jobs.Select(job => $"{job} {string.Join('|', job.GpuModels)}");

    [Fact]
    public void The_same_seed_gives_the_same_jobs_and_another_seed_others()
    {
        var options = new SyntheticOptions { GpuModels = true };
        Assert.Equal(Texts(Sample(1, 10, options)), Texts(Sample(1, 10, options)));
        Assert.NotEqual(Texts(Sample(1, 10, options)), Texts(Sample(2, 10, options)));
    }

    [Theory, InlineData(7), InlineData(60), InlineData(90), InlineData(3600), InlineData(100_000)]
    public void Ticks_of_any_length_cut_the_same_jobs_in_order_of_arrival(int tickSeconds)
    {
        var demand = new SyntheticDemand(3, new SyntheticOptions { TickSeconds = tickSeconds, ArrivalsPerHour = 100 });
        var jobs = new List<Job>();
        for (var tick = 0; (long)tick * tickSeconds < Day; tick++)
        {
            var before = jobs.Count;
            demand.Arrivals(tick, jobs);
            Assert.All(jobs.Skip(before), job => Assert.Equal(tick, job.ArrivalSecond / tickSeconds));
        }
        var expected = Sample(3, 1, new SyntheticOptions { ArrivalsPerHour = 100 });
        Assert.Equal(Texts(expected), Texts(jobs.Where(job => job.ArrivalSecond < Day)));
        Assert.Equal(expected.OrderBy(job => job.ArrivalSecond), expected);
    }

    [Fact]
    public void A_tick_can_be_drawn_without_the_ticks_before_it()
    {
        var alone = new List<Job>();
        new SyntheticDemand(5, new SyntheticOptions { TickSeconds = (int)Day }).Arrivals(19, alone);
        Assert.NotEmpty(alone);
        Assert.Equal(Texts(Sample(5, 20).Where(job => job.ArrivalSecond >= 19 * Day)), Texts(alone));
    }

    [Fact]
    public void Requests_scale_and_arrivals_and_run_times_do_not()
    {
        var (whole, half) = (Sample(1, 20), Sample(1, 20, new SyntheticOptions { SizeScale = 0.5 }));
        Assert.Equal(whole.Select(job => (job.ArrivalSecond, job.DurationSeconds)), half.Select(job => (job.ArrivalSecond, job.DurationSeconds)));
        Assert.All(whole.Zip(half), pair => Assert.InRange(pair.First.CpuMilli - 2 * pair.Second.CpuMilli, -1, 1));
    }

    [Fact]
    public void Every_job_asks_for_something_and_has_work()
    {
        var jobs = Sample(9, 100, new SyntheticOptions { SizeScale = 1e-6, GpuModels = true });
        Assert.All(jobs, job => Assert.True(job is { DurationSeconds: > 0, CpuMilli: > 0, MemoryMib: > 0, GpuMilli: >= 0 }));
        Assert.All(jobs.Where(job => job.GpuMilli == 0), job => Assert.Empty(job.GpuModels));
        Assert.Contains(jobs, job => job.GpuModels.Count > 1);
    }

    /// <summary>The two hours after midnight are 3.4 times as busy as the two after noon, by the clock of the trace.</summary>
    [Fact]
    public void Arrivals_follow_the_hours_of_the_day()
    {
        var byHour = Sample(4, 365).CountBy(job => job.ArrivalSecond / 3600 % 24).ToDictionary();
        Assert.InRange((byHour[0] + byHour[1]) / (double)(byHour[12] + byHour[13]), 3.0, 3.8);
    }

    /// <summary>A change here changes every digest of a run with synthetic demand.</summary>
    [Fact]
    public void The_first_jobs_of_a_seed_are_known()
    {
        var jobs = Sample(2026, 1);
        string[] expected = ["428 1230 4000 1000 24576 LatencySensitive", "433 1919 11908 650 47104 LatencySensitive", "445 1040 4152 550 10600 BestEffort"];
        Assert.Equal(expected, jobs.Take(3).Select(j => $"{j.ArrivalSecond} {j.DurationSeconds} {j.CpuMilli} {j.GpuMilli} {j.MemoryMib} {j.Qos}"));
    }

    [Fact]
    public void No_arrivals_are_a_source_too() => Assert.Empty(Sample(1, 3, new SyntheticOptions { ArrivalsPerHour = 0 }));

    [Theory, InlineData(-1, 1), InlineData(double.NaN, 1), InlineData(1, 0)]
    public void Impossible_options_are_refused(double arrivalsPerHour, double sizeScale) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new SyntheticDemand(1, new SyntheticOptions { ArrivalsPerHour = arrivalsPerHour, SizeScale = sizeScale }));
}
