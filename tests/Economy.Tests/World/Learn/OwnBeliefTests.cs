using Economy.Actors;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Interventions;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;
using Economy.World.Tick.Allocate;

namespace Economy.Tests.World.Learn;

/// <summary>Models of single subsystems learn what these call good.</summary>
public sealed class OwnBeliefTests
{
    private const int Ticks = 40;

    // Quality is (memory per core of the pool / of the task)^1: 3.2/4 = 0.8 at the roomy pool, 1/4 = 0.25 at the tight one, without noise and
    // crowding. Each pool is out of order in every other tick, so that every session has one pool. A plain place calls quality good; a contrary
    // one what quality lacks to 1: 0.2 and 0.75. The model of all others knows quality alone, so to it both places are 0.8 and 0.25. Stated
    // before the first run: means of a table within 0.03 (one outcome more than 20 others), what a dot product is trained to within 0.1.
    [Theory]
    [InlineData("table", 0.03)]
    [InlineData("dot-product", 0.1)]
    public void Places_that_call_opposite_things_good_learn_opposite_scores_where_one_model_cannot(string form, double tolerance)
    {
        var own = Expected(Opposites(form, "plain", "contrary"));
        Assert.Equal(0.8, own["plain"][0], tolerance);
        Assert.Equal(0.25, own["plain"][1], tolerance);
        Assert.Equal(0.2, own["contrary"][0], tolerance);
        Assert.Equal(0.75, own["contrary"][1], tolerance);
        var shared = Expected(Opposites(form));
        foreach (var place in (string[])["plain", "contrary"])
        {
            Assert.Equal(0.8, shared[place][0], tolerance);
            Assert.Equal(0.25, shared[place][1], tolerance);
        }

        // A place that has no model of its own learns with the others, and is not told what another calls good.
        Assert.Equal(0.8, Expected(Opposites(form, "contrary"))["plain"][0], tolerance);
    }

    // Every visit takes an hour and a half of a free server, so it is over one or two ticks after the session in which it was asked for. With
    // two hours it is in time, good 1; with one it is late, good 0. Exact.
    [Theory]
    [InlineData(7200, 1)]
    [InlineData(3600, 0)]
    public void A_visit_that_goes_on_is_learnt_from_when_it_is_over(double deadline, double good)
    {
        var desk = new Dispatch
        {
            Name = "plain", Needs = new() { Cpu = 1, Memory = 4 }, Units = 1000, Work = 5400, WorkSpread = Spread.None, Reliance = 0,
            Classes = [new VisitClass { Name = "call", Deadline = deadline }],
        };
        var scenario = Opposites("table", "plain") with { Ticks = 8, Calendar = null };
        var world = new WorldModel(scenario with { Subsystems = [desk, scenario.Subsystems[1]] });
        using var stage = ActorRuns.Stage(world, 1, 1);
        var simulator = new Simulator(world, stage, Policies.Of(world.Allocation, 1), new MemorySink(), settlement: null);
        simulator.Run();
        var learnt = simulator.OutcomesOf(0)!;
        Assert.True(learnt.Count > 20);
        Assert.All(learnt.Quality.ToArray(), one => Assert.Equal(good, one));
    }

    // A beginner (P₀ = 0.2, T = 0.1) does six exercises in a served hour and gains 0.8(1 − 0.9⁶), which is the measure: good 1, and 1 again
    // with half of the compute, which is three of three. Who comes again has 0.9⁶ = 0.531441 of what a beginner gains. Exact but for rounding.
    [Fact]
    public void A_course_calls_good_what_is_learnt_of_what_a_beginner_learns_from_the_same_service()
    {
        var course = new Education { Name = "course", Learning = 0.1, Prior = 0.2, Exercises = 6 };
        var house = course.Found();
        Assert.Equal([1.0, 1.0], Goods(house, course, new Guest(0, 1, 3600, 1_000_000, 200_000), new Guest(1, 1, 3600, 500_000, 500_000)), Near);
        Assert.Equal([0.531441], Goods(house, course, new Guest(0, 1, 3600, 1_000_000, 900_000)), Near);
    }

    // Three orders at half of the compute: ⌊1.5⌋ = 1 passes, of 1.5 that do on the mean. The next sender's one order at half makes 2: it
    // passes, of 0.5. Who sends none tells nothing.
    [Fact]
    public void A_marketplace_calls_good_that_orders_pass()
    {
        var market = new Marketplace { Name = "market", Throughput = true };
        var goods = Goods(market.Found(), market, new Guest(0, 1, 3600, 500_000, 100_000) { Orders = 3 }, new Guest(1, 1, 3600, 500_000, 0) { Orders = 1 }, new Guest(2, 1, 3600, 1, 1));
        Assert.Equal([1 / 1.5, 1 / 0.5, -1], goods, Near);
    }

    private static bool Near(double expected, double found) => Math.Abs(expected - found) < 1e-9;

    private static double[] Goods(Subsystem house, Place rules, params Guest[] guests)
    {
        var visits = new Visits(1, rules, guests.Length, guests.Length, guests.Length, guests.Length, guests.Length, 0, 0);
        return ((Attended)house.Answer(visits with { Scene = new Scene(1, 0, 3600) { Guests = [.. guests] } })).Meeting!.Goods!;
    }

    /// <summary>What the last tick's sessions are expected to be worth at both pools, as a share of their bids, by place: the mean of them.</summary>
    private static Dictionary<string, double[]> Expected(Scenario scenario)
    {
        var world = new WorldModel(scenario);
        using var stage = ActorRuns.Stage(world, 1, 1);
        var simulator = new Simulator(world, stage, Policies.Of(world.Allocation, 1), new MemorySink(), settlement: null);
        var expected = new Dictionary<string, double[]>();
        simulator.Kept = kept =>
        {
            var (n, scores) = (kept.Problem.Tasks, new double[2 * kept.Problem.Tasks]);
            kept.Problem.Scores!.Score(kept.Problem, 0, n, scores, n);
            foreach (var place in kept.Tasks.Where(t => t.Bid > 0).GroupBy(t => t.Source))
                expected[place.Key] = [place.Average(t => scores[t.Task] / t.Bid), place.Average(t => scores[n + t.Task] / t.Bid)];
        };
        simulator.Run();
        return expected;
    }

    private static Scenario Opposites(string form, params string[] own) => new()
    {
        Name = "opposites", Ticks = Ticks, Chain = "none",
        Population = new()
        {
            Types =
            [
                new() { Name = "player", Count = 20, Wealth = new() { Mean = 1_000_000 }, Preferences = new Dictionary<string, double> { ["plain"] = 1, ["contrary"] = 1 } },
            ],
        },
        Subsystems =
        [
            new Social { Name = "plain", Needs = new() { Cpu = 1, Memory = 4 } }, new Contrary { Name = "contrary", Needs = new() { Cpu = 1, Memory = 4 } },
        ],
        Pools =
        [
            new() { Name = "roomy", Capacity = new() { Cpu = 40, Memory = 128 } }, new() { Name = "tight", Capacity = new() { Cpu = 100, Memory = 100 } },
        ],
        Quality = new() { MemoryFit = 1, HardwareFit = 1, Noise = 0, Crowding = 0 },
        Calendar = [.. Enumerable.Range(1, Ticks).Select(t => new Outage { Pool = t % 2 == 0 ? "roomy" : "tight", At = t, Until = t })],
        Allocation = new() { Learning = new() { Epoch = 1, Memory = Ticks, Rate = 0.03, Form = form, BySubsystem = own.Length == 0 ? null : own } },
    };

    /// <summary>A place that calls good what is badly served.</summary>
    private sealed record Contrary : Place
    {
        public override bool MeetsVisitors => true;

        public override Subsystem Found() => new House(this);

        private sealed class House(Contrary founded) : Subsystem(founded)
        {
            protected override Meeting Meet(Visits visits, Scene scene) =>
                new([.. scene.Guests.Select(g => new SessionPart(g.ServedPpm, g.EnjoyedPpm))], [], new Tally())
                {
                    Goods = [.. scene.Guests.Select(g => g.ServedPpm == 0 ? 0 : Math.Max(0, 1 - (double)g.EnjoyedPpm / g.ServedPpm))],
                };
        }
    }
}
