using Economy.Actors;
using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Demand;
using Economy.World.Subsystems;
using Economy.World.Tick.Allocate;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World;

/// <summary>Laws that hold in any world: taxes, fees, prices, capacities and rules drawn at random, five ticks each.</summary>
public class RandomWorldLaws
{
    [Fact]
    public void Books_jobs_and_capacities_add_up_in_any_world() =>
        Prop.ForAll(AnyScenario().ToArbitrary(), scenario =>
        {
            var (rows, book) = (new MemorySink(), new JournalBook());
            var world = new WorldModel(scenario, new SyntheticDemand(scenario.Seed, new SyntheticOptions { ArrivalsPerHour = 5 }));
            using var stage = ActorRuns.Stage(world, 1, 3);
            var simulator = new Simulator(world, stage, Policies.Of(scenario.Allocation), rows, book);
            simulator.Run();
            Replay(simulator.Ledger, book);
            FlowsAreTheLedger(rows);
            JobsAreAccountedFor(rows.Rows<TickRow>());
            Assert.All(rows.Rows<AllocationRow>(), r => Assert.InRange(r.Committed + r.Allocated, 0, r.Capacity));
            Assert.All(rows.Rows<SubsystemRow>(), r => Assert.InRange(r.Service, 0, 1));
            Assert.All(rows.Rows<TickRow>().Skip(1), r => Assert.InRange(r.RestShare, 0, 1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>Every prefix leaves every account but the mint's at or above zero, and the end is what the simulator's ledger says.</summary>
    private static void Replay(Ledger ledger, JournalBook book)
    {
        var replayed = new Ledger(ledger.Accounts, ledger.Tokens);
        foreach (var journal in book.Journals)
            foreach (var entry in journal.Entries) replayed.Apply(entry);
        for (short t = 0; t < ledger.Tokens; t++) Assert.True(ledger.Balances(new(t)).SequenceEqual(replayed.Balances(new(t))));
    }

    /// <summary>"holdings" is taken from the ledger, all else from the entries: they meet in zero column sums.</summary>
    private static void FlowsAreTheLedger(MemorySink rows)
    {
        Assert.All(rows.Rows<FlowRow>().GroupBy(f => (f.Tick, f.Token, f.Instrument)), row => Assert.Equal(0, row.Sum(f => f.NetInflow)));
        Assert.All(rows.Rows<FlowRow>().GroupBy(f => (f.Tick, f.Token, f.Sector)), column => Assert.Equal(0, column.Sum(f => f.NetInflow)));
    }

    private static void JobsAreAccountedFor(IReadOnlyList<TickRow> ticks) => Assert.Equal(
        ticks.Sum(t => t.JobsArrived),
        ticks.Sum(t => t.JobsCompleted + t.JobsExpired) + ticks[^1].JobsWaiting + ticks[^1].JobsRunning);

    private static Gen<Scenario> AnyScenario() =>
        from seed in Gen.Choose(0, int.MaxValue)
        from share in Gen.Choose(0, 1_000_000).ArrayOf(12)
        from policy in Gen.Elements(Allocators.Names.ToArray())
        from mode in Gen.Elements(JobMode.Committed, JobMode.Preemptive)
        from scale in Gen.Elements(0.02, 1.0, 1000.0, 1e7)
        from frictions in Frictions
        select Vary(Worlds.Small((ulong)seed) with { Ticks = 5, Frictions = frictions }, [.. share.Select(s => s / 1e6)], policy, mode, scale);

    private static Gen<FrictionSpec?> Frictions { get; } = Gen.OneOf(
        Gen.Constant((FrictionSpec?)null),
        from ordering in Gen.Elements(Enum.GetValues<TransactionOrdering>())
        from room in Gen.Choose(1, 50)
        from blocks in Gen.Choose(1, 10)
        from fee in Gen.Elements(0L, 100, 1_000_000, 1_000_000_000)
        select (FrictionSpec?)new FrictionSpec { Ordering = ordering, GasLimit = room * 100_000, TradeGas = 100_000, BlocksPerTick = blocks, BaseFee = fee });

    private static Scenario Vary(Scenario world, double[] u, string policy, JobMode mode, double scale) => world with
    {
        Population = world.Population with
        {
            ChurnRate = u[0] * 0.3,
            EntryRate = 4 * u[1],
            Types = [.. world.Population.Types.Select(t => t with
            {
                Wealth = t.Wealth with { Mean = t.Wealth.Mean * scale }, MoneyReference = Math.Max(1, t.MoneyReference * scale), Upkeep = (long)(200 * u[2]), OrderRate = 20 * u[3],
            })],
        },
        Subsystems = [.. world.Subsystems.Select(s => s with { Fee = s.Fee * scale * u[4] * 3, Reward = s.Reward * scale, BurnShare = u[5], Places = u[6] < 0.3 ? (long)(60 * u[2]) : null, Account = u[9] < 0.5 ? s.Account : new() { Endowment = (long)(900 * u[8] * scale), KeepShare = u[3], ComputeShare = u[7], Grant = (long)(200 * u[10] * scale), Pricing = u[11] < 0.5 ? new BreakEven { Speed = u[0] } : new WithinMeans { Spend = u[1] } } })],
        Pools = [.. world.Pools.Select(p => p with { Price = new() { Cpu = 400 * u[6] * scale, Gpu = 3000 * u[6] * scale } })],
        Markets = [.. world.Markets.Select(m => m with { LotSize = 1 + (int)(500 * u[7]) })],
        Allocation = new() { Policy = policy, Jobs = mode, RestartCost = 4000 * u[8] },
        Demand = new() { Source = DemandSource.Synthetic, ValuePerGpuSecond = scale * u[9], Patience = (int)(4 * u[10]) },
        Money = world.Money with { TransactionTax = u[11], BurnShare = u[5], WealthTax = u[0], TreasuryPayout = u[1], RampOut = u[2], SupplyTarget = u[3] - 0.5 },
    };
}
