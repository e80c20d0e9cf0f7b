namespace Economy.World.Demand.Traces;

/// <summary>The nodes of one GPU model taken together, or those without GPU.</summary>
/// <param name="Name">The GPU model, or <see cref="NoGpu"/>.</param>
/// <param name="Nodes">How many nodes stand behind the pool, before scaling.</param>
public sealed record TracePool(string Name, int Nodes, long CpuMilli, long GpuMilli, long MemoryMib)
{
    public const string NoGpu = "no-gpu";

    /// <summary>One pool per GPU model in ordinal order, then the one without GPU; capacities × scale, rounded down.</summary>
    public static IReadOnlyList<TracePool> Of(IEnumerable<OpenbNode> nodes, double capacityScale)
    {
        if (!(capacityScale > 0 && capacityScale <= 1e6))
            throw new ArgumentOutOfRangeException(nameof(capacityScale), capacityScale, "A capacity scale lies in (0, 1e6].");
        long Scaled(IEnumerable<long> amounts) => (long)(amounts.Sum() * capacityScale);
        return [.. nodes.GroupBy(node => node.GpuModel)
            .OrderBy(model => model.Key.Length == 0).ThenBy(model => model.Key, StringComparer.Ordinal)
            .Select(model => new TracePool(model.Key.Length == 0 ? NoGpu : model.Key, model.Count(),
                Scaled(model.Select(n => n.CpuMilli)), Scaled(model.Select(n => n.GpuCount * 1000L)),
                Scaled(model.Select(n => n.MemoryMib))))];
    }

    /// <summary>Whether the pool could serve the job if it were empty.</summary>
    public bool Fits(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Accepts(Name) && job.CpuMilli <= CpuMilli && job.GpuMilli <= GpuMilli && job.MemoryMib <= MemoryMib;
    }
}
