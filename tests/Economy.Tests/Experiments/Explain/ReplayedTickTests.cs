using Economy.Actors;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments.Explain;
using Economy.Tests.World;
using Economy.Tests.World.Learn;
using Economy.Tests.World.Quality;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Demand;
using Economy.World.Tick.Allocate;

namespace Economy.Tests.Experiments.Explain;

public class ReplayedTickTests
{
    private const int Tick = 5;

    [Theory]
    [InlineData("attention", false)]
    [InlineData("attention", true)]
    [InlineData("greedy", false)]
    public void Asked_again_with_the_same_bids_the_policy_gives_the_same_shares(string policy, bool learns)
    {
        var replayed = Replay(policy, learns, out _);
        for (var t = 0; t < replayed.Tasks.Count; t += 7)
        {
            var served = Enumerable.Range(replayed.Shares.Start[t], replayed.Shares.Start[t + 1] - replayed.Shares.Start[t]).Select(at => (replayed.NameOf(replayed.Shares.Pool[at]), replayed.Shares.Ppm[at]));
            Assert.Equal(served, replayed.Had(t, replayed.Problem.Bid[t]));
        }
    }

    [Fact]
    public void The_tick_is_that_of_the_whole_run()
    {
        var world = World("attention", learns: false);
        var rows = new MemorySink();
        using var stage = ActorRuns.Stage(world);
        new Simulator(world, stage, Policies.Of(world.Scenario.Allocation), rows, settlement: null).Run();
        var replayed = Replay("attention", learns: false, out var again);

        Assert.Equal(rows.Rows<TickRow>().Take(Tick + 1), again.Rows<TickRow>());
        Assert.Equal(rows.Rows<TickRow>()[Tick].TasksOffered, replayed.Tasks.Count);
        var service = rows.Rows<ServiceRow>().Where(r => r.Tick == Tick).GroupBy(r => r.Source).ToDictionary(g => g.Key, g => g.Sum(r => r.Tasks));
        Assert.Equal(service.OrderBy(s => s.Key), replayed.Tasks.GroupBy(t => t.Source).ToDictionary(g => g.Key, g => (double)g.Count()).OrderBy(s => s.Key));
    }

    [Fact]
    public void The_score_of_a_model_is_explained_to_the_last_part()
    {
        var replayed = Replay("attention", learns: true, out _);
        var explained = 0;
        for (var t = 0; t < replayed.Tasks.Count; t += 5)
        {
            foreach (var offer in replayed.Offers(t).Where(o => o.Explanation is not null))
            {
                var (why, schema) = (offer.Explanation!, replayed.SchemaOfScores!);
                var sum = why.Baseline + Enumerable.Range(0, schema.Task.Count).Sum(why.OfTask) + Enumerable.Range(0, schema.Pool.Count).Sum(why.OfPool);
                Assert.Equal(why.Logit, sum, 1e-6 * Math.Max(1, Math.Abs(why.Logit)));
                Assert.Equal(offer.Score, replayed.Problem.Bid[t] * why.Quality, 1e-9 * Math.Max(1, offer.Score));
                explained++;
            }
        }

        Assert.True(explained > 20);
    }

    [Fact]
    public void Offers_are_ordered_by_surplus_and_pay_no_more_than_the_score()
    {
        var replayed = Replay("attention", learns: false, out _);
        for (var t = 0; t < replayed.Tasks.Count; t++)
        {
            var offers = replayed.Offers(t);
            var open = offers.TakeWhile(o => o.Obstacle is null).ToList();
            Assert.All(offers.Skip(open.Count), o => Assert.True(o.Obstacle is not null && o.Ppm == 0));
            Assert.Equal(open.OrderByDescending(o => o.Surplus).Select(o => o.Surplus), open.Select(o => o.Surplus));
            Assert.All(open, o => Assert.True(o.Paid <= o.Score * o.Ppm / 1e6 + 1e-6));
        }
    }

    [Fact]
    public void A_pool_beyond_what_its_region_knows_is_no_offer()
    {
        var world = WorldBuilder.Build(ScopeTests.Scoped(new ScopeSpec { Kind = ScopeKind.Local })).World!;
        var replayed = ReplayedTick.Of(world, 3, new MemorySink())!;
        var beyond = 0;
        for (var t = 0; t < replayed.Tasks.Count; t++)
        {
            foreach (var offer in replayed.Offers(t))
            {
                var far = world.Geography.Of(replayed.Tasks[t].Owner) != world.Geography.OfPool[offer.Pool];
                if (far) Assert.True(offer.Obstacle is not null && offer.Ppm == 0);
                beyond += far ? 1 : 0;
            }
        }

        Assert.True(beyond > 20);
    }

    private static WorldModel World(string policy, bool learns) => new(
        Worlds.Small() with
        {
            Ticks = 8,
            Quality = learns ? new() : null,
            Demand = new() { ValuePerGpuSecond = 1 },
            Allocation = new() { Policy = policy, Learning = learns ? new() { Epoch = 2 } : null },
        },
        new SyntheticDemand(1, new SyntheticOptions { ArrivalsPerHour = 4 }));

    private static ReplayedTick Replay(string policy, bool learns, out MemorySink rows) =>
        ReplayedTick.Of(World(policy, learns), Tick, rows = new MemorySink())!;
}
