using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Observers;
using Economy.World.Recommenders;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Recommenders;

/// <summary>What recommenders show beside places: creators, goods, people.</summary>
public sealed class RankedItemsLaws
{
    public static IEnumerable<object[]> All =>
        from items in Enum.GetValues<RankedItems>()
        from ranking in (string[])["attention", "page-rank", "popular", "random", "retrieval"]
        where (items, ranking) != (RankedItems.People, "page-rank")
        select (object[])[items, ranking];

    [Theory]
    [MemberData(nameof(All))]
    public void A_world_that_shows_them_is_the_same_however_it_is_cut_and_where_it_is_stopped(RankedItems items, string ranking)
    {
        var world = Fed(items, Ranking(ranking));
        var whole = Run(world, 1, 1);
        Assert.Equal(whole.Transcript(), Run(world, 2, 7).Transcript());
        Assert.Equal(whole.Transcript(), Stopped(world).Transcript());
        Assert.Contains(whole.Rows<Recommendations.Row>(), r => r.Looks > 0 && r.Followed > 0);
        Assert.All(whole.Rows<Recommendations.Row>(), r => Assert.InRange(r.Reach, 0, 1));
    }

    /// <summary>Nothing is found or heard of: without a feed for goods nobody buys what it does not hold, and with one trade begins.</summary>
    [Fact]
    public void Goods_are_ordered_where_they_are_in_view()
    {
        int Orders(RankedItems items, int slots) => Run(Blind(Fed(items, new RandomRanking(), slots)), 1, 1).Rows<Recommendations.Row>().Sum(r => r.Visits);
        var (one, two) = (Orders(RankedItems.Goods, 1), Orders(RankedItems.Goods, 2));
        Assert.True(one > 0 && two > one, $"{one}, {two}");
        // Creators bring into view what they make.
        Assert.True(Run(Blind(Fed(RankedItems.Creators, new RandomRanking(), 2)), 1, 1).Rows<TradeRow>().Count > 0);
    }

    /// <summary>Friends order, and so one hears of goods; who searches finds them.</summary>
    [Fact]
    public void Goods_are_heard_of_and_found()
    {
        int Orders(double awareness, int friends)
        {
            var world = Blind(Fed(RankedItems.Goods, new RandomRanking(), 1));
            return Run(Seeing(world, awareness, friends), 1, 1).Rows<Recommendations.Row>().Sum(r => r.Visits);
        }

        var alone = Orders(0, 0);
        Assert.True(Orders(0, 20) > alone);
        Assert.True(Orders(1, 0) > alone);
    }

    /// <summary>Shown people, one learns of the places where they were: a tenth more visits at least than with the same feed of goods.</summary>
    [Fact]
    public void People_bring_the_places_where_they_were_into_view()
    {
        MemorySink Rows(RankedItems items) => Run(Seeing(Fed(items, new RetrievalRanking(), 2), 0.1, 0), 1, 1);
        int Visits(MemorySink rows) => rows.Rows<SubsystemRow>().Where(s => s.Subsystem != "feed").Sum(s => s.Participants);
        var (people, goods) = (Rows(RankedItems.People), Rows(RankedItems.Goods));
        Assert.True(Visits(people) > 1.1 * Visits(goods), $"{Visits(people)}, {Visits(goods)}");
        // In the first tick nobody was anywhere yet.
        Assert.All(people.Rows<Recommendations.Row>(), r => Assert.Equal(r.Tick > 1, r.Looks > 0));
    }

    /// <summary>
    /// Two types like four places each and not those of the others, so at random half of the people that one looks at were where one goes; once it
    /// has learnt from looks the attention ranking shows people of one's own sort: more than 0.75 in the last ten ticks, stated before the first run.
    /// </summary>
    [Fact]
    public void The_attention_ranking_learns_whose_tastes_are_alike()
    {
        string[] places = [.. Enumerable.Range(0, 8).Select(k => $"place-{k}")];
        ParticipantTypeSpec Liking(string name, int first) => new()
        {
            Name = name, Count = 30, Attention = 3600, MinimumSession = 1, Awareness = 0.3, Wealth = new() { Mean = 1e6 },
            Preferences = places.Skip(first).Take(4).Append("feed").ToDictionary(p => p, _ => 1.0),
        };
        double Followed(RankingSpec ranking) => Run(new Scenario
        {
            Name = "people", Ticks = 40, Chain = "none", Population = new() { Types = [Liking("even", 0), Liking("odd", 4)] },
            Subsystems = [.. places.Select(p => new Game { Name = p }), new Recommender { Name = "feed", Items = RankedItems.People, Slots = 2, Exploration = 0.2, Ranking = ranking }],
            Pools = [new PoolSpec { Name = "pool", Capacity = new() { Cpu = 1 } }], Assets = [], Markets = [], Money = new(), Output = new() { Observers = [new Recommendations()] },
        }, 1, 2).Rows<Recommendations.Row>().TakeLast(10).Average(r => r.Followed);
        var (random, learnt) = (Followed(new RandomRanking()), Followed(new AttentionRanking { Rate = 0.05 }));
        Assert.InRange(random, 0.45, 0.55);
        Assert.True(learnt > 0.75, $"{learnt}");
    }

    /// <summary>Blocks rank as one after the other does: the same rows as where diversity, which takes almost nothing, has slots depend on one another.</summary>
    [Fact]
    public void Ranking_by_blocks_is_ranking_one_by_one()
    {
        Scenario With(double diversity) => Fed(RankedItems.Places, new AttentionRanking(), 3) is var world
            ? world with { Subsystems = [.. world.Subsystems.Select(s => s is Recommender feed ? feed with { Diversity = diversity } : s)] } : world;
        Assert.Equal(Run(With(1e-300), 1, 2).Transcript(), Run(With(0), 1, 2).Transcript());
    }

    [Theory]
    [InlineData(RankedItems.People, "page-rank", "page-rank does not rank people")]
    [InlineData(RankedItems.Goods, "random", "there is nothing of that to show")]
    [InlineData(RankedItems.Creators, "random", "there is nothing of that to show")]
    public void What_cannot_be_shown_is_refused(RankedItems items, string ranking, string problem)
    {
        var small = Worlds.Small();
        var bare = new Scenario
        {
            Name = "bare", Ticks = 1, Chain = "none", Population = new() { Types = [new() { Name = "visitor", Count = 1 }] },
            Subsystems = [new Recommender { Name = "feed", Items = items, Ranking = Ranking(ranking) }], Pools = small.Pools.Select(p => p with { Owner = null }).ToList(),
            Assets = [], Markets = [], Money = new(),
        };
        Assert.Contains(problem, string.Join('\n', ScenarioReader.Read(ScenarioWriter.Print(bare), "bare.yaml").Errors), StringComparison.Ordinal);
    }

    private static RankingSpec Ranking(string kind) => kind switch
    {
        "attention" => new AttentionRanking(),
        "page-rank" => new PageRankRanking(),
        "popular" => new PopularRanking(),
        "retrieval" => new RetrievalRanking(),
        _ => new RandomRanking(),
    };

    private static Scenario Fed(RankedItems items, RankingSpec ranking, int slots = 2)
    {
        var small = Worlds.Small() with { Issues = null, Ticks = 10 };
        return Seeing(small with
        {
            Subsystems = [.. small.Subsystems, new Recommender { Name = "feed", Items = items, Slots = slots, PositionBias = 0.5, Exploration = 0.2, Ranking = ranking }],
            Output = small.Output with { Observers = [new Recommendations()] },
        }, 0.3, 2);
    }

    private static Scenario Seeing(Scenario world, double awareness, int friends) => world with
    {
        Population = world.Population with
        {
            Types = [.. world.Population.Types.Select(t => t with { Awareness = awareness, Friends = friends == 0 ? null : friends, Preferences = new Dictionary<string, double>(t.Preferences) { ["feed"] = 0.7 } })],
        },
    };

    /// <summary>The market is everywhere: orders need no place.</summary>
    private static Scenario Blind(Scenario world) => Seeing(world, 0, 0) with
    {
        Subsystems = [.. world.Subsystems.Where(s => s.Name != "market")],
        Population = world.Population with
        {
            Types = [.. Seeing(world, 0, 0).Population.Types.Select(t => t with { Preferences = t.Preferences.Where(p => p.Key != "market").ToDictionary() })],
        },
    };

    private static MemorySink Run(Scenario scenario, int threads, int cells)
    {
        var (rows, world) = (new MemorySink(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, threads, cells);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null).Run();
        return rows;
    }

    private static MemorySink Stopped(Scenario scenario)
    {
        var (rows, state) = (new MemorySink(), new MemoryStream());
        foreach (var cells in (int[])[3, 5])
        {
            var world = new WorldModel(scenario);
            using var stage = ActorRuns.Stage(world, 1, cells);
            var simulator = new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null);
            if (state.Length > 0) simulator.Restore(new BinaryReader(state));
            try
            {
                simulator.Run(betweenTicks: t =>
                {
                    if (cells == 3 && t == 5) throw new OperationCanceledException();
                });
            }
            catch (OperationCanceledException)
            {
                simulator.Save(new BinaryWriter(state));
                state.Position = 0;
            }
        }

        return rows;
    }
}
