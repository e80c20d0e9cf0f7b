using Economy.Core.Scenarios;
using Economy.World.Boards;
using Economy.World.Demand;
using Economy.World.Randomness;

namespace Economy.World.Tick.Allocate;

/// <summary>What a job is worth and where it may run.</summary>
internal static class JobRules
{
    /// <summary>Cores that are valued like one GPU, for jobs without one.</summary>
    private const double CoresPerGpu = 16;

    /// <summary>A job as it arrives.</summary>
    public static JobRun Enter(WorldModel world, Rules rules, Job job, long id, int owner)
    {
        var demand = job.DemandMilli();
        var gpus = demand[(int)Resource.Gpu] > 0 ? demand[(int)Resource.Gpu] / 1000.0 : demand[(int)Resource.Cpu] / 1000.0 / CoresPerGpu;
        var spec = rules.Demand;
        return new JobRun
        {
            Id = id,
            Owner = owner,
            DemandMilli = demand,
            Kind = world.Subsystems.Length + (int)job.Qos,
            ValuePerSecond = spec.ValuePerGpuSecond * gpus * BidClass(spec, job.Qos),
            Eligible = Pools(world, job, demand),
            RemainingSeconds = job.DurationSeconds,
        };
    }

    private static double BidClass(DemandSpec spec, QosClass qos) => qos switch
    {
        QosClass.LatencySensitive => spec.BidLatencySensitive,
        QosClass.Guaranteed => spec.BidGuaranteed,
        QosClass.Burstable => spec.BidBurstable,
        _ => spec.BidBestEffort,
    };

    /// <summary>Pools of a model the job accepts that are large enough to hold it at all.</summary>
    private static ulong Pools(WorldModel world, Job job, int[] demand)
    {
        var mask = 0UL;
        for (var j = 0; j < world.Pools.Count; j++)
        {
            var fits = world.Pools[j].Serves is null && job.Accepts(world.Pools[j].Model);
            for (var k = 0; k < Pool.Resources; k++) fits &= demand[k] <= world.Pools[j].CapacityMilli[k];
            if (fits) mask |= 1UL << j;
        }

        return mask;
    }
}

/// <summary>Whose a job is: a type by weight and number, then any active participant of that type.</summary>
internal sealed class Owners(WorldModel world)
{
    /// <summary>The participant to whom a job falls; null where nobody is left to want one.</summary>
    public int? Of(long job, Rules rules, Population population)
    {
        var random = new PhiloxStream(world.Seed, Purpose.Owners, checked((int)job), 0);
        var at = random.NextDouble() * rules.Types.Select((type, t) => type.JobWeight * population.ActiveOf(t).Count).Sum();
        var chosen = random.NextDouble();
        for (var t = 0; t < rules.Types.Length; t++)
        {
            var weight = rules.Types[t].JobWeight * population.ActiveOf(t).Count;
            if (weight > 0 && at < weight) return population.ActiveOf(t)[(int)(chosen * population.ActiveOf(t).Count)];
            at -= weight;
        }

        return null;
    }
}
