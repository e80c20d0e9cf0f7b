namespace Economy.World.Demand.Traces;

/// <summary>
/// The openb trace: pods of a GPU cluster with their requests and life times, and its nodes.
/// Source: Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent", USENIX ATC 2023.
/// </summary>
public sealed record OpenbTrace
{
    public required IReadOnlyList<OpenbPod> Pods { get; init; }
    public required IReadOnlyList<OpenbNode> Nodes { get; init; }
    public required OpenbWindow Window { get; init; }

    /// <summary>In order of arrival; see <see cref="OpenbWindow.Jobs"/> for what became of unusual pods.</summary>
    public required IReadOnlyList<Job> Jobs { get; init; }

    /// <summary>Rows left out, of both files.</summary>
    public required IReadOnlyList<MalformedRow> Malformed { get; init; }

    /// <summary>What a reader of results should know about how pods became jobs, in sentences.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    public static TraceResult<OpenbTrace> Read(string podsPath, string nodesPath, OpenbOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var pods = CsvTable.Read(podsPath, TraceFormat.OpenbPods, options.MalformedShare, OpenbPod.Parse);
        if (pods.Error is { } podError) return podError;
        var nodes = CsvTable.Read(nodesPath, TraceFormat.OpenbNodes, options.MalformedShare, OpenbNode.Parse);
        if (nodes.Error is { } nodeError) return nodeError;

        var rows = pods.Require().Rows;
        var window = OpenbWindow.Of(rows, options.WindowStart);
        var jobs = window.Jobs(rows, out var remarks);
        if (jobs.Count == 0)
            return new TraceError(podsPath, 0, $"pods alive at or after second {options.WindowStart}",
                $"a trace that ends at second {window.End}",
                "Open the window earlier (windowStart).");
        return new OpenbTrace
        {
            Pods = rows,
            Nodes = nodes.Require().Rows,
            Window = window,
            Jobs = jobs,
            Malformed = [.. pods.Require().Malformed, .. nodes.Require().Malformed],
            Remarks = remarks,
        };
    }

    /// <summary>The cluster's nodes as pools, shrunk or grown.</summary>
    public IReadOnlyList<TracePool> Pools(double capacityScale) => TracePool.Of(Nodes, capacityScale);

    /// <summary>What the jobs ask of the pools at this scale.</summary>
    public Load LoadAt(double capacityScale) => Load.Of(Jobs, Pools(capacityScale), Window.Seconds);
}
