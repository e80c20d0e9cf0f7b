using Economy.Actors;
using Economy.Attention;
using Economy.Attention.Numerics;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Recommenders;
using Economy.World.Recommenders.Ads;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Recommenders;

/// <summary>Advertising in whole worlds: who is shown, who clicks, and where the money goes.</summary>
public sealed class AdvertisingLaws
{
    private const int Viewers = 200, Ticks = 24;

    /// <summary>
    /// Slots 1 and 2 at bias 1, click rate 0.5, taste 1 and θ 0.5: clicks an impression are 0.5·σ(2) = 0.44040 and half of it. Four standard
    /// errors of 200 viewers in 24 ticks.
    /// </summary>
    [Fact]
    public void Clicks_follow_the_slot_and_the_taste()
    {
        var rows = Run(World()).Rows.Rows<AdvertisingRow>();
        foreach (var slot in rows.Where(r => r.Slot > 0).GroupBy(r => r.Slot))
        {
            var (impressions, chance) = (slot.Sum(r => r.Impressions), 0.5 * DeterministicMath.Sigmoid(2) / slot.Key);
            Assert.Equal(Viewers * Ticks, impressions);
            Assert.Equal(chance, slot.Sum(r => r.Clicks) / (double)impressions, 4 * Math.Sqrt(chance * (1 - chance) / impressions));
        }

        Assert.Equal([1, 2], rows.Where(r => r.Tick == 1 && r.Slot > 0).Select(r => r.Slot).Order());
        Assert.All(rows, r => Assert.InRange(r.Visits, 0, r.Clicks));
    }

    /// <summary>Bids of 30, 20 and 10: the second pays the third's, the first what the second bids; every entry of the journal is one campaign's spending.</summary>
    [Fact]
    public void What_advertisers_pay_is_what_the_recommender_gets_and_what_the_books_move()
    {
        var (rows, journals, world) = Run(World());
        var ads = rows.Rows<AdvertisingRow>();
        Assert.All(ads.Where(r => r.Tick == 1), r => Assert.Equal(r.Advertiser switch { "place-0" => 20, "place-1" => 10, _ => 0 }, r.Price));
        foreach (var tick in ads.GroupBy(r => r.Tick))
        {
            var entries = journals.Single(j => j.Tick == tick.Key).Entries.ToArray().Where(e => e.Instrument == Instrument.Advertising).ToList();
            Assert.All(entries, e => Assert.Equal("subsystem feed", world.Chart.NameOf(e.To)));
            Assert.Equal(tick.Where(r => r.Spend > 0).Select(r => ($"subsystem {r.Advertiser}", r.Spend)), entries.Select(e => (world.Chart.NameOf(e.From), e.Amount)));
        }

        Assert.True(ads.Sum(r => r.Spend) > 0);
        foreach (var account in rows.Rows<SubsystemAccountRow>())
        {
            var clicks = ads.Where(r => r.Tick == account.Tick).Sum(r => (r.Recommender == account.Subsystem ? r.Spend : 0) - (r.Advertiser == account.Subsystem ? r.Spend : 0));
            Assert.Equal(account.Closing, account.Opening + account.FeesKept + account.Grants - account.Covered - account.Rent + clicks);
        }
    }

    [Fact]
    public void No_window_costs_more_than_its_budget_and_no_click_less_than_the_reserve()
    {
        foreach (AuctionSpec auction in (AuctionSpec[])[new GeneralisedSecondPrice(), new VickreyClarkeGroves()])
            foreach (var pacing in (double[])[0, 0.3])
            {
                var ads = Run(World(a => a with { Auction = auction, Pacing = pacing, Reserve = 7, Window = 6, Campaigns = [.. a.Campaigns.Select(c => c with { Budget = 2500 })] })).Rows.Rows<AdvertisingRow>();
                Assert.All(ads.GroupBy(r => (r.Advertiser, (r.Tick - 1) / 6)), window =>
                {
                    Assert.InRange(window.Sum(r => r.Spend), 0, 2500);
                    Assert.Equal(2500 - window.Sum(r => r.Spend), window.Last().BudgetLeft);
                });
                Assert.All(ads.Where(r => r.Slot > 0), r => Assert.InRange(r.Price, 7, r.Bid));
                Assert.All(ads, r => Assert.True(r.Spend <= r.Clicks * r.Price));
                Assert.Contains(ads, r => r.Spend < r.Clicks * r.Price);
            }
    }

    /// <summary>Nobody bids: every other table is that of a feed that sells nothing, to the letter.</summary>
    [Fact]
    public void Slots_that_nobody_bids_for_change_nothing()
    {
        var unsold = World(a => a with { Campaigns = [.. a.Campaigns.Select(c => c with { Bid = 0 })] });
        var without = unsold with { Subsystems = [.. unsold.Subsystems.Select(s => s is Recommender feed ? feed with { Advertising = null } : s)] };
        Assert.Equal(Run(without).Rows.Transcript(), Run(unsold).Rows.Without<AdvertisingRow>().Transcript());
    }

    [Theory]
    [InlineData("place-9", "is no other subsystem with an account")]
    [InlineData("feed", "is no other subsystem with an account")]
    [InlineData("place-1", "has a campaign already")]
    public void A_campaign_needs_another_place_with_money(string advertiser, string problem)
    {
        var wrong = World(a => a with { Campaigns = [.. a.Campaigns.Take(2), a.Campaigns[2] with { Advertiser = advertiser }] });
        var printed = ScenarioWriter.Print(wrong);
        var line = 1 + Array.FindLastIndex(printed.Split('\n'), l => l.Contains($"- advertiser: {advertiser}", StringComparison.Ordinal));
        var error = Assert.Single(ScenarioReader.Read(printed, "wrong.yaml").Errors).ToString();
        Assert.StartsWith($"wrong.yaml:{line}:", error, StringComparison.Ordinal);
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    /// <summary>Three places of one taste, a feed of four slots with two of them sold, and nothing seen beside it.</summary>
    private static Scenario World(Func<AdvertisingSpec, AdvertisingSpec>? change = null)
    {
        string[] places = ["place-0", "place-1", "place-2"];
        var ads = new AdvertisingSpec
        {
            Slots = 2, ClickRate = 0.5, Campaigns = [.. places.Select((p, i) => new CampaignSpec { Advertiser = p, Bid = 30 - 10 * i })],
        };
        return new()
        {
            Name = "advertised", Ticks = Ticks, Chain = "none",
            Population = new()
            {
                Types =
                [
                    new()
                    {
                        Name = "visitor", Count = Viewers, Attention = 3600, MinimumSession = 1, Awareness = 0, Wealth = new() { Mean = 1e6 },
                        Preferences = places.Append("feed").ToDictionary(p => p, _ => 1.0),
                    },
                ],
            },
            Subsystems =
            [
                .. places.Select(p => new Game { Name = p, Fee = 100, Account = new() { Endowment = 1_000_000 } }),
                new Recommender { Name = "feed", Slots = 4, PositionBias = 1, Account = new(), Advertising = change is null ? ads : change(ads) },
            ],
            Pools = [new PoolSpec { Name = "pool", Capacity = new() { Cpu = 1 } }],
            Assets = [], Markets = [], Money = new(),
        };
    }

    private static (MemorySink Rows, List<TickJournal> Journals, WorldModel World) Run(Scenario scenario)
    {
        var (rows, book, world) = (new MemorySink(), new JournalBook(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, 1, 3);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, book).Run();
        return (rows, book.Journals, world);
    }
}
