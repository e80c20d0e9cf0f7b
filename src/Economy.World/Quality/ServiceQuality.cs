using Economy.Attention.Numerics;
using Economy.Core;
using Economy.Core.Scenarios;
using Economy.World.Demand;
using Economy.World.Randomness;

namespace Economy.World.Quality;

/// <summary>
/// The quality with which a pool serves a task: what the world knows and an allocator has to learn. Expected quality is
/// f = exp(−ℓ/T_k)·h_kw·min(1, ρ_pool/ρ_task)^μ: ℓ the latency between the task's region and the pool's, T_k the tolerance of the kind of
/// task, h_kw its fit to the pool's hardware, ρ memory per core. Realised quality is f times noise of mean 1 times the pool's crowding.
/// </summary>
public sealed class ServiceQuality
{
    private readonly WorldModel world;
    private readonly QualitySpec spec;
    private readonly int[] hardwareOf;
    private readonly double[] poolMemoryPerCore;

    /// <param name="world">The world.</param>
    /// <param name="spec">The section <c>quality</c> of its scenario.</param>
    public ServiceQuality(WorldModel world, QualitySpec spec)
    {
        (this.world, this.spec) = (world, spec);
        var seed = spec.Seed ?? world.Seed;
        string[] models = [.. world.Pools.Select(p => p.Model).Distinct()];
        hardwareOf = [.. world.Pools.Select(p => Array.IndexOf(models, p.Model))];
        poolMemoryPerCore = [.. world.Pools.Select(p => Pool.MemoryPerCore(p.CapacityMilli[(int)Resource.Memory], p.CapacityMilli[(int)Resource.Cpu]))];
        var kinds = TaskKinds.Of(world).Count;
        (Tolerance, Fit) = (new double[kinds], new double[kinds * models.Length]);
        for (var k = 0; k < kinds; k++)
        {
            var tolerances = new PhiloxStream(seed, Purpose.Quality, k, 0);
            Tolerance[k] = tolerances.LogNormal(DeterministicMath.Log(spec.LatencyTolerance), spec.LatencyDispersion);
            var fits = new PhiloxStream(seed, Purpose.Quality, k, 1);
            for (var w = 0; w < models.Length; w++) Fit[k * models.Length + w] = spec.HardwareFit + (1 - spec.HardwareFit) * fits.NextDouble();
        }
    }

    /// <summary>Whether each tick is measured by what the allocation by true quality would have realised.</summary>
    public bool IsMeasuredByOracle => spec.Oracle;

    /// <summary>[kinds] Latency at which quality falls to 1/e, milliseconds.</summary>
    public double[] Tolerance { get; }

    /// <summary>[kinds × models] Fit to hardware, 0…1; models in the order in which pools first name them.</summary>
    public double[] Fit { get; }

    /// <summary>f, in [0, 1].</summary>
    /// <param name="kind">Kind of the task, see <see cref="TaskKinds"/>.</param>
    /// <param name="region">Region of its owner.</param>
    /// <param name="memoryPerCore">ρ of the task, any unit as long as <see cref="Pool.MemoryPerCore"/> made it.</param>
    /// <param name="pool">Row of the pool.</param>
    public double Expected(int kind, int region, double memoryPerCore, int pool)
    {
        var near = DeterministicMath.Exp(-world.Geography.Latency(region, world.Geography.OfPool[pool]) / Tolerance[kind]);
        var roomy = memoryPerCore <= poolMemoryPerCore[pool] ? 1
            : DeterministicMath.Pow(poolMemoryPerCore[pool] / memoryPerCore, spec.MemoryFit);
        return near * Fit[kind * (Fit.Length / Tolerance.Length) + hardwareOf[pool]] * roomy;
    }

    /// <summary>
    /// The noise that a session or a job meets at a pool in a tick: mean 1, independent, and the same whichever policy is at work.
    /// </summary>
    /// <param name="task">Number of the task, see <see cref="OfSession"/> and <see cref="OfJob"/>.</param>
    /// <param name="pool">Row of the pool.</param>
    /// <param name="tick">The tick.</param>
    public double Noise(int task, int pool, int tick)
    {
        if (spec.Noise == 0) return 1;
        var random = new PhiloxStream(world.SeedAt(tick), Purpose.Outcome, task, tick);
        for (var j = 0; j < pool; j++) random.NextUInt64();
        return random.LogNormal(-spec.Noise * spec.Noise / 2, spec.Noise);
    }

    /// <summary>What crowding leaves of the quality of a pool: 1 − γ·u^β.</summary>
    /// <param name="utilisation">u, of the pool's fullest resource.</param>
    public double Crowding(double utilisation) =>
        spec.Crowding == 0 ? 1 : Math.Max(0, 1 - spec.Crowding * DeterministicMath.Pow(utilisation, spec.CrowdingExponent));

    /// <summary>Number of a session for <see cref="Noise"/>.</summary>
    public int OfSession(int owner, int subsystem) => unchecked(owner * world.Subsystems.Length + subsystem);

    /// <summary>Number of a job for <see cref="Noise"/>.</summary>
    public static int OfJob(long job) => unchecked(-1 - (int)job);

}

/// <summary>The kinds of task that a world knows: its subsystems' sessions, then, where there are jobs, the classes of jobs.</summary>
public static class TaskKinds
{
    /// <summary>Names of the kinds; a session's kind is the row of its subsystem, a job's comes after them, by class.</summary>
    public static IReadOnlyList<string> Of(WorldModel world) =>
        [.. world.Subsystems.Select(s => s.Name),
            .. world.Demand is null ? [] : Enum.GetValues<QosClass>().Select(q => $"job:{Words.Kebab(q.ToString())}")];
}
