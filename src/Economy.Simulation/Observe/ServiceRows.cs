using Economy.Attention;
using Economy.Core.Records;
using Economy.Simulation.Actors;
using Economy.Simulation.Allocate;

namespace Economy.Simulation.Observe;

/// <summary>Rows on how evenly, and where, the tick's tasks were served.</summary>
internal sealed class ServiceRows(World world, IRunSink rows)
{
    private const string Unserved = "unserved";
    private int[] sourcesByName = [];
    private readonly int[] poolsByName =
        [.. Enumerable.Range(0, world.Pools.Count + 1).OrderBy(j => j < world.Pools.Count ? world.Pools[j].Name : Unserved, StringComparer.Ordinal)];

    public void Write(int tick, Allocation allocation, Outcomes outcomes)
    {
        if (allocation.Report is not { } report) return;
        var some = allocation.Tasks.Count > 0;
        rows.Write(new FairnessRow(
            tick, allocation.Tasks.Count, report.Starved, some ? report.Jain : double.NaN, some ? report.NashFraction : double.NaN, report.Passes,
            Sessions(allocation.Service) + outcomes.JobValue.Sum()));
        Where(tick, allocation.Service);
    }

    private void Where(int tick, ServiceTable service)
    {
        if (sourcesByName.Length == 0) sourcesByName = [.. Enumerable.Range(0, service.Sources.Count).OrderBy(s => service.Sources[s], StringComparer.Ordinal)];
        var pools = world.Pools.Count;
        foreach (var s in sourcesByName)
        {
            if (service.Tasks[s] == 0) continue;
            var (ppm, value) = (service.Tasks[s] * (long)Share.Whole, (Int128)service.Bids[s] * Share.Whole);
            for (var j = 0; j < pools; j++) (ppm, value) = (ppm - service.Ppm[s * pools + j], value - service.BidPpm[s * pools + j]);
            foreach (var j in poolsByName)
            {
                var at = s * pools + j;
                if (j == pools ? ppm > 0 : service.Ppm[at] > 0)
                    rows.Write(new ServiceRow(
                        tick, service.Sources[s], j == pools ? Unserved : world.Pools[j].Name, (j == pools ? ppm : service.Ppm[at]) / (double)Share.Whole,
                        (double)(j == pools ? value : service.BidPpm[at]) / Share.Whole, j == pools ? 0 : service.Paid[at]));
            }
        }
    }

    private double Sessions(ServiceTable service)
    {
        Int128 sum = 0;
        for (var at = 0; at < world.Subsystems.Length * world.Pools.Count; at++) sum += service.BidPpm[at];
        return (double)sum / Share.Whole;
    }
}
