using Economy.Attention;
using Economy.Core;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Allocate;
using Economy.World.Post;

namespace Economy.World.Observe;

/// <summary>Rows of the pools, and of the issues in the ticks in which they offer something.</summary>
internal sealed class PoolRows(WorldModel world, IRunSink rows)
{
    private readonly int[] poolsByName =
        [.. Enumerable.Range(0, world.Pools.Count + world.Issues.Count).OrderBy(j => j < world.Pools.Count ? world.Pools[j].Name : world.Issues[j - world.Pools.Count].Spec.Name, StringComparer.Ordinal)];
    private readonly (int Resource, string Name)[] resourcesByName =
        [.. Enum.GetValues<Resource>().Select(r => ((int)r, Words.Kebab(r.ToString()))).OrderBy(r => r.Item2, StringComparer.Ordinal)];

    public void Write(int tick, Allocation allocation, Posting posting)
    {
        if (allocation.Report is not { } report) return;
        foreach (var j in poolsByName)
        {
            if (j < world.Pools.Count) Pool(tick, j, allocation, report, posting);
            else Issue(tick, j - world.Pools.Count, allocation, report, posting);
        }
    }

    private void Pool(int tick, int j, Allocation allocation, AllocationReport report, Posting posting)
    {
        foreach (var (resource, name) in resourcesByName)
        {
            var capacity = world.Pools[j].CapacityMilli[resource];
            var kind = Array.IndexOf(allocation.Posed.Kinds, resource);
            if (capacity == 0 || kind < 0) continue;
            var (at, cell) = (j * allocation.Posed.Columns + kind, j * World.Pool.Resources + resource);
            var committed = allocation.Posed.CommittedMilli[cell];
            var allocated = report.LoadMilli[at];
            rows.Write(new AllocationRow(
                tick, world.Pools[j].Name, name, capacity, committed, allocation.Posed.DemandedMilli[cell], allocated,
                (committed + allocated) / (double)capacity, report.Price[at] * 1000 / world.TickHours, posting.PoolRevenue[j]));
        }
    }

    private void Issue(int tick, int i, Allocation allocation, AllocationReport report, Posting posting)
    {
        var (issue, pool) = (world.Issues[i], world.Pools.Count + i);
        var capacity = issue.UnitsAt(tick) * 1000L;
        if (capacity == 0) return;
        var at = pool * allocation.Posed.Columns + allocation.Posed.ColumnOf(i);
        rows.Write(new AllocationRow(
            tick, issue.Spec.Name, world.Assets[issue.Asset].Name, capacity, 0, allocation.Posed.DemandedMilli[world.Pools.Count * World.Pool.Resources + i], report.LoadMilli[at],
            report.LoadMilli[at] / (double)capacity, issue.Spec.Price + report.Price[at] * 1000, posting.PoolRevenue[pool]));
    }
}
