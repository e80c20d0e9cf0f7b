using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.Tests.World.Money;
using Economy.World.Demand;
using Economy.World.Providers;

namespace Economy.Tests.World.Providers;

/// <summary>
/// A world with one pool and linear demand: in every tick 200 jobs of one hour that need a GiB each, worth 100, 200 … 20,000. At a price p of a
/// GiB-hour those of them are served that are worth it, Q(p) = 200 − p/100, so that a seller to whom a GiB-hour costs c earns most at
/// (20,000 + c)/2.
/// </summary>
public sealed class PoolPricingLaws
{
    private const int Jobs = 200;

    [Theory]
    [InlineData(5_000)]
    [InlineData(12_345)]
    public void With_a_fixed_price_whoever_is_worth_it_is_served_and_pays_it(double price)
    {
        var run = Run(new FixedPoolPricing(), price, ticks: 4);
        var served = Jobs - (int)Math.Ceiling(price / 100) + 1;
        foreach (var row in run.Rows.Rows<AllocationRow>().Where(r => r.Resource == "memory"))
        {
            Assert.Equal(served * 1000, row.Allocated);
            Assert.InRange(row.Revenue, served * ((long)price - 1), served * (long)price);
            Assert.Equal(price, row.Price, 1e-6);
        }
    }

    /// <summary>Without a pricing rule capacity that nobody else wants costs nothing, whatever is posted.</summary>
    [Fact]
    public void Without_a_rule_the_posted_price_reserves_nothing()
    {
        var row = Run(null, 5_000, ticks: 1).Rows.Rows<AllocationRow>().Single(r => r.Resource == "memory");
        Assert.Equal(Jobs * 1000, row.Allocated);
        Assert.Equal(0, row.Revenue);
    }

    /// <summary>4,000 and a quarter of it: 5,000.</summary>
    [Fact]
    public void Cost_plus_asks_cost_and_markup() => Assert.All(
        Run(new CostPlus { Cost = new() { Memory = 4_000 }, Markup = 0.25 }, 1, ticks: 3).Rows.Rows<PoolPriceRow>().Where(r => r.Resource == "memory"),
        r => Assert.Equal(5_000, r.Asked, 1e-9));

    /// <summary>Monopoly price (20,000 + 4,000)/2 = 12,000. A rule that turns round at the first fall of profit is within two steps of 5 % of it: 1.05² = 1.1025.</summary>
    [Theory]
    [InlineData(5_000)]
    [InlineData(19_000)]
    public void A_profit_seeking_provider_comes_to_the_monopoly_price(double start)
    {
        var asked = Run(new ProfitSeeking { Cost = new() { Memory = 4_000 }, Step = 0.05, Every = 1 }, start, ticks: 60).Rows.Rows<PoolPriceRow>()
            .Where(r => r.Resource == "memory").Select(r => r.Asked).ToList();
        Assert.Equal(start, asked[0], 1e-9);
        Assert.All(asked[40..], p => Assert.InRange(p, 12_000 / 1.1025, 12_000 * 1.1025));
    }

    [Fact]
    public void It_never_asks_less_than_a_unit_costs_it() => Assert.All(
        Run(new ProfitSeeking { Cost = new() { Memory = 25_000 }, Every = 1 }, 30_000, ticks: 20).Rows.Rows<PoolPriceRow>().Where(r => r.Resource == "memory"),
        r => Assert.True(r.Asked >= 25_000));

    [Fact]
    public void Profit_cannot_be_sought_from_no_price_on() => Assert.Contains("has no posted price", Assert.Single(
        ScenarioReader.Read(ScenarioWriter.Print(Worlds.Small()), "small.yaml", ["pools.1.price={}", "pools.1.pricing=profit-seeking"]).Errors).ToString(), StringComparison.Ordinal);

    private static MoneyRun Run(PoolPricingSpec? pricing, double price, int ticks) => MoneyRun.Of(
        new Scenario
        {
            Name = "monopoly", Ticks = ticks, Chain = "none", Demand = new() { Patience = 0, ValuePerGpuSecond = 100 / 18.0 },
            Population = new() { Types = [new() { Name = "owner", Count = 50, Wealth = new() { Mean = 1e12 }, JobWeight = 1 }] },
            Pools = [new() { Name = "pool", Capacity = new() { Cpu = 10_000, Memory = 1_000 }, Price = new() { Memory = price }, Pricing = pricing }],
        },
        "attention", new LinearDemand());

    /// <summary>Job i has 0.08·i cores, worth i·0.005 GPUs: 100·i minor units an hour.</summary>
    private sealed class LinearDemand : IDemandSource
    {
        public void Arrivals(int tick, List<Job> into)
        {
            for (var i = 1; i <= Jobs; i++)
                into.Add(new Job { ArrivalSecond = (tick - 1) * 3600L, DurationSeconds = 3600, CpuMilli = 80 * i, GpuMilli = 0, MemoryMib = 1024, Qos = QosClass.LatencySensitive });
        }
    }
}
