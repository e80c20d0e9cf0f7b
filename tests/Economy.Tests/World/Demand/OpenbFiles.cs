using Economy.World.Demand.Traces;

namespace Economy.Tests.World.Demand;

/// <summary>Small openb files in a folder of their own.</summary>
internal sealed class OpenbFiles : IDisposable
{
    public const string PodHeader = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n";
    public const string NodeHeader = "sn,cpu_milli,memory_mib,gpu,model\n";

    public OpenbFiles(string pods = PodHeader + "p,1000,512,1,500,,LS,Running,100,160,110\n", string nodes = NodeHeader + "n,32000,1024,2,T4\n")
    {
        Folder = Directory.CreateTempSubdirectory("economy-openb-").FullName;
        File.WriteAllText(Pods, pods);
        File.WriteAllText(Nodes, nodes);
    }

    public string Folder { get; }
    public string Pods => Path.Combine(Folder, "pods.csv");
    public string Nodes => Path.Combine(Folder, "openb_node_list_all_node.csv");

    public TraceResult<OpenbTrace> Read(long windowStart = 100, double malformedShare = 0.01) =>
        OpenbTrace.Read(Pods, Nodes, new OpenbOptions { WindowStart = windowStart, MalformedShare = malformedShare });

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
