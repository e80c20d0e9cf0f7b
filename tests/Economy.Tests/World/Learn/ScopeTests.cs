using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Tests.World.Quality;
using Economy.World.Interventions;
using Economy.World.Providers;

namespace Economy.Tests.World.Learn;

public sealed class ScopeTests
{
    [Fact]
    public void Without_a_window_local_scope_is_silent_and_serves_each_region_by_its_own_pools()
    {
        var scenario = Scoped(new ScopeSpec { Kind = ScopeKind.Local, Compare = true });
        // All live in asia, so that pools elsewhere can only be reached from beyond the window.
        scenario = scenario with { Population = scenario.Population with { Types = [scenario.Population.Types[0] with { Regions = new Dictionary<string, double> { ["asia"] = 1 } }] } };
        var rows = QualityWorlds.Run(scenario);
        Assert.All(rows.Rows<ExchangeRow>(), row => Assert.Equal((0, 0.0, 0.0), (row.Sent, row.Redundancy, row.Staleness)));
        Assert.All(rows.Rows<AllocationRow>(), row => Assert.True(row.Allocated == 0 || row.Pool.StartsWith("asia", StringComparison.Ordinal)));
        Assert.Contains(rows.Rows<AllocationRow>(), row => row.Allocated > 0);
        Assert.All(rows.Rows<ExchangeRow>(), row => Assert.True(row.GlobalWelfare > 0));
    }

    [Fact]
    public void Summaries_as_many_as_pools_and_fresh_every_tick_are_as_good_as_global_scope()
    {
        var everything = QualityWorlds.Run(Scoped(new ScopeSpec { Kind = ScopeKind.Distributed, Tokens = 12 }));
        var global = QualityWorlds.Run(Scoped(new ScopeSpec { Kind = ScopeKind.Global }));
        Assert.Equal(global.Rows<QualityRow>(), everything.Rows<QualityRow>());
        Assert.Equal(global.Rows<AllocationRow>(), everything.Rows<AllocationRow>());
        Assert.All(global.Rows<ExchangeRow>(), row => Assert.True(row.Sent > 0));
    }

    [Fact]
    public void Fewer_and_older_summaries_are_less_talk_and_global_scope_compares_with_itself()
    {
        long Sent(ScopeSpec scope) => QualityWorlds.Run(Scoped(scope)).Rows<ExchangeRow>().Sum(r => r.Sent);
        var one = new ScopeSpec { Kind = ScopeKind.Distributed, Tokens = 1 };
        Assert.True(Sent(one) < Sent(one with { Tokens = 3 }));
        Assert.True(Sent(one with { Period = 4 }) < Sent(one));
        Assert.Contains(QualityWorlds.Run(Scoped(one with { Period = 4 })).Rows<ExchangeRow>(), row => row.Staleness == 3);
        Assert.All(
            QualityWorlds.Run(Scoped(new ScopeSpec { Kind = ScopeKind.Global, Compare = true })).Rows<ExchangeRow>(),
            row => Assert.Equal(row.RealisedWelfare, row.GlobalWelfare, 1e-9 * row.GlobalWelfare));
    }

    [Fact]
    public void A_deduplicated_exchange_is_less_talk_and_changes_nothing_else()
    {
        foreach (var scope in (ScopeSpec[])[new() { Kind = ScopeKind.Global }, new() { Kind = ScopeKind.Distributed, Tokens = 2, Period = 2 }])
        {
            var (plain, spare) = (QualityWorlds.Run(Scoped(scope)), QualityWorlds.Run(Scoped(scope with { Exchange = ScopeExchange.Deduplicated })));
            Assert.Equal(plain.Without<ExchangeRow>().Transcript(), spare.Without<ExchangeRow>().Transcript());
            Assert.True(spare.Rows<ExchangeRow>().Sum(r => r.Sent) < 0.5 * plain.Rows<ExchangeRow>().Sum(r => r.Sent));
            Assert.All(spare.Rows<ExchangeRow>(), row => Assert.Equal(0, row.Redundancy));
        }
    }

    /// <summary>
    /// By hand: 3 pools a region; the price times the bytes over 10^6, each pool's part rounded down, so at most 12 minor units a tick below;
    /// what is paid is all of it while the treasury has it, and never more than it has. Money goes from treasury to owners, and none is made.
    /// </summary>
    [Fact]
    public void What_regions_send_is_paid_for_by_the_treasury_as_far_as_its_money_goes()
    {
        var scope = new ScopeSpec { Kind = ScopeKind.Global, Price = 1_000_000 };
        var free = QualityWorlds.Run(Scoped(scope with { Price = null }));
        Assert.All(free.Rows<ExchangeRow>(), row => Assert.Equal((0, 0, 0.0), (row.Due, row.Paid, row.Bandwidth)));
        Assert.All(QualityWorlds.Run(Scoped(scope)).Rows<ExchangeRow>(), row => Assert.Equal((true, 0), (row.Due > 0, row.Paid))); // It has none.

        var rich = Scoped(scope);
        rich = rich with { Population = rich.Population with { Types = [.. rich.Population.Types.Select(t => t with { Upkeep = 1000 })] }, Money = rich.Money with { BurnShare = 0 } };
        var run = QualityWorlds.Run(rich);
        Assert.All(run.Rows<ExchangeRow>(), row => Assert.InRange(row.Sent - row.Due, 0, 12));
        Assert.All(run.Rows<ExchangeRow>(), row => Assert.Equal(row.Due, row.Paid));
        var unpaid = QualityWorlds.Run(rich with { Allocation = rich.Allocation with { Scope = scope with { Price = null } } });
        long Treasury(MemorySink rows) => rows.Rows<TickRow>().First(r => r.Tick == 1).Treasury;
        Assert.Equal(run.Rows<ExchangeRow>()[0].Paid, Treasury(unpaid) - Treasury(run));
        Assert.Equal(unpaid.Rows<TickRow>().First(r => r.Tick == 1).MoneySupply, run.Rows<TickRow>().First(r => r.Tick == 1).MoneySupply);
    }

    /// <summary>The owner of all pools spends nothing, so nobody acts otherwise for what is paid for exchange: it is no sale, and prices that seek profit do not follow it.</summary>
    [Fact]
    public void A_price_that_seeks_profit_does_not_learn_from_what_is_paid_for_exchange()
    {
        Scenario At(long? price)
        {
            var scenario = Scoped(new ScopeSpec { Kind = ScopeKind.Global, Price = price });
            return scenario with
            {
                // From tick 3 on the treasury takes nothing, so it pays nothing, while the pool it paid first sells for more than before.
                Calendar = [.. scenario.Population.Types.Select(t => new SetKey { At = 3, Key = $"population.types.{t.Name}.upkeep", To = "0" })],
                Pools = [.. scenario.Pools.Select(p => p with { Price = new() { Cpu = 2 }, Pricing = new ProfitSeeking { Every = 1 }, Owner = "landlord" })],
                Population = scenario.Population with { Types = [.. scenario.Population.Types.Select(t => t with { Upkeep = 1000 }), new() { Name = "landlord", Count = 1 }] },
                Money = scenario.Money with { BurnShare = 0 },
            };
        }

        var (free, paid) = (QualityWorlds.Run(At(null)), QualityWorlds.Run(At(1_000_000_000)));
        Assert.True(paid.Rows<ExchangeRow>().Sum(r => r.Paid) > 1000);
        Assert.True(free.Rows<PoolPriceRow>().Select(r => r.Asked).Distinct().Count() > 2);
        Assert.Equal(free.Rows<PoolPriceRow>(), paid.Rows<PoolPriceRow>());
    }

    /// <summary>All bandwidth is taken where a byte takes much: who needs some is not served; where it takes none, nothing changes.</summary>
    [Fact]
    public void What_regions_send_takes_bandwidth_of_their_pools()
    {
        Scenario With(double? each)
        {
            var scenario = Scoped(new ScopeSpec { Kind = ScopeKind.Global, Bandwidth = each });
            return scenario with
            {
                Pools = [.. scenario.Pools.Select(p => p with { Capacity = p.Capacity with { Bandwidth = 2 } })],
                Subsystems = [.. scenario.Subsystems.Select(s => s with { Needs = s.Needs with { Bandwidth = 0.1 } })],
            };
        }

        var (none, some, all) = (QualityWorlds.Run(With(null)), QualityWorlds.Run(With(0.1)), QualityWorlds.Run(With(1e6)));
        Assert.Equal(none.Transcript(), QualityWorlds.Run(With(0)).Transcript());
        Assert.All(some.Rows<ExchangeRow>(), row => Assert.InRange(row.Bandwidth, 0.1 * row.Sent / 1000 - 0.012, 0.1 * row.Sent / 1000 + 0.004));
        Assert.All(all.Rows<ExchangeRow>(), row => Assert.Equal(24, row.Bandwidth));
        Assert.Contains(none.Rows<AllocationRow>(), row => row.Allocated > 0);
        Assert.All(all.Rows<AllocationRow>(), row => Assert.Equal(0, row.Allocated));
    }

    internal static Scenario Scoped(ScopeSpec scope) =>
        QualityWorlds.Learner(1) is var scenario ? scenario with { Ticks = 9, Allocation = scenario.Allocation with { Scope = scope } } : scenario;
}
