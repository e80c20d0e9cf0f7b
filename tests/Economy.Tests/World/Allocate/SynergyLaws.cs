using Economy.Actors;
using Economy.Attention;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Randomness;
using Economy.World.Tick.Allocate;

namespace Economy.Tests.World.Allocate;

/// <summary>
/// What places gain by a pool that they share, against each having a part of it for itself. Both are known exactly for one resource and divisible
/// tasks: the best is to serve by bid over demand (Dantzig 1957). Any parts together are an allocation of the whole, so what is gained is never
/// below 0: at most rounding of doubles, 1e-9 of the whole.
/// </summary>
public sealed class SynergyLaws
{
    private const double Capacity = 12;

    [Fact]
    public void Sharing_a_pool_gains_something_or_nothing_however_it_is_parted()
    {
        var tasks = Tick(OnePool([new PoolSpec { Name = "cloud", Capacity = new() { Cpu = Capacity } }])).Tasks;
        var (all, random) = (Best(tasks, Capacity * 1000).Value, new PhiloxStream(1, Purpose.Visit, 0, 0));
        List<IGrouping<string, Task>> places = [.. tasks.GroupBy(t => t.Place)];
        Assert.True(places.Count == 4 && all > 0);
        for (var n = 0; n < 100; n++)
        {
            double[] part = [.. places.Select(_ => random.Exponential())];
            Assert.True(all - places.Zip(part, (p, c) => Best(p, c / part.Sum() * Capacity * 1000).Value).Sum() >= -1e-9 * all);
        }

        Assert.True(all - places.Sum(p => Best(p, Capacity * 250).Value) > 0.001 * all);
        var shared = Best(tasks, Capacity * 1000).Used;
        Assert.Equal(all, places.Sum(p => Best(p, shared[p.Key]).Value), 1e-9 * all);
    }

    /// <summary>In an economy: pools that serve one place each serve no other, and by weak duality they bring no more than the bound of the pool that all share.</summary>
    [Theory]
    [InlineData("attention")]
    [InlineData("greedy")]
    [InlineData("proportional")]
    public void Pools_of_their_own_bring_no_more_than_the_shared_one_can(string policy)
    {
        string[] names = ["game", "social", "market", "forge"];
        var shared = Tick(OnePool([new PoolSpec { Name = "cloud", Capacity = new() { Cpu = Capacity } }]), policy);
        var own = Tick(OnePool([.. names.Select(n => new PoolSpec { Name = n, Capacity = new() { Cpu = Capacity / 4 }, Serves = [n] })]), policy);
        Assert.Equal(shared.Tasks, own.Tasks);
        Assert.InRange(own.Report.Welfare, 1, shared.Report.Bound);
        Assert.True(own.Report.Bound <= shared.Report.Bound * (1 + 1e-9));
        Assert.All(own.Served, s => Assert.Equal(s.Place, names[s.Pool]));
        Assert.Equal(4, own.Served.Select(s => s.Pool).Distinct().Count());
    }

    private static Scenario OnePool(PoolSpec[] pools)
    {
        var small = Worlds.Small();
        return small with { Ticks = 1, Issues = null, Pools = pools, Subsystems = [.. small.Subsystems.Select((s, k) => s with { Needs = new() { Cpu = 1 + k }, Places = null, Account = null })] };
    }

    /// <summary>The best that so much of the resource can bring, and how much of it each place then has.</summary>
    private static (double Value, Dictionary<string, double> Used) Best(IEnumerable<Task> tasks, double milli)
    {
        var (value, used) = (0.0, new Dictionary<string, double>());
        foreach (var task in tasks.OrderByDescending(t => t.Bid / (double)t.Milli).ThenBy(t => t.Number))
        {
            var taken = Math.Min(milli, task.Milli);
            (value, milli) = (value + task.Bid * taken / task.Milli, milli - taken);
            used[task.Place] = used.GetValueOrDefault(task.Place) + taken;
        }

        return (value, used);
    }

    private static (List<Task> Tasks, AllocationReport Report, List<(string Place, int Pool)> Served) Tick(Scenario scenario, string policy = "attention")
    {
        var (world, tasks, served) = (new WorldModel(scenario), new List<Task>(), new List<(string, int)>());
        AllocationReport? report = null;
        using var stage = ActorRuns.Stage(world, 1, 3);
        var simulator = new Simulator(world, stage, Allocators.Create(policy, new AllocationOptions()), new MemorySink(), null)
        {
            Kept = kept =>
            {
                report = kept.Report;
                foreach (var task in kept.Tasks) tasks.Add(new(task.Task, task.Source, task.Bid, kept.Problem.DemandMilli[task.Task]));
                for (var t = 0; t < kept.Tasks.Count; t++)
                    for (var s = kept.Shares.Start[t]; s < kept.Shares.Start[t + 1]; s++) served.Add((kept.Tasks[t].Source, kept.Shares.Pool[s]));
            },
        };
        simulator.Run();
        return (tasks, report!, served);
    }

    private sealed record Task(int Number, string Place, long Bid, int Milli);
}
