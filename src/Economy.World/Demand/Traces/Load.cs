namespace Economy.World.Demand.Traces;

/// <summary>Mean demand over capacity in the window, per resource: 1: the jobs ask for everything all the time. Not a number where
/// nothing is asked of nothing.</summary>
/// <param name="JobsTooLarge">Jobs that would fit into none of the pools that they accept, even if these were empty.</param>
public sealed record Load(double Cpu, double Gpu, double Memory, int JobsTooLarge)
{
    /// <param name="windowSeconds">What jobs ask for after the window's end does not count.</param>
    public static Load Of(IReadOnlyList<Job> jobs, IReadOnlyList<TracePool> pools, long windowSeconds)
    {
        double Share(Func<Job, long> demand, Func<TracePool, long> capacity)
        {
            var asked = jobs.Sum(job => (double)demand(job) * Math.Min(job.DurationSeconds, windowSeconds - job.ArrivalSecond));
            return asked / ((double)pools.Sum(capacity) * windowSeconds);
        }
        return new(Share(j => j.CpuMilli, p => p.CpuMilli), Share(j => j.GpuMilli, p => p.GpuMilli),
            Share(j => j.MemoryMib, p => p.MemoryMib),
            jobs.Count(job => !pools.Any(pool => pool.Fits(job))));
    }
}
