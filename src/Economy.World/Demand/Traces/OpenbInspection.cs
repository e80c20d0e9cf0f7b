using System.Globalization;

namespace Economy.World.Demand.Traces;

/// <summary>What openb files hold.</summary>
internal static class OpenbInspection
{
    private const string NodeFile = "openb_node_list_all_node.csv";

    public static TraceResult<Inspection> OfPods(CsvFile file, OpenbOptions options, IReadOnlyList<double> capacityScales)
    {
        var path = file.Path;
        var table = CsvTable.Read(file, TraceFormat.OpenbPods, options.MalformedShare, OpenbPod.Parse);
        if (table.Error is { } error) return error;
        var pods = table.Require().Rows;
        var window = OpenbWindow.Of(pods, options.WindowStart);
        var inWindow = pods.Where(window.Holds).ToArray();
        var jobs = window.Jobs(pods, out var remarks);

        var findings = new Findings
        {
            { "rows", "pods", pods.Count },
            { "rows", "malformed", table.Require().Malformed.Count },
            { "rows", "created in the window", inWindow.Length },
            { "rows", "jobs in a replay", jobs.Count },
            { "window", "start", window.Start, "s" },
            { "window", "end", window.End, "s" },
            { "window", "length", window.Seconds / 86400.0, "days" },
        };
        if (inWindow.Length == 0)
            return new Inspection(path, TraceFormat.OpenbPods.Name, findings, [.. remarks, "no pod was created in the window"],
                table.Require().Malformed);
        Describe(findings, inWindow, window);
        if (TraceFolder.Find(Path.GetDirectoryName(path) ?? "", NodeFile) is not { } nodes)
            return new Inspection(path, TraceFormat.OpenbPods.Name, findings, [.. remarks, $"no {NodeFile} beside it: no loads"],
                table.Require().Malformed);

        var cluster = CsvTable.Read(nodes, TraceFormat.OpenbNodes, options.MalformedShare, OpenbNode.Parse);
        if (cluster.Error is { } nodeError) return nodeError;
        foreach (var scale in capacityScales)
            AddLoad(findings, string.Create(CultureInfo.InvariantCulture, $"load at capacity scale {scale}"),
                Load.Of(jobs, TracePool.Of(cluster.Require().Rows, scale), window.Seconds));
        return new Inspection(path, TraceFormat.OpenbPods.Name, findings, remarks,
            [.. table.Require().Malformed, .. cluster.Require().Malformed]);
    }

    public static TraceResult<Inspection> OfNodes(CsvFile file, OpenbOptions options)
    {
        var table = CsvTable.Read(file, TraceFormat.OpenbNodes, options.MalformedShare, OpenbNode.Parse);
        if (table.Error is { } error) return error;
        var findings = new Findings { { "rows", "nodes", table.Require().Rows.Count },
            { "rows", "malformed", table.Require().Malformed.Count } };
        foreach (var pool in TracePool.Of(table.Require().Rows, 1))
        {
            findings.Add($"pool {pool.Name}", "nodes", pool.Nodes);
            findings.Add($"pool {pool.Name}", "cpu", pool.CpuMilli / 1000.0, "cores");
            findings.Add($"pool {pool.Name}", "gpu", pool.GpuMilli / 1000.0, "GPUs");
            findings.Add($"pool {pool.Name}", "memory", pool.MemoryMib / 1024.0, "GiB");
        }
        return new Inspection(file.Path, TraceFormat.OpenbNodes.Name, findings, [], table.Require().Malformed);
    }

    private static void Describe(Findings findings, OpenbPod[] pods, OpenbWindow window)
    {
        // Runs that were seen from start to end: the only ones whose length is known.
        var completed = pods.Where(pod => pod.Deleted < window.End && pod.RunSeconds > 0).ToArray();
        findings.Add("rows", "completed runs", completed.Length);
        findings.AddQuantiles("run time", completed.Select(pod => (double)pod.RunSeconds!.Value), "s");
        findings.AddQuantiles("cpu request", pods.Select(pod => (double)pod.CpuMilli), "milli-cores");
        findings.AddQuantiles("gpu request", pods.Select(pod => (double)pod.GpuMilli), "milli-GPUs");
        findings.AddQuantiles("memory request", pods.Select(pod => (double)pod.MemoryMib), "MiB");
        findings.Add("gpu-seconds", "share of the top 1%", TraceStatistics.TopShare(completed.Select(pod => pod.RunSeconds!.Value * pod.GpuMilli / 1000.0), 0.01));
        findings.AddMix("qos mix", pods, pod => pod.Qos.ToString());
        findings.AddMix("gpu mix", pods, pod => pod.GpuMilli switch { 0 => "none", < 1000 => "fractional", 1000 => "one", _ => "several" });
        findings.AddMix("gpu models asked for", pods, pod => pod.GpuModels.Count == 0 ? "any" : string.Join('|', pod.GpuModels));
        findings.Add("arrivals", "mean", pods.Length * 3600.0 / window.Seconds, "per hour");
        findings.AddDispersion([.. pods.Select(pod => pod.Created - window.Start)], window.Seconds,
            ("1 min", 60), ("10 min", 600), ("1 h", 3600), ("6 h", 21600), ("1 d", 86400));
    }

    private static void AddLoad(Findings findings, string topic, Load load)
    {
        findings.Add(topic, "cpu", load.Cpu);
        findings.Add(topic, "gpu", load.Gpu);
        findings.Add(topic, "memory", load.Memory);
        findings.Add(topic, "jobs too large for any pool", load.JobsTooLarge);
    }
}
