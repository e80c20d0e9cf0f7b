using Economy.Actors;
using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Reporting.Graphs;
using Economy.World;
using Economy.World.Randomness;
using Economy.World.Recommenders;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Recommenders;

/// <summary>The graph that recommenders keep: against the books, against PageRank by iteration, and against chance.</summary>
public sealed class ChoiceGraphLaws
{
    private const int Items = 24, Groups = 4;

    /// <summary>Every session pays a fee, so the journal says who was where: the graph made of it at the end is the one kept tick by tick.</summary>
    [Fact]
    public void The_graph_kept_tick_by_tick_is_the_one_rebuilt_from_the_journal()
    {
        string[] names = [.. Enumerable.Range(0, 5).Select(k => $"place-{k}")];
        var (spy, book) = (new Spy(), new JournalBook());
        var world = new WorldModel(new()
        {
            Name = "fed", Ticks = 12, Chain = "none",
            Population = new() { Types = [new() { Name = "visitor", Count = 40, Attention = 7200, MinimumSession = 60, Awareness = 0.5, PreferenceDispersion = 1, Wealth = new() { Mean = 1e6 }, Preferences = names.Append("feed").ToDictionary(p => p, _ => 1.0) }] },
            Subsystems = [.. names.Select(p => new Game { Name = p, Fee = 1000 }), new Recommender { Name = "feed", Fee = 1000, Ranking = spy }],
            Pools = [new PoolSpec { Name = "pool", Capacity = new() { Cpu = 1 } }], Assets = [], Markets = [], Money = new(),
        });
        using var stage = ActorRuns.Stage(world, 2, 3);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), new MemorySink(), book).Run();
        var rebuilt = new ChoiceGraph(world.Subsystems.Length);
        foreach (var journal in book.Journals)
            rebuilt.Add([.. journal.Entries.ToArray().Where(e => e.Instrument == Instrument.Fee && e.From.Value >= world.Chart.FirstParticipant)
                .Select(e => (e.From.Value - world.Chart.FirstParticipant, e.To.Value - world.Chart.Subsystem(0).Value)).Order()]);
        Assert.True(rebuilt.Weights.ToArray().Sum() > 500);
        Assert.Equal(rebuilt.Weights.ToArray(), spy.Kept);
    }

    /// <summary>The ranks of a viewer are those that iteration finds on the same graph with the viewer's history as the origin: 1e-12, dead ends included.</summary>
    [Fact]
    public void Its_ranks_are_those_of_personalised_page_rank()
    {
        var (ranker, history) = (Taught(shuffled: false, out var graph), new Histories(new byte[1], Items));
        double[] seconds = new double[Items];
        (seconds[3], seconds[8], seconds[Items - 1]) = (1, 1, 1);   // Nobody chooses the last item: it has no edge.
        for (var t = 0; t < 3; t++) history.Learn(0, seconds);
        var weight = new double[Items];
        ranker.Weigh(history[0], weight);
        var total = history.Of(0).ToArray().Sum(h => (double)h);
        var edges = from a in Enumerable.Range(0, Items) from b in Enumerable.Range(0, a) where graph.Of(a)[b] > 0 select (a, b, graph.Of(a)[b]);
        var rank = PageRank.Of(Adjacency.Of(Items, edges), [.. history.Of(0).ToArray().Select(h => h / total)]);
        Assert.All(rank.Zip(weight), r => Assert.Equal(r.First, r.Second / weight.Sum(), 1e-12));
    }

    /// <summary>
    /// Participants keep to one of four groups of items. Of the other items of a group the ranking puts the right ones first; taught with the
    /// same choices put to other participants, the reciprocal rank of an item of the group is that of chance over the 22 others, H_m/m: mean of 400, within four
    /// standard errors.
    /// </summary>
    [Theory]
    [InlineData("page-rank")]
    [InlineData("retrieval")]
    public void On_shuffled_edges_the_reciprocal_rank_falls_to_chance(string kind)
    {
        const int M = Items - 2;
        var (chance, square) = (Enumerable.Range(1, M).Average(r => 1.0 / r), Enumerable.Range(1, M).Average(r => 1.0 / r / r));
        var error = Math.Sqrt((square - chance * chance) / 400);
        Assert.InRange(MeanReciprocalRank(kind, shuffled: true), chance - 4 * error, chance + 4 * error);
        Assert.True(MeanReciprocalRank(kind, shuffled: false) > 2 * chance);
    }

    /// <summary>Over worlds taught anew, since ranks of one world are not independent: one viewer and one item of its group from each.</summary>
    private static double MeanReciprocalRank(string kind, bool shuffled) => Enumerable.Range(0, 400).Average(seed =>
    {
        var (ranker, random) = (Taught(shuffled, out _, kind, seed, 30), new System.Random(1000 + seed));
        var (known, step) = (random.Next(Items - 1), 1 + random.Next(Items / Groups - 1));
        var sought = (known + step * Groups) % Items;
        if (sought == Items - 1) sought = (sought + Groups) % Items == known ? (sought + 2 * Groups) % Items : (sought + Groups) % Items;
        var (history, seconds, weight) = (new Histories(new byte[1], Items), new double[Items], new double[Items]);
        seconds[known] = 1;
        history.Learn(0, seconds);
        ranker.Weigh(history[0], weight);
        // Equal weights share their ranks: what is drawn among them is as likely in any order.
        var (above, level) = (0, 0);
        for (var i = 0; i < Items - 1; i++)
        {
            if (i == known || i == sought) continue;
            if (weight[i] > weight[sought]) above++;
            else if (weight[i] == weight[sought]) level++;
        }

        return Enumerable.Range(above + 1, level + 1).Average(r => 1.0 / r);
    });

    /// <summary>A ranking that has seen participants choose four items of their group a tick; the last item is never chosen.</summary>
    private static Ranker Taught(bool shuffled, out ChoiceGraph graph, string kind = "page-rank", int seed = 1, int participants = 60)
    {
        var (random, events) = (new System.Random(seed), new List<(int Participant, int Item)>());
        for (var i = 0; i < participants; i++)
            for (var c = 0; c < 4; c++) events.Add((i, (i % Groups + Groups * random.Next(Items / Groups)) % Items));
        events.RemoveAll(e => e.Item == Items - 1);
        if (shuffled)
        {
            var items = events.Select(e => e.Item).ToArray();
            random.Shuffle(items);
            events = [.. events.Zip(items, (e, item) => (e.Participant, item))];
        }

        var names = Enumerable.Range(0, Items).Select(k => $"place-{k}").ToList();
        var world = new WorldModel(new()
        {
            Name = "taught", Ticks = 1, Chain = "none", Population = new() { Types = [new() { Name = "visitor", Count = 1 }] },
            Subsystems = [.. names.Take(Items - 1).Select(p => new Game { Name = p }), new Recommender { Name = "feed", Ranking = kind == "retrieval" ? new RetrievalRanking() : new PageRankRanking() }],
            Pools = [], Assets = [], Markets = [], Money = new(),
        });
        var ranker = Shown.RankingOf(world, Items - 1).Open(world, Items - 1);
        graph = new ChoiceGraph(Items);
        graph.Add([.. events]);
        ranker.Learn(new Watched([], [], [.. events], new Histories(world.TypeOf, Items)));
        var numbers = new double[ranker.Numbers];
        ranker.Write(numbers);
        ranker.Read(numbers);
        return ranker;
    }

    /// <summary>The retrieval ranking, and what its central one published last.</summary>
    [Kind("spy", "the retrieval ranking, whose graph is looked at by a test")]
    private sealed record Spy : RankingSpec, IRanking
    {
        public double[] Kept { get; private set; } = [];

        public Ranker Open(WorldModel world, int recommender) => new Watching(this, new RetrievalRanking().Open(world, recommender));

        private sealed class Watching(Spy spy, Ranker inner) : Ranker
        {
            public override int Numbers => inner.Numbers;

            public override void Write(Span<double> numbers) => inner.Write(numbers);

            public override void Read(ReadOnlySpan<double> numbers) => inner.Read(numbers);

            public override void Weigh(in Viewer viewer, Span<double> weight) => inner.Weigh(viewer, weight);

            public override void Learn(in Watched watched)
            {
                inner.Learn(watched);
                var numbers = new double[Numbers];
                inner.Write(numbers);
                spy.Kept = numbers;
            }
        }
    }
}
