namespace Economy.World.Demand.Traces;

/// <summary>A row of an openb pod list. Times are seconds from the start of the trace.</summary>
/// <param name="GpuMilli">Thousandths of a GPU, over all GPUs asked for.</param>
/// <param name="GpuModels">Allowed models, sorted; empty: any.</param>
/// <param name="Scheduled">Null: never placed on a node.</param>
/// <param name="Deleted">Null: not recorded, as of a pod still alive at the end.</param>
public sealed record OpenbPod(
    string Name, long CpuMilli, long MemoryMib, int GpuCount, long GpuMilli, IReadOnlyList<string> GpuModels, QosClass Qos,
    long Created, long? Scheduled, long? Deleted)
{
    /// <summary>Time on a node; null where the trace holds no whole run.</summary>
    public long? RunSeconds => Deleted - Scheduled;

    internal static OpenbPod Parse(CsvRow row)
    {
        var gpuCount = (int)row.Integer("num_gpu", 0, 64);
        var each = row.Integer("gpu_milli", gpuCount == 0 ? 0 : 1, gpuCount == 0 ? 0 : 1000);
        var created = row.Integer("creation_time", 0, 1L << 40);
        var scheduled = row.OptionalInteger("scheduled_time", created, 1L << 40);
        return new(row.Text("name"), row.Integer("cpu_milli", 0, 1L << 40), row.Integer("memory_mib", 0, 1L << 40), gpuCount,
            gpuCount * each,
            Models(row.Text("gpu_spec")),
            row.Word("qos", ("LS", QosClass.LatencySensitive), ("BE", QosClass.BestEffort), ("Burstable", QosClass.Burstable),
                ("Guaranteed", QosClass.Guaranteed)),
            created, scheduled, row.OptionalInteger("deletion_time", scheduled ?? created, 1L << 40));
    }

    private static string[] Models(string specification) =>
        [.. specification.Split('|', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal)];
}
