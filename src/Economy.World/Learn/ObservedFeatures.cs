using Economy.Attention;
using Economy.Attention.Model;
using Economy.Attention.Numerics;
using Economy.Core;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Demand;
using Economy.World.Quality;

namespace Economy.World.Learn;

/// <summary>
/// What an allocator can see of tasks and pools, tick by tick: the features of its model. Of a task its kind, the region of its owner, its
/// demand, its wait and its owner's past; never its bid. Of a pool its region and how far that is from all, its hardware, its capacity, and
/// the load and prices of the tick before.
/// </summary>
public sealed class ObservedFeatures : IResumable
{
    /// <summary>Weight of the newest tick in an owner's past.</summary>
    private const float Newest = 0.2f;

    private readonly WorldModel world;
    private readonly int[] resources;
    private readonly int kinds;
    private readonly int regions;
    private readonly float[] history;
    private readonly double[] utilisation;
    private readonly double[] price;

    internal ObservedFeatures(WorldModel world, int[] resources)
    {
        this.world = world;
        this.resources = resources;
        (kinds, regions) = (TaskKinds.Of(world).Count, world.Geography.Names.Length);
        history = new float[world.Participants];
        history.AsSpan().Fill(1);
        (utilisation, price) = (new double[world.Pools.Count], new double[world.Pools.Count * resources.Length]);
        Rows = new Features(SchemaOf(world), world.Pools.Count);
        FillPools();
    }

    /// <summary>The features of the tick's tasks and pools.</summary>
    public Features Rows { get; }

    /// <summary>
    /// What the features of a world are called, in order. Models fit worlds of the same kinds of task, regions, hardware, resources and
    /// pools.
    /// </summary>
    public static FeatureSchema SchemaOf(WorldModel world)
    {
        var names = world.Geography.Names;
        string[] kinds = [.. TaskKinds.Of(world)], resources = [.. Offered(world).Select(k => Words.Kebab(((Resource)k).ToString()))];
        return new FeatureSchema
        {
            Task =
            [
                .. kinds.Select(k => new Feature($"kind:{k}", FeatureKind.Indicator)),
                .. names.Select(r => new Feature($"from:{r}", FeatureKind.Indicator)),
                .. resources.Select(r => new Feature($"demand:{r}")), new("wait"), new("history"),
            ],
            Pool =
            [
                .. names.Select(r => new Feature($"in:{r}", FeatureKind.Indicator)), .. names.Select(r => new Feature($"latency:{r}")),
                .. Models(world).Select(m => new Feature($"model:{m}", FeatureKind.Indicator)),
                .. resources.Select(r => new Feature($"capacity:{r}")), .. resources.Select(r => new Feature($"price:{r}")),
                new("utilisation"),
            ],
            TaskClasses = [.. from kind in kinds from name in names select $"{kind} from {name}"],
            PoolNames = [.. world.Pools.Select(p => p.Name)],
        };
    }

    /// <summary>The resources that any pool offers.</summary>
    internal static int[] Offered(WorldModel world) =>
        [.. Enumerable.Range(0, Pool.Resources).Where(k => world.Pools.Any(p => p.CapacityMilli[k] > 0))];

    internal void Fill(AllocationProblem problem, TaskTraits traits, TaskList tasks)
    {
        Rows.EnsureTasks(tasks.Count);
        for (var i = 0; i < tasks.Count; i++)
        {
            var row = Rows.TaskRow(i);
            row.Clear();
            row[traits.Kind[i]] = row[kinds + traits.Region[i]] = 1;
            for (var k = 0; k < resources.Length; k++) row[kinds + regions + k] = Amount(problem.DemandMilli[i * problem.Resources + k]);
            row[^2] = problem.WaitTicks[i] / 1024;
            row[^1] = history[tasks[i].Owner];
            Rows.TaskRegion[i] = traits.Region[i];
            Rows.TaskClass[i] = traits.Kind[i] * regions + traits.Region[i];
            Rows.TaskSeries[i] = tasks[i].IsJob || tasks[i].IsIssue || tasks[i].IsPublic ? -1 : tasks[i].Owner * kinds + traits.Kind[i];
        }

        FillPools();
    }

    /// <summary>Tasks of which nothing is known but what they ask for.</summary>
    internal void Fill(IReadOnlyList<Job> jobs)
    {
        Rows.EnsureTasks(jobs.Count);
        for (var i = 0; i < jobs.Count; i++)
        {
            Rows.TaskRow(i).Clear();
            var demand = jobs[i].DemandMilli();
            for (var k = 0; k < resources.Length; k++) Rows.TaskRow(i)[kinds + regions + k] = Amount(demand[resources[k]]);
        }
    }

    internal void FillPools()
    {
        for (var j = 0; j < world.Pools.Count; j++) FillPool(j);
    }

    /// <summary>Takes note of what the tick brought.</summary>
    internal void Observe(AllocationReport report, ReadOnlySpan<double> load, TaskList tasks, ReadOnlySpan<int> enjoyedPpm)
    {
        load.CopyTo(utilisation);
        var columns = report.Price.Length / Math.Max(1, world.Pools.Count + world.Issues.Count);
        for (var u = 0; u < price.Length; u++) price[u] = report.Price[u / resources.Length * columns + u % resources.Length];
        for (var i = 0; i < tasks.Count; i++)
        {
            if (tasks[i].IsIssue) continue;
            ref var past = ref history[tasks[i].Owner];
            past += Newest * (enjoyedPpm[i] / 1e6f - past);
        }
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.WriteColumn<float>(history);
        state.WriteColumn<double>(utilisation);
        state.WriteColumn<double>(price);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        state.ReadColumn<float>(history);
        state.ReadColumn<double>(utilisation);
        state.ReadColumn<double>(price);
    }

    private void FillPool(int pool)
    {
        var row = Rows.PoolRow(pool);
        row.Clear();
        var region = world.Geography.OfPool[pool];
        row[region] = 1;
        for (var r = 0; r < regions; r++) row[regions + r] = world.Geography.Latency(r, region);
        var models = Models(world);
        var at = 2 * regions;
        row[at + Array.IndexOf(models, world.Pools[pool].Model)] = 1;
        at += models.Length;
        for (var k = 0; k < resources.Length; k++)
        {
            row[at + k] = Amount(world.Pools[pool].CapacityMilli[resources[k]]);
            row[at + resources.Length + k] = DeterministicMath.Log(1 + price[pool * resources.Length + k] * 1000 / world.TickHours);
        }

        row[^1] = utilisation[pool];
        Rows.PoolRegion[pool] = region;
        Rows.PoolName[pool] = pool;
    }

    /// <summary>log(1 + amount), in units of the resource: sizes spread over orders of magnitude.</summary>
    private static double Amount(long milli) => DeterministicMath.Log(1 + milli / 1000.0);

    private static string[] Models(WorldModel world) => [.. world.Pools.Select(p => p.Model).Distinct()];
}
