using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Observers;
using Economy.World.Randomness;
using Economy.World.Recommenders;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Recommenders;

/// <summary>Who sees what, and what becomes of it. Tolerances were stated before the first run.</summary>
public sealed class RecommenderLaws
{
    private const int Places = 8, Worlds300 = 300;

    /// <summary>
    /// Pólya's urn, over 300 of them: E HHI after n draws is 1/K + n(K − 1)/(K(K + 1)(n + K)), which goes to 2/(K + 1), and Gini goes to
    /// (K − 1)/(2K). Within four standard errors of the sample; for Gini also the K/(n + K) that the first balls still weigh.
    /// </summary>
    [Fact]
    public void Popularity_with_exponent_one_is_Polyas_urn()
    {
        const int Draws = 1000;
        const double K = Places;
        var urns = Urns(new PopularRanking(), Draws).Select(c => c.Select(v => (v + 1.0) / (Draws + K)).ToArray()).ToList();
        AssertMean((1 / K) + Draws * (K - 1) / (K * (K + 1) * (Draws + K)), [.. urns.Select(u => u.Sum(x => x * x))]);
        AssertMean((K - 1) / (2 * K), [.. urns.Select(Gini)], K / (Draws + K));
    }

    /// <summary>The leader takes more than 95 % of the last quarter of 2,000 draws, in the mean of 100 worlds.</summary>
    [Fact]
    public void Popularity_with_exponent_two_ends_in_one_winner()
    {
        var last = Urns(new PopularRanking { Exponent = 2 }, 1500, 100).Zip(Urns(new PopularRanking { Exponent = 2 }, 2000, 100),
            (before, after) => after.Zip(before, (a, b) => a - b).Max() / 500.0);
        Assert.True(last.Average() > 0.95, $"{last.Average()}");
    }

    /// <summary>E HHI of n draws is 1/K + (1 − 1/K)/n: four standard errors.</summary>
    [Fact]
    public void At_random_places_stay_alike()
    {
        const int Draws = 200;
        foreach (RankingSpec ranking in (RankingSpec[])[new RandomRanking(), new PopularRanking { Exponent = 0 }, new RetrievalRanking { Beta = 0 }])
            AssertMean(1.0 / Places + (1 - 1.0 / Places) / Draws, [.. Urns(ranking, Draws, 100).Select(c => c.Sum(v => (double)v / Draws * v / Draws))]);
    }

    /// <summary>
    /// The same through whole worlds: one participant who sees one slot and nothing else. Of visits alone E HHI is 2(n − 1)/((K + 1)n) + 1/n.
    /// Four standard errors over 60 worlds.
    /// </summary>
    [Fact]
    public void A_world_in_which_nothing_is_seen_but_the_popular_slot_is_Polyas_urn()
    {
        const int Ticks = 30;
        var hhi = Enumerable.Range(1, 60).Select(seed => Run(World(new PopularRanking(), 1, Ticks) with { Seed = (ulong)seed }).Rows<Recommendations.Row>())
            .Select(rows => (rows[^1].Hhi, Visits: rows.Sum(r => r.Visits))).ToList();
        Assert.All(hhi, h => Assert.Equal(Ticks, h.Visits));
        AssertMean(2.0 * (Ticks - 1) / ((Places + 1) * Ticks) + 1.0 / Ticks, [.. hhi.Select(h => h.Hhi)]);
    }

    /// <summary>Slots 1 to 3 at bias 1: 1 + 1/2 + 1/3 looks a viewer; four standard errors of 40 × 30 viewers.</summary>
    [Fact]
    public void Lower_slots_are_looked_at_less()
    {
        var biased = Changed(World(new RandomRanking(), 40, 30), feed => feed with { Slots = 3, PositionBias = 1 });
        var looks = Run(biased).Rows<Recommendations.Row>().Average(r => r.Looks / 40.0);
        var error = Math.Sqrt((0.25 + 2 / 9.0) / (40 * 30));
        Assert.InRange(looks, 11 / 6.0 - 4 * error, 11 / 6.0 + 4 * error);
    }

    [Fact]
    public void Without_the_compute_of_its_sessions_it_shows_less()
    {
        Scenario Needing(double capacity) => Changed(Seen(World(new PopularRanking(), 40, 12)), feed => feed with { Slots = 4, Needs = new() { Gpu = 1 } })
            with { Pools = [new PoolSpec { Name = "pool", Capacity = new() { Gpu = capacity } }] };
        var (ample, scarce) = (Run(Needing(1000)).Rows<Recommendations.Row>(), Run(Needing(2)).Rows<Recommendations.Row>());
        Assert.All(ample, r => Assert.Equal(160, r.Looks));
        Assert.Equal(160, scarce[0].Looks);
        // Who was served badly stays away for a tick or two, and the others are served better.
        Assert.True(scarce.Average(r => r.Looks) < 0.9 * 160 && scarce.Min(r => r.Looks) < 120, $"{scarce.Average(r => r.Looks)}, {scarce.Min(r => r.Looks)}");
    }

    /// <summary>What is in view is never worth more than as many places of one's own choice, nor these more than all: 1e-6.</summary>
    [Fact]
    public void An_hour_is_worth_at_most_what_it_is_with_the_best_places_in_view()
    {
        foreach (RankingSpec ranking in (RankingSpec[])[new PopularRanking(), new AttentionRanking(), new RetrievalRanking(), new RandomRanking()])
            Assert.All(Run(Tastes(ranking, 12)).Rows<Recommendations.Row>(), r =>
            {
                Assert.True(r.Value <= r.Best + 1e-6 && r.Best <= r.All + 1e-6, r.ToString());
                Assert.InRange(r.Hhi, 1.0 / Places - 1e-12, 1);
                Assert.InRange(r.Reach, 0, 1);
            });
    }

    /// <summary>Two types like four places each, and follow a look where they like the place: at random half of the looks.</summary>
    [Fact]
    public void The_attention_ranking_learns_whom_to_show_what()
    {
        var (learnt, random) = (Run(Tastes(new AttentionRanking(), 60)).Rows<Recommendations.Row>(), Run(Tastes(new RandomRanking(), 60)).Rows<Recommendations.Row>());
        Assert.InRange(random.Average(r => r.Followed), 0.45, 0.55);
        Assert.True(learnt.TakeLast(20).Average(r => r.Followed) > 0.75, $"{learnt.TakeLast(20).Average(r => r.Followed)}");
        Assert.Equal(learnt.TakeLast(20).Average(r => r.Followed), learnt.TakeLast(20).Average(r => r.Expected), 0.1);
        Assert.True(learnt.TakeLast(20).Average(r => r.Value) > random.TakeLast(20).Average(r => r.Value));
    }

    [Fact]
    public void Retrieval_shows_what_those_who_go_the_same_way_visit()
    {
        var (recalled, random) = (Run(Tastes(new RetrievalRanking { Beta = 20 }, 60)).Rows<Recommendations.Row>(), Run(Tastes(new RandomRanking(), 60)).Rows<Recommendations.Row>());
        Assert.True(recalled.TakeLast(20).Average(r => r.Followed) > random.TakeLast(20).Average(r => r.Followed) + 0.1);
    }

    [Fact]
    public void Friends_tell_where_they_have_been()
    {
        Scenario Heard(int friends)
        {
            var world = World(new RandomRanking(), 40, 20);
            return world with
            {
                Subsystems = [.. world.Subsystems.Where(s => s is not Recommender)],
                Population = new() { Types = [.. world.Population.Types.Select(t => t with { Awareness = 0.1, Friends = friends, Preferences = t.Preferences.Where(p => p.Key != "feed").ToDictionary() })] },
            };
        }

        int Visits(int friends) => Run(Heard(friends)).Rows<Recommendations.Row>().Sum(r => r.Visits);
        Assert.True(Visits(5) > 1.5 * Visits(0));
        Assert.All(Run(Heard(5)).Rows<Recommendations.Row>(), r => Assert.Equal(("none", 0), (r.Recommender, r.Looks)));
    }

    [Fact]
    public void Exploration_shows_what_no_ranking_would()
    {
        var rules = new Recommender { Name = "feed", Exploration = 1 };
        var (slate, shown, random) = (new Slate(isDrawn: false, [0, 0, 0, -1]), new int[4], new PhiloxStream(1, Purpose.Shown, 0, 0));
        for (var i = 0; i < 3000; i++) shown[slate.Fill([1, 0, 0, 9], 1, rules, ref random)[0]]++;
        Assert.Equal(0, shown[3]);
        Assert.All(shown[..3], s => Assert.InRange(s, 1000 - 4 * 26, 1000 + 4 * 26));
    }

    [Fact]
    public void Diversity_takes_weight_from_places_of_a_kind_that_was_shown()
    {
        var (slate, random) = (new Slate(isDrawn: false, [0, 0, 1, 1]), new PhiloxStream(1, Purpose.Shown, 0, 0));
        double[] weight = [1, 0.9, 0.6, 0.5];
        Assert.Equal([0, 1, 2, 3], slate.Fill(weight, 9, new Recommender { Name = "feed" }, ref random).ToArray());
        Assert.Equal([0, 2, 1, 3], slate.Fill(weight, 9, new Recommender { Name = "feed", Diversity = 0.5 }, ref random).ToArray());
    }

    /// <summary>Visits of each place after so many draws of one slot, in so many worlds.</summary>
    private static List<int[]> Urns(RankingSpec ranking, int draws, int worlds = Worlds300)
    {
        var world = new WorldModel(World(ranking, 1, 1));
        int[] kindOf = [.. world.Subsystems.Select(s => s is Recommender ? -1 : 0)];
        var rules = new Recommender { Name = "feed" };
        return [.. Enumerable.Range(0, worlds).Select(w =>
        {
            var (ranker, slate) = (((IRanking)ranking).Open(world, Places), new Slate(isDrawn: true, kindOf));
            var (random, counts, weight, visit) = (new PhiloxStream((ulong)w, Purpose.Shown, 0, 0), new int[Places], new double[Places + 1], new (int, int)[1]);
            var history = new Histories(world.TypeOf, Places + 1);
            for (var n = 0; n < draws; n++)
            {
                ranker.Weigh(history[0], weight);
                var place = slate.Fill(weight, 1, rules, ref random)[0];
                counts[place]++;
                visit[0] = (0, place);
                ranker.Learn(new Watched([], [], visit, history));
            }

            return counts;
        })];
    }

    private static void AssertMean(double expected, double[] sample, double bias = 0)
    {
        var mean = sample.Average();
        var error = Math.Sqrt(sample.Sum(s => (s - mean) * (s - mean)) / (sample.Length - 1) / sample.Length);
        Assert.InRange(mean, expected - 4 * error - bias, expected + 4 * error + bias);
    }

    private static double Gini(double[] shares)
    {
        var sorted = shares.Order().ToArray();
        return Enumerable.Range(0, sorted.Length).Sum(i => (2 * i + 1 - sorted.Length) * sorted[i]) / (sorted.Length * sorted.Sum());
    }

    /// <summary>Participants who see one slot a tick and nothing else, and eight places that are equally good.</summary>
    private static Scenario World(RankingSpec ranking, int participants, int ticks)
    {
        string[] places = [.. Enumerable.Range(0, Places).Select(k => $"place-{k}")];
        return new()
        {
            Name = "fed", Ticks = ticks, Chain = "none",
            Population = new()
            {
                Types =
                [
                    new()
                    {
                        Name = "visitor", Count = participants, Attention = 3600, MinimumSession = 1, Awareness = 0, Wealth = new() { Mean = 1e6 },
                        Preferences = places.Append("feed").ToDictionary(p => p, _ => 1.0),
                    },
                ],
            },
            Subsystems = [.. places.Select(p => new Game { Name = p }), new Recommender { Name = "feed", Slots = 1, Ranking = ranking }],
            Pools = [new PoolSpec { Name = "pool", Capacity = new() { Cpu = 1 } }],
            Assets = [], Markets = [], Money = new(), Output = new() { Observers = [new Recommendations()] },
        };
    }

    /// <summary>Two types of 30 that like four of the places each, and not the others; two slots, a fifth of them at random.</summary>
    private static Scenario Tastes(RankingSpec ranking, int ticks)
    {
        var world = Changed(World(ranking, 30, ticks), feed => feed with { Slots = 2, Exploration = 0.2 });
        var type = world.Population.Types[0];
        ParticipantTypeSpec Liking(string name, int first) => type with
        {
            Name = name, Preferences = Enumerable.Range(first, 4).Select(k => $"place-{k}").Append("feed").ToDictionary(p => p, _ => 1.0),
        };
        return world with { Population = new() { Types = [Liking("even", 0), Liking("odd", 4)] } };
    }

    private static Scenario Seen(Scenario world) => world with
    {
        Population = new() { Types = [.. world.Population.Types.Select(t => t with { Awareness = 1 })] },
    };

    private static Scenario Changed(Scenario world, Func<Recommender, Recommender> change) => world with
    {
        Subsystems = [.. world.Subsystems.Select(s => s is Recommender feed ? change(feed) : s)],
    };

    private static MemorySink Run(Scenario scenario)
    {
        var (rows, world) = (new MemorySink(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, 1, 1);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null).Run();
        return rows;
    }
}
