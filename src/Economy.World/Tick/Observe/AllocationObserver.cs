using Economy.Attention;
using Economy.Core;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Tick;

namespace Economy.World.Tick.Observe;

/// <summary>The pools, and the issues in the ticks in which they offer something.</summary>
[Kind("allocation", "what of each pool and issue was asked for and allocated, and at what price")]
public sealed record AllocationObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(AllocationRow);

    /// <inheritdoc />
    public override int Place => 3;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("allocation")
    {
        private readonly int[] poolsByName =
            [.. Enumerable.Range(0, world.Pools.Count + world.Issues.Count)
                .OrderBy(j => j < world.Pools.Count ? world.Pools[j].Name : world.Issues[j - world.Pools.Count].Spec.Name, StringComparer.Ordinal)];
        private readonly (int Resource, string Name)[] resourcesByName =
            [.. Enum.GetValues<Resource>().Select(r => ((int)r, Words.Kebab(r.ToString()))).OrderBy(r => r.Item2, StringComparer.Ordinal)];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0 || tick.State.Allocation.Report is not { } report) return;
            foreach (var j in poolsByName)
            {
                if (j < world.Pools.Count) Pool(tick.State, j, report, rows);
                else Issue(tick.State, j - world.Pools.Count, report, rows);
            }
        }

        private void Pool(TickState tick, int j, AllocationReport report, IRunSink rows)
        {
            var posed = tick.Allocation.Posed;
            foreach (var (resource, name) in resourcesByName)
            {
                var capacity = tick.Rules.Pools[j].CapacityMilli[resource];
                var kind = Array.IndexOf(posed.Kinds, resource);
                if (capacity == 0 || kind < 0) continue;
                var (at, cell) = (j * posed.Columns + kind, j * World.Pool.Resources + resource);
                var committed = posed.CommittedMilli[cell];
                var allocated = report.LoadMilli[at];
                rows.Write(new AllocationRow(
                    tick.Tick, world.Pools[j].Name, name, capacity, committed, posed.DemandedMilli[cell], allocated,
                    (committed + allocated) / (double)capacity, report.Price[at] * 1000 / world.TickHours, tick.Posted.PoolRevenue[j]));
            }
        }

        private void Issue(TickState tick, int i, AllocationReport report, IRunSink rows)
        {
            var posed = tick.Allocation.Posed;
            var (issue, pool) = (tick.Rules.Issues[i], world.Pools.Count + i);
            var capacity = issue.UnitsAt(tick.Tick) * 1000L;
            if (capacity == 0) return;
            var at = pool * posed.Columns + posed.ColumnOf(i);
            rows.Write(new AllocationRow(
                tick.Tick, issue.Spec.Name, world.Assets[issue.Asset].Name, capacity, 0, posed.DemandedMilli[world.Pools.Count * World.Pool.Resources + i],
                report.LoadMilli[at],
                report.LoadMilli[at] / (double)capacity, issue.Spec.Price + report.Price[at] * 1000, tick.Posted.PoolRevenue[pool]));
        }
    }
}
