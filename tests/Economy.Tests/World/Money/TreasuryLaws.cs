using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Markets;
using Economy.World.Money;

namespace Economy.Tests.World.Money;

public sealed class TreasuryLaws
{
    private static readonly Scenario Busy = Worlds.Small() with
    {
        Levies =
        [
            new BrokerFee { Maker = 0.02, Burn = 0.5 }, new IncomeTax { Brackets = [new Bracket { From = 0, Rate = 0.1 }] },
            new ProgressiveWealthTax { Brackets = [new Bracket { From = 1000, Rate = 0.01 }], Assets = true },
            new MeansTested { Amount = 50, Below = 5000 }, new PublicPurchases { Asset = "ore", Spend = 0.3, Premium = 1 },
            new PublicCompute { Pool = "edge", Spend = 0.5, Needs = new() { Cpu = 30 } },
        ],
    };

    /// <summary>opening + taxes + fees + sales − transfers − grants − goods − compute − burnt = closing, in whole minor units, and closing is what the ledger has.</summary>
    [Fact]
    public void Its_budget_adds_up_in_every_tick()
    {
        var run = MoneyRun.Of(Busy);
        var rows = run.Rows.Rows<TreasuryRow>();
        Assert.Equal(Busy.Ticks, rows.Count);
        Assert.All(rows, r => Assert.Equal(r.Closing, r.Opening + r.Taxes + r.Fees + r.Sales - r.Transfers - r.Grants - r.Goods - r.Compute - r.Burnt));
        Assert.All(rows.Zip(rows.Skip(1)), r => Assert.Equal(r.First.Closing, r.Second.Opening));
        Assert.Equal(run.Treasury, rows[^1].Closing);
        Assert.Equal(run.Rows.Rows<TickRow>().Skip(1).Select(t => t.Treasury), rows.Select(r => r.Closing));
        Assert.True(rows.Sum(r => r.Taxes) > 0 && rows.Sum(r => r.Fees) > 0 && rows.Sum(r => r.Transfers) > 0 && rows.Sum(r => r.Goods) > 0 && rows.Sum(r => r.Compute) > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_buys_it_uses_up_or_keeps_and_it_pays_no_tax_to_itself(bool keep)
    {
        var run = MoneyRun.Of(Busy with { Levies = [new PublicPurchases { Asset = "ore", Spend = 0.5, Premium = 1, Keep = keep }] });
        var bought = run.Rows.Rows<TradeRow>().Where(t => t.Buyer == Traders.Treasury).ToList();
        Assert.NotEmpty(bought);
        Assert.All(bought, t => Assert.Equal(0, t.Tax));
        Assert.Equal(keep ? bought.Sum(t => t.Quantity) : 0, run.Ledger[AccountId.Treasury, WorldModel.Token(0)]);
        Assert.Equal(bought.Sum(t => t.Notional), run.Rows.Rows<TreasuryRow>().Sum(t => t.Goods));
    }

    /// <summary>
    /// One pool of 8 cores, two demands of the treasury for 4 and 8: the first bids 2,500 a core, the second 45 % of what is left, 562.5 a core. The first
    /// is served in full, the second in half, at its own bid a core, which is the price: revenue 8 · 562.5 = 4,500. Within 3 %
    /// of the price, and 5 % of the revenue.
    /// </summary>
    [Fact]
    public void It_bids_for_compute_beside_all_others_and_pays_the_price_that_is_found()
    {
        var run = MoneyRun.Of(
            new Scenario
            {
                Name = "public", Ticks = 2, Chain = "none", Money = new MoneySpec { WealthTax = 0.001, BurnShare = 0 },
                Population = new() { Types = [new() { Name = "one", Count = 10, Wealth = new() { Mean = 2_000_000 } }] },
                Pools = [new() { Name = "pool", Capacity = new() { Cpu = 8 } }],
                Levies =
                [
                    new PublicCompute { Pool = "pool", Spend = 0.5, Needs = new() { Cpu = 4 } },
                    new PublicCompute { Pool = "pool", Spend = 0.45, Needs = new() { Cpu = 8 } },
                ],
            },
            "attention");
        var row = run.Rows.Rows<AllocationRow>().Single(r => r.Tick == 2);
        Assert.Equal(8_000, row.Allocated);
        Assert.Equal(4_500 / 8.0, row.Price, 0.03 * 4_500 / 8.0);
        Assert.Equal(row.Revenue, run.Rows.Rows<TreasuryRow>()[1].Compute);
        Assert.InRange(row.Revenue, 0.95 * 4_500, 4_500);
        Assert.Equal(20_000 - row.Revenue + 19_980, run.Treasury);
    }

    /// <summary>Its demand is added to that of the others: it asks for no more than half of its money buys at the limit.</summary>
    [Fact]
    public void It_orders_what_a_part_of_its_money_buys_at_its_limit()
    {
        var buys = new PublicPurchases { Asset = "ore", Spend = 0.5, Premium = 0.25 };
        Assert.Equal(new PublicOrder("ore", 125, 4), buys.Order(new PublicMeans(1_234, _ => 100)));
        Assert.Equal(new PublicOrder("ore", 90, 6), (buys with { Limit = 90 }).Order(new PublicMeans(1_234, _ => 100)));
        Assert.Null(buys.Order(new PublicMeans(249, _ => 100)));
    }

    [Fact]
    public void A_good_without_a_market_is_refused() => Assert.Contains("there is no market for 'gold'", Assert.Single(
        ScenarioReader.Read(ScenarioWriter.Print(Worlds.Small()), "small.yaml", ["levies=[{kind: public-purchases, asset: gold}]"]).Errors).ToString(), StringComparison.Ordinal);
}
