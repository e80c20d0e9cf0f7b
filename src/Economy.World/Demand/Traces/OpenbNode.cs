namespace Economy.World.Demand.Traces;

/// <summary>A row of an openb node list.</summary>
/// <param name="GpuModel">Empty on a node without GPU.</param>
public sealed record OpenbNode(string Name, long CpuMilli, long MemoryMib, int GpuCount, string GpuModel)
{
    internal static OpenbNode Parse(CsvRow row)
    {
        var gpuCount = (int)row.Integer("gpu", 0, 64);
        var model = row.Text("model");
        if (gpuCount > 0 == (model.Length == 0))
            row.Fail("model", gpuCount > 0 ? "the model of the node's GPUs" : "nothing on a node without GPU");
        if (model.Length > 0 && !char.IsLetterOrDigit(model[0]) || model is "unserved")
            row.Fail("model", "a name that begins with a letter or digit, and is not 'unserved'");
        return new(row.Text("sn"), row.Integer("cpu_milli", 0, 1L << 40), row.Integer("memory_mib", 0, 1L << 40), gpuCount, model);
    }
}
