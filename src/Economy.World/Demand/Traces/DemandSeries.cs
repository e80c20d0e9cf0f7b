namespace Economy.World.Demand.Traces;

/// <summary>Demand for compute of a real cluster over time, step by step.</summary>
/// <param name="Name">Of what it is, in a few words.</param>
/// <param name="StepSeconds">Length of a step.</param>
/// <param name="Demand">[steps] GPUs.</param>
/// <param name="Second">[steps] time of each, for the day and the week; steps of which nothing is known are left out.</param>
public sealed record DemandSeries(string Name, int StepSeconds, double[] Demand, long[] Second)
{
    private const int Quarter = 900, OfFile = 300;
    private const string Pods = "openb_pod_list_default.csv", Nodes = "openb_node_list_all_node.csv";
    private const string Helios = "earth_total_5min_2020-05.csv";

    private static readonly TraceFormat heliosTotals = new("the totals of the Helios cluster Earth",
        "earth_total_5min_2020-05.csv(.gz), sums over HeliosArtifact's cluster_sequence_vc.csv",
        ["time", "running_gpu_num", "pending_gpu_num"]);

    /// <summary>The series whose files lie in a folder or in a folder of it; those that do not are left out.</summary>
    public static IReadOnlyList<TraceResult<DemandSeries>> In(string folder)
    {
        var places = Directory.Exists(folder) 
            ? [folder, .. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)] : Array.Empty<string>();
        string? Find(string name) => places.Select(place => TraceFolder.Find(place, name)).FirstOrDefault(path => path is not null);
        var found = new List<TraceResult<DemandSeries>>();
        if (Find(Pods) is { } pods && Find(Nodes) is { } nodes) found.Add(OfOpenb(pods, nodes));
        if (Find(Helios) is { } totals) found.Add(OfHelios(totals));
        return found;
    }

    /// <summary>GPUs asked for by the jobs that are there, every quarter of an hour of the window of the openb trace.</summary>
    public static TraceResult<DemandSeries> OfOpenb(string pods, string nodes)
    {
        var read = OpenbTrace.Read(pods, nodes, new OpenbOptions());
        if (read.Value is not { } trace) return read.Error!;
        var change = new long[trace.Window.Seconds / Quarter + 1];
        foreach (var job in trace.Jobs)
        {
            // Jobs are there at the steps from their arrival to before their end.
            long from = (job.ArrivalSecond + Quarter - 1) / Quarter, to = (job.ArrivalSecond + job.DurationSeconds + Quarter - 1) / Quarter;
            if (from < change.Length) change[from] += job.GpuMilli;
            if (to < change.Length) change[to] -= job.GpuMilli;
        }

        var (demand, milli) = (new double[change.Length], 0L);
        for (var t = 0; t < demand.Length; t++) demand[t] = (milli += change[t]) / 1000.0;
        return new DemandSeries("openb: GPUs asked for by the jobs that are there", Quarter, demand,
            [.. Enumerable.Range(0, demand.Length).Select(t => (long)t * Quarter)]);
    }

    /// <summary>
    /// GPUs at work and waited for in the Helios cluster Earth, every quarter of an hour; without the days on which it was rebuilt, which
    /// say 0.
    /// </summary>
    public static TraceResult<DemandSeries> OfHelios(string path)
    {
        var table = CsvTable.Read(path, heliosTotals, new OpenbOptions().MalformedShare, row => (
            Second: row.Time("time").Ticks / TimeSpan.TicksPerSecond,
            Demand: row.Integer("running_gpu_num", 0, 1L << 40) + row.Integer("pending_gpu_num", 0, 1L << 40)));
        if (table.Error is { } error) return error;
        var rows = table.Require().Rows.Where((row, number) => number % (Quarter / OfFile) == 0 && row.Demand > 0).ToArray();
        return new DemandSeries("Helios Earth: GPUs at work or waited for", Quarter,
            [.. rows.Select(r => (double)r.Demand)], [.. rows.Select(r => r.Second)]);
    }
}
