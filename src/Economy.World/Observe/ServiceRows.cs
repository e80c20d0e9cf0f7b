using Economy.Attention;
using Economy.Core.Records;
using Economy.World.Allocate;
using Economy.World.Tick;

namespace Economy.World.Observe;

/// <summary>Rows on how evenly, and where, the tick's tasks were served.</summary>
internal sealed class ServiceRows(WorldModel world, IRunSink rows)
{
    private const string Unserved = "unserved";
    private int[] sourcesByName = [];
    private readonly string[] pools = [.. world.Pools.Select(p => p.Name), .. world.Issues.Select(i => i.Spec.Name), Unserved];
    private readonly int[] poolsByName = ByName([.. world.Pools.Select(p => p.Name), .. world.Issues.Select(i => i.Spec.Name), Unserved]);

    public void Write(TickState tick)
    {
        var allocation = tick.Allocation;
        if (allocation.Report is not { } report) return;
        var some = allocation.Tasks.Count > 0;
        rows.Write(new FairnessRow(
            tick.Tick, allocation.Tasks.Count, report.Starved, some ? report.Jain : double.NaN, some ? report.Envy : double.NaN, some ? report.NashFraction : double.NaN, report.Passes,
            Taken(allocation.Service) + tick.Outcomes.JobValue.Sum()));
        Where(tick.Tick, allocation.Service);
    }

    private void Where(int tick, ServiceTable service)
    {
        if (sourcesByName.Length == 0) sourcesByName = ByName(service.Sources);
        var served = pools.Length - 1;
        foreach (var s in sourcesByName)
        {
            if (service.Tasks[s] == 0) continue;
            var (ppm, value) = (service.Tasks[s] * (long)Share.Whole, (Int128)service.Bids[s] * Share.Whole);
            for (var at = s * served; at < (s + 1) * served; at++) (ppm, value) = (ppm - service.Ppm[at], value - service.BidPpm[at]);
            foreach (var j in poolsByName)
            {
                var (here, worth, paid) = j == served ? (ppm, value, 0) : (service.Ppm[s * served + j], service.BidPpm[s * served + j], service.Paid[s * served + j]);
                if (here > 0) rows.Write(new ServiceRow(tick, service.Sources[s], pools[j], here / (double)Share.Whole, (double)worth / Share.Whole, paid));
            }
        }
    }

    /// <summary>Value of what sessions and buyers of assets were served.</summary>
    private double Taken(ServiceTable service)
    {
        Int128 sum = 0;
        for (var at = 0; at < service.BidPpm.Length; at++)
            if (!service.IsJobs(at / (pools.Length - 1))) sum += service.BidPpm[at];
        return (double)sum / Share.Whole;
    }

    private static int[] ByName(IReadOnlyList<string> names) => [.. Enumerable.Range(0, names.Count).OrderBy(i => names[i], StringComparer.Ordinal)];
}
