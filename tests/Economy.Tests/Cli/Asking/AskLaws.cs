using System.Globalization;
using Economy.Actors;
using Economy.Attention;
using Economy.Cli.Asking;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Reporting.Graphs;
using Economy.Tests.World;
using Economy.World;

namespace Economy.Tests.Cli.Asking;

/// <summary>Questions to a run: what can be read, what is said where it cannot, and that answers are what the books say.</summary>
public sealed class AskLaws
{
    private static readonly Lazy<(RunGraph Graph, AccountNames Names, MemorySink Rows, Ledger Ledger)> Ran = new(Run);

    [Theory]
    [InlineData("who bought ore from player-3 after tick 4")]
    [InlineData("who sold hat to treasury before 9?")]
    [InlineData("who sold")]
    [InlineData("WHO paid fee to game between ticks 2 and 6")]
    [InlineData("who paid game since 3 until 5")]
    [InlineData("who received reward from mint at tick 7")]
    [InlineData("who visited \"game\"")]
    [InlineData("what did 17 buy from trader")]
    [InlineData("what did owner-2 visit")]
    [InlineData("whom did player sell ore")]
    [InlineData("how much did player pay compute to edge")]
    [InlineData("who owns currency at tick 3")]
    [InlineData("who is near game")]
    [InlineData("who is like player-1 until tick 8")]
    public void These_can_be_read(string question) => Assert.NotNull(Reader().Read(question));

    [Theory]
    [InlineData("who bougth ore", 4, "bought")]
    [InlineData("who bought orre", 11, "ore")]
    [InlineData("who bought ore from playr-3", 20, "player-3")]
    [InlineData("who bought ore from player-61000", 20, "")]
    [InlineData("who bought ore aftr tick 4", 15, "after")]
    [InlineData("who bought ore after tick 40", 26, "a tick, 0 to 12")]
    [InlineData("who bought ore and hat", 15, "from")]
    [InlineData("who", 3, "bought")]
    [InlineData("", 0, "who")]
    [InlineData("who owns ore after 3", 13, "until")]
    public void What_cannot_be_read_is_said_with_its_place_and_with_what_may_stand_there(string question, int place, string expected)
    {
        var misread = Assert.Throws<MisreadException>(() => Reader().Read(question));
        Assert.Equal(place, misread.Word.Place);
        if (expected.Length > 0) Assert.Contains(expected, misread.Expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("who")]
    [InlineData("who bought")]
    [InlineData("who paid")]
    [InlineData("what did player")]
    [InlineData("who sold ore to game between 3")]
    public void Every_word_that_completion_offers_may_stand_there(string begun)
    {
        var words = Reader().Complete(begun).Where(w => !w.Contains(' ', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(words);
        Assert.All(words, w =>
        {
            var question = $"{begun} {w}";
            var wrong = Record.Exception(() => Reader().Read(question)) as MisreadException;
            Assert.True(wrong is null || wrong.Word.Place >= question.Length, $"{question}: {wrong?.Message}");
        });
        Assert.Equal(["from"], Reader().Complete("who bought ore fr"));
    }

    [Fact]
    public void Who_owns_what_is_what_the_ledger_says()
    {
        var (_, names, _, ledger) = Ran.Value;
        foreach (var (thing, token) in (ValueTuple<string, short>[])[("currency", 0), ("ore", 1), ("hat", 2)])
        {
            var balances = ledger.Balances(new(token)).ToArray();
            var most = Enumerable.Range(1, balances.Length - 1).MaxBy(a => balances[a]);
            var unit = thing == "currency" ? "minor units" : "units";
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{names.Of(most)}: {balances[most]} {unit}"), Ask($"who owns {thing}"),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_was_bought_and_sold_is_what_the_trades_say()
    {
        var (_, names, rows, _) = Ran.Value;
        var trades = rows.Rows<TradeRow>().Where(t => t is { Asset: "ore", Tick: > 4 }).ToList();
        var world = new WorldModel(Worlds.Small());
        var most = trades.GroupBy(t => t.Buyer).Select(g => (Buyer: g.Key, Minor: g.Sum(t => t.Notional), Units: g.Sum(t => t.Quantity), Count: g.Count()))
            .OrderByDescending(g => g.Minor).ThenByDescending(g => g.Units).First();
        var answer = Ask("who bought ore after tick 4", withRows: true);
        var name = names.Of(world.Chart.Participant(most.Buyer).Value);
        Assert.StartsWith($"{name}: {most.Units} units, {most.Minor} minor units, ", answer, StringComparison.Ordinal);
        Assert.Contains($"rows used: {trades.Count} of trades.csv (trade {trades[0].Trade}, ", answer, StringComparison.Ordinal);
        Assert.Equal(trades.Count, answer.Split('\n').Count(l => l.StartsWith("  trades.csv, trade ", StringComparison.Ordinal)));
        Assert.StartsWith($"player: {trades.Where(t => world.TypeOf[t.Seller] == 0).Sum(t => t.Quantity)} units",
            Ask("how much did player sell ore after 4"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_paid_is_what_the_flow_matrix_says()
    {
        foreach (var type in (string[])["player", "trader"])
        {
            var paid = -Ran.Value.Rows.Rows<FlowRow>().Where(f => f is { Token: "currency", Instrument: "fee" } && f.Sector == type).Sum(f => f.NetInflow);
            Assert.True(paid > 0);
            Assert.StartsWith($"{type}: {paid} minor units, ", Ask($"how much did {type} pay fee"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Who_is_like_and_near_names_others_and_gives_shares()
    {
        foreach (var question in (string[])["who is like player-1", "who is near player-1"])
        {
            var lines = Ask(question).Split('\n').Where(l => l.Contains(" of the ", StringComparison.Ordinal)).ToList();
            var shares = lines.ConvertAll(l => double.Parse(l.Split(": ")[1].Split(' ')[0], CultureInfo.InvariantCulture));
            Assert.InRange(lines.Count, 5, 10);
            Assert.Equal(shares.OrderDescending(), shares);
            Assert.InRange(shares.Sum(), 0.01, 1);
            Assert.DoesNotContain(lines, l => l.StartsWith("player-1 ", StringComparison.Ordinal));
        }
    }

    private static string Ask(string question, bool withRows = false) =>
        new Answer(Ran.Value.Graph, Ran.Value.Names, Reader().Read(question)).Text(withRows);

    private static QuestionReader Reader() => new(
        Ran.Value.Names, ["ore", "hat"], [.. Enum.GetValues<Instrument>().Select(i => i.Word(1))], lastTick: 12);

    private static (RunGraph Graph, AccountNames Names, MemorySink Rows, Ledger Ledger) Run()
    {
        var (world, rows, book) = (new WorldModel(Worlds.Small()), new MemorySink(), new JournalBook());
        using var stage = ActorRuns.Stage(world, 1, 1);
        var simulator = new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, book);
        simulator.Run();
        var graph = new RunGraph(world.Chart, world.TokenName);
        foreach (var t in rows.Rows<TradeRow>())
            graph.AddTrade(t.Tick, t.Trade, (world.Chart.Participant(t.Seller), world.Chart.Participant(t.Buyer)), t.Asset, (t.Quantity, t.Notional));
        foreach (var journal in book.Journals) graph.Add(journal);
        return (graph, new AccountNames(world.Chart), rows, simulator.Ledger);
    }
}
