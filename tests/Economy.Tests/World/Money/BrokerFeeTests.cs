using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.World.Interventions;
using Economy.World.Markets;
using Economy.World.Money;

namespace Economy.Tests.World.Money;

public sealed class BrokerFeeTests
{
    private static readonly Scenario Small = Worlds.Small() with { Ticks = 10 };

    /// <summary>Every side pays ⌊0.03 · notional⌋: all orders of a call auction wait for one another. A quarter of the sum is burnt, rounded down.</summary>
    [Fact]
    public void In_a_call_auction_both_sides_of_every_trade_pay_the_makers_rate()
    {
        var run = MoneyRun.Of(Small with { Levies = [new BrokerFee { Maker = 0.03, Taker = 0.5, Burn = 0.25 }] });
        foreach (var tick in run.Journals.Where(j => j.Tick > 0))
        {
            var trades = run.Rows.Rows<TradeRow>().Where(t => t.Tick == tick.Tick).ToList();
            Assert.Equal(trades.Sum(t => 2 * (3 * t.Notional / 100)), MoneyRun.Paid(tick, Instrument.BrokerFee));
            foreach (var seller in trades.GroupBy(t => t.Seller))
            {
                var bought = trades.Where(t => t.Buyer == seller.Key).Sum(t => 3 * t.Notional / 100);
                Assert.Equal(seller.Sum(t => 3 * t.Notional / 100) + bought, run.PaidBy(seller.Key, tick, Instrument.BrokerFee));
            }
        }

        Assert.True(run.Journals.Sum(j => MoneyRun.Paid(j, Instrument.BrokerFee)) > 0, "nothing was traded");
    }

    [Fact]
    public void In_a_double_auction_who_meets_an_order_that_stands_is_the_taker()
    {
        var market = ((IMarketKind)new DoubleAuction { Asset = "ore" }).Open(new MarketSite(0, "ore"));
        var fills = market.Clear(new MarketOrders(1, [new(1, false, 10, 5), new(2, true, 12, 2), new(3, true, 8, 9), new(4, false, 7, 1)], [])).Fills;
        Assert.Equal([(2, 1, 10L, Taker.Buyer), (3, 4, 8L, Taker.Seller)], fills.Select(f => (f.Buyer, f.Seller, f.Price, f.Taker)));
    }

    /// <summary>With one rate for makers and none for takers exactly one side of each trade pays; with both, both do.</summary>
    [Theory]
    [InlineData(0.02, 0, 1)]
    [InlineData(0, 0.02, 1)]
    [InlineData(0.02, 0.02, 2)]
    public void In_a_double_auction_makers_and_takers_pay_their_own_rates(double maker, double taker, int sides)
    {
        var run = MoneyRun.Of(Small with
        {
            Markets = [new DoubleAuction { Asset = "ore", LotSize = 3, Life = 3 }, new DoubleAuction { Asset = "hat" }],
            Levies = [new BrokerFee { Maker = maker, Taker = taker }],
        });
        var due = run.Rows.Rows<TradeRow>().Sum(t => t.Notional / 50);
        Assert.True(due > 0);
        Assert.Equal(sides * due, run.Journals.Sum(j => MoneyRun.Paid(j, Instrument.BrokerFee)));
    }

    /// <summary>What the calendar sets holds from its tick on: 1 % before tick 6, 3 % from then on.</summary>
    [Fact]
    public void Its_rate_is_changed_by_the_calendar()
    {
        var run = MoneyRun.Of(Small with
        {
            Levies = [new BrokerFee { Maker = 0.01 }],
            Calendar = [new SetKey { At = 6, Key = "levies.0.maker", To = "0.03" }],
        });
        foreach (var tick in run.Journals.Where(j => j.Tick > 0))
        {
            var rate = tick.Tick < 6 ? 1 : 3;
            Assert.Equal(run.Rows.Rows<TradeRow>().Where(t => t.Tick == tick.Tick).Sum(t => 2 * (rate * t.Notional / 100)), MoneyRun.Paid(tick, Instrument.BrokerFee));
        }
    }

    /// <summary>The seller pays ⌊0.02 · notional⌋ out of the price, the buyer nothing on top.</summary>
    [Fact]
    public void A_sales_tax_is_paid_by_sellers_alone()
    {
        var run = MoneyRun.Of(Small with { Money = Small.Money with { TransactionTax = 0 }, Levies = [new SalesTax { Rate = 0.02 }] });
        foreach (var tick in run.Journals.Where(j => j.Tick > 0))
        {
            foreach (var seller in run.Rows.Rows<TradeRow>().Where(t => t.Tick == tick.Tick).GroupBy(t => t.Seller))
                Assert.Equal(seller.Sum(t => t.Notional / 50), run.PaidBy(seller.Key, tick, Instrument.TransactionTax));
            Assert.Equal(run.Rows.Rows<TradeRow>().Where(t => t.Tick == tick.Tick).Sum(t => t.Notional / 50), MoneyRun.Paid(tick, Instrument.TransactionTax));
        }
    }

    /// <summary>A rate of 0 is no fee: the same rows, whatever else is levied.</summary>
    [Fact]
    public void A_fee_of_nothing_changes_nothing() => Assert.Equal(
        MoneyRun.Of(Small).Rows.Transcript(), MoneyRun.Of(Small with { Levies = [new BrokerFee { Burn = 1 }, new SalesTax { Rate = 0 }] }).Rows.Without<TreasuryRow>().Transcript());

    [Fact]
    public void A_scenario_file_names_it()
    {
        var read = ScenarioReader.Read(ScenarioWriter.Print(Small), "small.yaml", ["levies=[{kind: broker-fee, maker: 0.01, taker: 0.02, burn: 0.5}]"]);
        Assert.Empty(read.Errors);
        Assert.Equal(new BrokerFee { Maker = 0.01, Taker = 0.02, Burn = 0.5 }, Assert.Single(read.Scenario!.Levies!));
    }
}
