using Economy.Actors;
using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Tick.Allocate;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World.Allocate;

/// <summary>Assets in limited issue, under any policy.</summary>
public class IssueLaws
{
    [Fact]
    public void Never_more_is_issued_than_the_limit_and_exactly_those_who_pay_are_delivered() =>
        Prop.ForAll(AnyScenario().ToArbitrary(), scenario =>
        {
            var (rows, book, world) = Run(scenario);
            var issue = scenario.Issues![0];
            var token = WorldModel.Token(world.AssetRow(issue.Asset));
            foreach (var journal in book.Journals)
            {
                var sales = journal.Entries.ToArray().Where(e => e.Instrument == Instrument.Issue).GroupBy(e => e.Posting).ToList();
                var offered = world.Issues[0].UnitsAt(journal.Tick);
                var row = rows.Rows<AllocationRow>().SingleOrDefault(r => r.Tick == journal.Tick && r.Pool == issue.Name);
                Assert.InRange(sales.Count, 0, offered);
                Assert.Equal((offered * 1000L, sales.Count * 1000L), (row.Capacity, row.Allocated));
                foreach (var sale in sales)
                {
                    var delivery = Assert.Single(sale, e => e.Token == token);
                    var payment = sale.SingleOrDefault(e => e.Token == TokenId.Currency);
                    Assert.Equal((AccountId.Mint, 1L), (delivery.From, delivery.Amount));
                    Assert.InRange(payment.Amount, issue.Price, (long)Math.Ceiling(row.Price * (1 + 1e-9)));
                    if (payment.Amount == 0) continue;
                    Assert.Equal(delivery.To, payment.From);
                    Assert.Equal(issue.Owner is null ? AccountId.Treasury : world.Chart.Provider(world.Pools.Count), payment.To);
                }

                Assert.All(sales.GroupBy(s => s.Single(e => e.Token == token).To), buyer =>
                {
                    Assert.InRange(buyer.Count(), 1, issue.PerBuyer);
                    Assert.Contains(world.Types[world.TypeOf[buyer.Key.Value - world.Chart.FirstParticipant]].Name, issue.Buyers ?? scenario.Population.Types.Select(t => t.Name));
                });
                Assert.Equal(sales.Sum(s => s.Where(e => e.Token == TokenId.Currency).Sum(e => e.Amount)), row.Revenue);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void A_scarce_issue_goes_to_those_who_bid_most_at_the_price_of_the_best_who_went_without()
    {
        var scenario = Worlds.Small() with
        {
            Ticks = 1, Pools = [], Subsystems = [], Markets = [],
            Population = new PopulationSpec { Types = [new ParticipantTypeSpec { Name = "fan", Count = 40, Wealth = new() { Mean = 1_000_000 }, PreferenceDispersion = 0.5, MoneyReference = 1_000_000 }] },
            Issues = [new IssueSpec { Name = "auction", Asset = "hat", Quantity = 10 }],
        };
        var (rows, book, _) = Run(scenario);
        var paid = book.Journals[1].Entries.ToArray().Where(e => e.Instrument == Instrument.Issue && e.Token == TokenId.Currency).Select(e => e.Amount).ToList();
        var row = rows.Rows<AllocationRow>().Single();

        Assert.Equal(10, paid.Count);
        Assert.Equal(1.0, row.Utilisation);
        Assert.All(paid, p => Assert.Equal(row.Price, p, 1.0));
        Assert.InRange(rows.Rows<TickRow>()[1].CertifiedRatio, 0.97, 1.0);
        Assert.Equal(40, rows.Rows<TickRow>()[1].TasksOffered);
    }

    [Fact]
    public void A_primary_sale_sets_the_price_where_no_market_trades_and_what_was_never_sold_is_marked()
    {
        var small = Worlds.Small();
        var scenario = small with
        {
            Ticks = 4, Pools = [], Subsystems = [],
            Population = new PopulationSpec { Types = [new ParticipantTypeSpec { Name = "fan", Count = 40, Wealth = new() { Mean = 1_000_000 }, PreferenceDispersion = 0.5, MoneyReference = 1_000_000 }] },
            Issues = [new IssueSpec { Name = "auction", Asset = "hat", Quantity = 10, First = 2 }],
        };
        var (rows, book, _) = Run(scenario);
        var paid = book.Journals[2].Entries.ToArray().Where(e => e.Instrument == Instrument.Issue && e.Token == TokenId.Currency).Select(e => (double)e.Amount).ToList();
        var hats = rows.Rows<MarketRow>().Where(m => m.Asset == "hat").ToList();
        Assert.NotEqual(500, Math.Round(paid.Average()));
        Assert.All(hats, m => Assert.Equal(0, m.Volume));
        Assert.Equal([500, .. Enumerable.Repeat((long)Math.Round(paid.Average()), 3)], hats.Select(m => m.Price));
        Assert.Equal([double.NaN, 0, 1, 2], hats.Select(m => m.PriceAge));
        Assert.All(rows.Rows<MarketRow>().Where(m => m.Asset == "ore"), m => Assert.Equal((100, double.NaN), (m.Price, m.PriceAge)));
        Assert.Equal(paid.Count * hats[^1].Price, rows.Rows<ParticipantRow>().Sum(p => p.Assets));
    }

    [Fact]
    public void Once_is_once_and_every_is_every()
    {
        Issue Of(int first, int? every) => new(new IssueSpec { Name = "x", Asset = "a", Quantity = 3, First = first, Every = every }, 0, []);
        Assert.Equal([0, 3, 0, 0, 0, 0], Enumerable.Range(1, 6).Select(Of(2, null).UnitsAt));
        Assert.Equal([0, 3, 0, 3, 0, 3], Enumerable.Range(1, 6).Select(Of(2, 2).UnitsAt));
        Assert.Equal([3, 3, 3, 3, 3, 3], Enumerable.Range(1, 6).Select(Of(1, 1).UnitsAt));
    }

    private static Gen<Scenario> AnyScenario() =>
        from seed in Gen.Choose(0, int.MaxValue)
        from policy in Gen.Elements(Allocators.Names.ToArray())
        from quantity in Gen.Elements(1, 3, 40, 1000)
        from every in Gen.Elements(1, 2, (int?)null)
        from perBuyer in Gen.Choose(1, 4)
        from price in Gen.Elements(0L, 1, 300, 100_000)
        from owner in Gen.Elements(null, "owner", "trader")
        from buyers in Gen.Elements<string[]?>(null, ["trader"], ["player", "owner"])
        from withPools in Gen.Elements(true, true, false)
        from scores in Gen.Elements(null, "oracle", "learnt")
        let small = Worlds.Small((ulong)seed)
        select small with
        {
            Ticks = 4,
            Pools = withPools ? small.Pools : [],
            Subsystems = withPools ? small.Subsystems : [.. small.Subsystems.Select(s => s with { Needs = new() })],
            Quality = withPools && scores is not null ? new() { Oracle = true } : null,
            Allocation = new() { Policy = policy, Scores = withPools && scores == "oracle" ? ScoreSource.Oracle : null, Learning = withPools && scores == "learnt" ? new() { Epoch = 2 } : null },
            Issues = [new IssueSpec { Name = "a drop", Asset = "hat", Quantity = quantity, Every = every, PerBuyer = perBuyer, Price = price, Owner = owner, Buyers = buyers }],
        };

    private static (MemorySink Rows, JournalBook Book, WorldModel World) Run(Scenario scenario)
    {
        var (rows, book, world) = (new MemorySink(), new JournalBook(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, 1, 3);
        new Simulator(world, stage, Policies.Of(scenario.Allocation), rows, book).Run();
        return (rows, book, world);
    }
}
