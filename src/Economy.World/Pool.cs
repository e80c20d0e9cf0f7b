using Economy.Core.Scenarios;

namespace Economy.World;

/// <summary>A compute pool in the integer units of allocation.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Model">Hardware model that jobs may ask for.</param>
/// <param name="CapacityMilli">Capacity by resource, thousandths of the resource's unit.</param>
/// <param name="Price">Posted price.</param>
/// <param name="Owner">Participant type that receives the revenue; null where the provider keeps it.</param>
/// <param name="Region">Name of the region it stands in; null for the first.</param>
public sealed record Pool(string Name, string Model, long[] CapacityMilli, PriceVector Price, string? Owner, string? Region = null)
{
    /// <summary>How its owner sets the price that it asks; null where nothing is reserved.</summary>
    public PoolPricingSpec? Pricing { get; init; }

    /// <summary>Subsystems whose sessions it serves; null where it serves all, and jobs.</summary>
    public IReadOnlyList<string>? Serves { get; init; }

    /// <summary>Number of resource kinds in every column: cpu, gpu, memory, bandwidth, storage.</summary>
    public const int Resources = 5;

    internal static Pool Of(PoolSpec spec) =>
        new(spec.Name, spec.Model ?? spec.Name, Milli(spec.Capacity), spec.Price, spec.Owner, spec.Region) { Pricing = spec.Pricing, Serves = spec.Serves };

    internal static long[] Milli(ResourceVector amounts) =>
        [.. Enumerable.Range(0, Resources).Select(k => checked((long)Math.Floor(amounts[(Resource)k] * 1000 + 1e-6)))];

    /// <summary>ρ: memory over cores; 0 where no memory is asked for or offered, and as large as can be where there are no cores.</summary>
    public static double MemoryPerCore(double memory, double cores) => memory == 0 ? 0 : cores == 0 ? double.MaxValue : memory / cores;
}
