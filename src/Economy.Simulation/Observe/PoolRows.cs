using Economy.Core;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Simulation.Allocate;
using Economy.Simulation.Post;

namespace Economy.Simulation.Observe;

/// <summary>Rows of the pools.</summary>
internal sealed class PoolRows(World world, IRunSink rows)
{
    private readonly int[] poolsByName = [.. Enumerable.Range(0, world.Pools.Count).OrderBy(j => world.Pools[j].Name, StringComparer.Ordinal)];
    private readonly (int Resource, string Name)[] resourcesByName =
        [.. Enum.GetValues<Resource>().Select(r => ((int)r, Words.Kebab(r.ToString()))).OrderBy(r => r.Item2, StringComparer.Ordinal)];

    public void Write(int tick, Allocation allocation, Posting posting)
    {
        foreach (var j in poolsByName)
        {
            foreach (var (resource, name) in resourcesByName)
            {
                if (allocation.Report is not { } report) continue;
                var capacity = world.Pools[j].CapacityMilli[resource];
                var kind = Array.IndexOf(allocation.Kinds, resource);
                if (capacity == 0 || kind < 0) continue;
                var (at, cell) = (j * allocation.Kinds.Length + kind, j * Pool.Resources + resource);
                var committed = allocation.CommittedMilli[cell];
                var allocated = report.LoadMilli[at];
                rows.Write(new AllocationRow(
                    tick, world.Pools[j].Name, name, capacity, committed, allocation.DemandedMilli[cell], allocated,
                    (committed + allocated) / (double)capacity, report.Price[at] * 1000 / world.TickHours, posting.PoolRevenue[j]));
            }
        }
    }
}
