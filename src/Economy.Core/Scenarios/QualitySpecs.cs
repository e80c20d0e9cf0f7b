using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>A region and how far it is from the others.</summary>
public sealed record RegionSpec
{
    [Key("Name of the region.")]
    public required string Name { get; init; }

    [Key("Latency to other regions, by region name; stated at either end, it holds both ways. A region's own name gives the latency within it. Not stated: 0 within a region, 100 between two.", Unit = "milliseconds", Min = 0, Max = 1e6)]
    public IReadOnlyDictionary<string, double> Latency { get; init; } = new Dictionary<string, double>();
}

/// <summary>
/// Quality of service of a task at a pool: exp(−latency/tolerance) × hardware fit × memory fit, times noise of mean 1, times the
/// crowding of the pool. Tolerances and fits belong to the kind of a task: the subsystem of a session, the class of a job.
/// </summary>
public sealed record QualitySpec
{
    [Key("Seed of the draws that fix tolerances and fits. Worlds that differ in it alone are of one family. Default: the scenario's seed.",
        Min = 0)]
    public ulong? Seed { get; init; }

    [Key("Median over kinds of task of the latency at which quality falls to 1/e.", Unit = "milliseconds", Min = 1e-3, Max = 1e9)]
    public double LatencyTolerance { get; init; } = 100;

    [Key("Spread of the tolerance between kinds of task: standard deviation of its logarithm.", Min = 0, Max = 3)]
    public double LatencyDispersion { get; init; } = 0.5;

    [Key("Lowest fit of a kind of task to a hardware model; every pair draws its own between this and 1.", Min = 0, Max = 1)]
    public double HardwareFit { get; init; } = 0.3;

    [Key("Exponent μ of memory fit, min(1, memory per core of the pool over that of the task)^μ; 0: memory is as good as any.", Min = 0,
        Max = 10)]
    public double MemoryFit { get; init; } = 0.5;

    [Key("Noise in quality, by task, pool and tick: standard deviation of its logarithm. Its mean is 1.", Min = 0, Max = 2)]
    public double Noise { get; init; } = 0.2;

    [Key("Crowding of a pool γ: quality × (1 − γ·u^β), u the utilisation of its fullest resource.", Min = 0, Max = 1)]
    public double Crowding { get; init; }

    [Key("Exponent β of the crowding of a pool.", Min = 0.1, Max = 20)]
    public double CrowdingExponent { get; init; } = 4;

    [Key("Allocates every tick's tasks a second time, by the true quality of service without noise and crowding, under the same policy and temperature, and reports what that would have realised.")]
    public bool Oracle { get; init; }
}

/// <summary>Where scores come from.</summary>
public enum ScoreSource
{
    /// <summary>The bid: every pool serves equally well.</summary>
    Bid,

    /// <summary>The bid times the true quality of service, without noise and crowding.</summary>
    Oracle,
}
