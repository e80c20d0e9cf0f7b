namespace Economy.World.Demand.Traces;

/// <summary>A kind of trace file that is understood, known by its columns.</summary>
/// <param name="Origin">Where such files come from.</param>
public sealed record TraceFormat(string Name, string Origin, IReadOnlyList<string> Columns)
{
    public static TraceFormat OpenbPods { get; } = new("an openb pod list", "openb_pod_list_*.csv of Alibaba's cluster-trace-gpu-v2023",
        ["name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli", "gpu_spec", "qos", "creation_time", "deletion_time", "scheduled_time"]);

    public static TraceFormat OpenbNodes { get; } =
        new("an openb node list", "openb_node_list_all_node.csv of Alibaba's cluster-trace-gpu-v2023",
        ["sn", "cpu_milli", "memory_mib", "gpu", "model"]);

    public static TraceFormat AzureLlm { get; } = new("an Azure LLM inference trace", "AzureLLMInferenceTrace_*.csv of AzurePublicDataset",
        ["TIMESTAMP", "ContextTokens", "GeneratedTokens"]);

    public static IReadOnlyList<TraceFormat> All { get; } = [OpenbPods, OpenbNodes, AzureLlm];

    /// <summary>The format whose columns all stand in a header, or null.</summary>
    public static TraceFormat? Recognise(IReadOnlyList<string> names) => All.FirstOrDefault(format => !format.Columns.Except(names).Any());
}
