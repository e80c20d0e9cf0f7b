using System.Reflection;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Kinds;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Demand;

namespace Economy.Tests.World;

public class RunLaws
{
    public static TheoryData<string> Policies => new(Allocators.Names);

    [Fact]
    public void Every_policy_has_its_name_and_its_sentence_in_scenarios()
    {
        var key = typeof(AllocationSpec).GetProperty(nameof(AllocationSpec.Policy))!.GetCustomAttribute<KeyAttribute>()!;
        Assert.Equal(Allocators.Names, key.Words.Order(StringComparer.Ordinal));
        Assert.All(Allocators.Names, name => Assert.Contains(Allocators.Sentence(name), key.Meaning, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_run_is_the_same_for_any_number_of_threads_and_cells(string policy)
    {
        var reference = Run(Worlds.Small(), policy, threads: 1, cells: 1).Rows.Transcript();
        foreach (var (threads, cells) in new[] { (2, 7), (8, 64), (1, 64) })
            Assert.Equal(reference, Run(Worlds.Small(), policy, threads, cells).Rows.Transcript());
        Assert.NotEqual(reference, Run(Worlds.Small(seed: 2), policy, 1, 1).Rows.Transcript());
    }

    [Fact]
    public void Every_mechanism_of_a_tick_is_at_work_in_the_small_world()
    {
        HashSet<Instrument> Posted(Scenario world) => [.. Run(world, "proportional", 1, 1).Journals.SelectMany(j => j.Entries.ToArray()).Select(e => e.Instrument)];
        var (instruments, living) = (Posted(Worlds.Small()), Posted(Worlds.Living()));
        Assert.True(living.Contains(Instrument.Wage) && living.Contains(Instrument.Liquidation));
        Assert.Equal(Enum.GetValues<Instrument>().Where(i => i is not (Instrument.Encounter or Instrument.NetworkFee or Instrument.BrokerFee or Instrument.IncomeTax or Instrument.Drop or Instrument.Estate
            or Instrument.Advertising or Instrument.Wage or Instrument.Liquidation)).Order(), instruments.Order());
    }

    [Fact]
    public void What_trades_bring_is_the_same_in_books_markets_and_trades()
    {
        var (rows, journals) = Run(Worlds.Small(), "proportional", 1, 1);
        var posted = journals.ToDictionary(j => j.Tick, j => j.Entries.ToArray().Where(e => e.Instrument == Instrument.Trade).Sum(e => e.Amount));
        Assert.Contains(rows.Rows<TickRow>(), t => t.Notional > 0);
        foreach (var tick in rows.Rows<TickRow>())
        {
            Assert.Equal(tick.Notional, posted[tick.Tick]);
            Assert.Equal(tick.Notional, rows.Rows<MarketRow>().Where(m => m.Tick == tick.Tick).Sum(m => m.Price * m.Volume));
            Assert.Equal(tick.Notional, rows.Rows<TradeRow>().Where(t => t.Tick == tick.Tick).Sum(t => t.Price * t.Quantity));
        }
    }

    [Fact]
    public void Spending_is_what_the_books_have_of_payments_for_goods_and_services()
    {
        var (rows, journals) = Run(Worlds.Small(), "proportional", 1, 1);
        var chart = new WorldModel(Worlds.Small()).Chart;
        bool IsParticipant(AccountId account) => chart.Sectors[chart.SectorOf(account)].Name is not ("mint" or "treasury" or "subsystems" or "providers");
        var paid = journals.ToDictionary(j => j.Tick, j => j.Entries.ToArray().Where(e => e.Token == TokenId.Currency && e.Instrument switch
        {
            Instrument.Trade or Instrument.Issue => true,
            Instrument.Compute => chart.Sectors[chart.SectorOf(e.To)].Name == "providers",
            Instrument.Fee => IsParticipant(e.From),
            _ => false,
        }).Sum(e => e.Amount));
        Assert.Contains(rows.Rows<TickRow>(), t => t.Spending > t.Notional);
        Assert.All(rows.Rows<TickRow>(), t => Assert.Equal(paid[t.Tick], t.Spending));
    }

    [Fact]
    public void Money_changes_by_what_is_minted_and_burnt()
    {
        var ticks = Run(Worlds.Small(), "proportional", 1, 1).Rows.Rows<TickRow>();
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(pair.Second.MoneySupply - pair.First.MoneySupply, pair.Second.Minted - pair.Second.Burnt));
        Assert.Equal(ticks[0].MoneySupply, ticks[0].Minted);
    }

    [Fact]
    public void The_flow_matrix_sums_to_zero_by_row_and_by_column()
    {
        var flows = Run(Worlds.Small(), "proportional", 1, 1).Rows.Rows<FlowRow>();
        Assert.All(flows.GroupBy(f => (f.Tick, f.Token, f.Instrument)), row => Assert.Equal(0, row.Sum(f => f.NetInflow)));
        Assert.All(flows.GroupBy(f => (f.Tick, f.Token, f.Sector)), column => Assert.Equal(0, column.Sum(f => f.NetInflow)));
    }

    [Fact]
    public void No_pool_is_used_beyond_its_capacity()
    {
        var rows = Run(Worlds.Small(), "proportional", 1, 1).Rows.Rows<AllocationRow>();
        Assert.Contains(rows, r => r.Committed > 0);
        Assert.All(rows, r => Assert.InRange(r.Committed + r.Allocated, 0, r.Capacity));
    }

    [Theory]
    [InlineData("attention")]
    [InlineData("proportional")]
    public void Where_tasks_were_served_adds_up_to_all_tasks_and_to_welfare_and_to_payments(string policy)
    {
        var rows = Run(Worlds.Small(), policy, 1, 1).Rows;
        foreach (var tick in rows.Rows<TickRow>().Where(t => t.Tick > 0))
        {
            var (service, fairness) = (rows.Rows<ServiceRow>().Where(r => r.Tick == tick.Tick).ToList(), rows.Rows<FairnessRow>().Single(r => r.Tick == tick.Tick));
            Assert.Equal(tick.TasksOffered, service.Sum(r => r.Tasks), 1e-6);
            Assert.Equal(tick.TasksOffered, fairness.Tasks);
            var reserve = service.Where(r => r.Pool == "drop").Sum(r => r.Tasks) * 40; // The seller keeps that much of the value of a unit.
            Assert.Equal(tick.Welfare, service.Where(r => r.Pool != "unserved").Sum(r => r.Value) - reserve, 1e-6 * Math.Max(1, tick.Welfare));
            Assert.Equal(rows.Rows<SubsystemRow>().Where(r => r.Tick == tick.Tick).Sum(r => r.ComputePaid), service.Where(r => !r.Source.Contains(' ', StringComparison.Ordinal)).Sum(r => r.Paid));
            Assert.True(fairness.Value <= service.Sum(r => r.Value) || tick.JobsRunning > 0);
        }

        Assert.Contains(rows.Rows<ServiceRow>(), r => r.Source.StartsWith("jobs ", StringComparison.Ordinal) && r is { Pool: not "unserved", Tasks: > 0 });
    }

    [Fact]
    public void Bandwidth_and_storage_bind_and_are_priced_like_the_other_resources()
    {
        var small = Worlds.Small();
        var scenario = small with
        {
            Subsystems = [.. small.Subsystems.Select(s => s.Name == "social" ? s with { Needs = new() { Cpu = 0.1, Bandwidth = 20 } } : s.Name == "market" ? s with { Needs = new() { Storage = 4 } } : s)],
            Pools = [.. small.Pools, new PoolSpec { Name = "wire", Capacity = new() { Cpu = 50, Bandwidth = 60 } }, new PoolSpec { Name = "vault", Capacity = new() { Storage = 10 } }],
        };
        var rows = Run(scenario, "attention", 1, 1).Rows;
        foreach (var (pool, resource) in new[] { ("wire", "bandwidth"), ("vault", "storage") })
        {
            var bound = rows.Rows<AllocationRow>().Where(r => r.Pool == pool && r.Resource == resource).ToList();
            Assert.Equal(scenario.Ticks, bound.Count);
            Assert.All(bound, r => Assert.InRange(r.Allocated, 0, r.Capacity));
            Assert.Contains(bound, r => r is { Utilisation: > 0.99, Price: > 0, Revenue: > 0 } && r.Demanded > r.Capacity);
        }

        var wanting = new Job { ArrivalSecond = 0, DurationSeconds = 7200, CpuMilli = 1000, GpuMilli = 0, MemoryMib = 0, BandwidthMilli = 30_000, Qos = QosClass.Guaranteed };
        var jobs = Run(new WorldModel(scenario with { Demand = new() { ValuePerGpuSecond = 100 } }, new TraceDemand([wanting], 3600)), "attention", 1, 1).Rows.Rows<AllocationRow>();
        Assert.Equal([0L, 30_000], jobs.Where(r => r is { Pool: "wire", Resource: "bandwidth", Tick: <= 2 }).Select(r => r.Committed));

        Assert.Equal(0, rows.Rows<ServiceRow>().Count(r => r.Source == "social" && r.Pool is not ("wire" or "unserved")));
    }

    [Theory]
    [InlineData(JobMode.Committed)]
    [InlineData(JobMode.Preemptive)]
    public void Jobs_arrive_wait_run_and_end_and_none_is_lost(JobMode mode)
    {
        var scenario = Worlds.Small() with { Ticks = 60, Allocation = new() { Jobs = mode, RestartCost = 600 }, Demand = new() { Patience = 3, ValuePerGpuSecond = 1 } };
        var ticks = Run(scenario, "priority", 1, 1).Rows.Rows<TickRow>();
        var open = ticks[^1].JobsWaiting + ticks[^1].JobsRunning;
        Assert.Equal(ticks.Sum(t => t.JobsArrived), ticks.Sum(t => t.JobsCompleted + t.JobsExpired) + open);
        Assert.True(ticks.Sum(t => t.JobsCompleted) > 0 && ticks.Sum(t => t.JobsExpired) > 0 && ticks.Any(t => t.JobsWaiting > 0));
    }

    [Fact]
    public void A_tax_shifts_nobody_elses_draws()
    {
        // Common random numbers: who enters and leaves, what jobs arrive and what trades would have been proposed are the same.
        var scenario = Worlds.Small() with { Demand = new() { Source = DemandSource.Synthetic } };
        var other = scenario with { Money = scenario.Money with { TransactionTax = 0.2 } };
        var (a, b) = (RunSynthetic(scenario), RunSynthetic(other));
        Assert.Equal(a.Journals[0].Root, b.Journals[0].Root);
        Assert.Equal(a.Rows.Rows<TickRow>().Select(t => (t.Participants, t.JobsArrived)), b.Rows.Rows<TickRow>().Select(t => (t.Participants, t.JobsArrived)));
        Assert.NotEqual(a.Journals[^1].Root, b.Journals[^1].Root);
    }

    [Fact]
    public void A_policy_that_finds_no_prices_charges_those_that_pools_post()
    {
        var scenario = Worlds.Small();
        var rows = Run(scenario, "equal", 1, 1).Rows.Rows<AllocationRow>();
        Assert.All(rows.Where(r => r.Pool != "drop"), row => Assert.Equal(
            scenario.Pools.Single(p => p.Name == row.Pool).Price[Enum.Parse<Resource>(row.Resource, ignoreCase: true)], row.Price, 9));
        Assert.Contains(rows, row => row.Revenue > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    [InlineData(3000)]
    public void A_restart_costs_work_and_never_pays(double restartCost)
    {
        var scenario = Worlds.Small() with
        {
            Ticks = 40, Allocation = new() { Policy = "priority", Jobs = JobMode.Preemptive, RestartCost = restartCost }, Demand = new() { ValuePerGpuSecond = 1 },
        };
        var free = Run(scenario with { Allocation = scenario.Allocation with { RestartCost = 0 } }, "priority", 1, 1).Rows.Rows<TickRow>();
        var costly = Run(scenario, "priority", 1, 1).Rows.Rows<TickRow>();
        Assert.True(costly.Sum(t => t.JobsCompleted) <= free.Sum(t => t.JobsCompleted));
        if (restartCost == 3000) Assert.True(costly.Sum(t => t.JobsCompleted) < free.Sum(t => t.JobsCompleted));
    }

    private static (MemorySink Rows, List<TickJournal> Journals) RunSynthetic(Scenario scenario) =>
        Run(new WorldModel(scenario, new SyntheticDemand(scenario.Seed, new SyntheticOptions())), scenario.Allocation.Policy, 1, 1);

    private static (MemorySink Rows, List<TickJournal> Journals) Run(Scenario scenario, string policy, int threads, int cells) =>
        Run(new WorldModel(scenario, new FewJobs()), policy, threads, cells);

    private static (MemorySink Rows, List<TickJournal> Journals) Run(WorldModel world, string policy, int threads, int cells)
    {
        var (rows, book) = (new MemorySink(), new JournalBook());
        using var stage = ActorRuns.Stage(world, threads, cells);
        new Simulator(world, stage, Allocators.Create(policy, new AllocationOptions { Threads = threads }), rows, book, threads).Run();
        return (rows, book.Journals);
    }

    /// <summary>Two jobs a tick, of growing size, one in three with a model that one pool has.</summary>
    private sealed class FewJobs : IDemandSource
    {
        public void Arrivals(int tick, List<Job> into)
        {
            for (var i = 0; i < 2; i++)
                into.Add(new Job
                {
                    ArrivalSecond = tick * 3600L, DurationSeconds = 1800 * (1 + (tick + i) % 5), CpuMilli = 4000, GpuMilli = 500 * (tick % 3), MemoryMib = 0,
                    Qos = (QosClass)(tick % 4), GpuModels = tick % 3 == 1 ? ["cloud"] : [],
                });
        }
    }
}
