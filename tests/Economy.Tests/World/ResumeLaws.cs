using Economy.Actors;
using Economy.Attention;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Demand;
using Economy.World.Interventions;

namespace Economy.Tests.World;

/// <summary>A run that is stopped between two ticks, saved, and restored elsewhere goes on to the same bytes.</summary>
public class ResumeLaws
{
    public static TheoryData<string> Policies => new(Allocators.Names);

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_resumed_run_gives_every_row_and_journal_of_an_uninterrupted_one(string policy)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var scenario = Scenario(seed, policy, seed == 2 ? JobMode.Preemptive : JobMode.Committed);
            foreach (var tick in (int[])[0, 1 + (int)(seed * 5 % 11), scenario.Ticks]) Resumed(scenario, tick);
        }
    }

    /// <summary>Places gain a reputation in mid-run, which the state saved after that must have.</summary>
    [Fact]
    public void What_the_calendar_switched_on_goes_on_in_a_resumed_run()
    {
        var scenario = Scenario(1, "attention", JobMode.Committed);
        Resumed(scenario with
        {
            Calendar = [new SetKey { At = 3, Key = "subsystems.social.reputationSpeed", To = "0.2" }],
            Pools = [.. scenario.Pools.Select(p => p with { Capacity = new() { Cpu = 2 } })],
        }, tick: 6);
    }

    [Theory]
    [InlineData(4, "biased")]
    [InlineData(9, "biased")]
    [InlineData(4, "table")]
    public void A_learner_that_is_resumed_goes_on_learning_as_if_nothing_had_been(int tick, string form)
    {
        var small = Scenario(1, "attention", JobMode.Committed);
        var scenario = small with
        {
            Regions = [new RegionSpec { Name = "north" }, new RegionSpec { Name = "south" }], Population = small.Population with { ChurnRate = 0.05 },
            Pools = [small.Pools[0], small.Pools[1] with { Region = "south" }],
            Quality = new QualitySpec { Oracle = true, Crowding = 0.3 },
            Allocation = small.Allocation with { Learning = new LearningSpec { Epoch = 3, Memory = 6, Sample = 64, Form = form }, Scope = new ScopeSpec { Kind = ScopeKind.Distributed, Tokens = 1, Period = 2, Compare = true } },
        };
        var (whole, second) = Resumed(scenario, tick);
        Assert.Equal(whole.Simulator.Model!.Parameters.Values, second.Simulator.Model!.Parameters.Values);
    }

    // A desk whose visits go on from tick to tick, so that what it calls good is known late; a place that does not meet its visitors; jobs.
    [Theory]
    [InlineData(4, "dot-product")]
    [InlineData(9, "table")]
    public void Models_of_single_subsystems_that_are_resumed_go_on_learning_as_if_nothing_had_been(int tick, string form)
    {
        var small = Scenario(1, "attention", JobMode.Committed);
        var scenario = small with
        {
            Subsystems = Worlds.WithDesk().Subsystems, Population = small.Population with { ChurnRate = 0.05 }, Quality = new QualitySpec { Crowding = 0.3 },
            Allocation = small.Allocation with { Learning = new LearningSpec { Epoch = 3, Memory = 6, Sample = 16, Form = form, BySubsystem = ["game", "market"] } },
        };
        var (whole, second) = Resumed(scenario, tick);
        Assert.True(whole.Simulator.OutcomesOf(0)!.Count > 0);
        Assert.NotEqual(whole.Simulator.Model!.Parameters.Values, whole.Simulator.ModelOf(0)!.Parameters.Values);
        for (var k = 0; k < scenario.Subsystems.Count; k++)
            Assert.Equal(whole.Simulator.ModelOf(k)?.Parameters.Values, second.Simulator.ModelOf(k)?.Parameters.Values);
    }

    [Fact]
    public void A_failing_sink_is_reported_when_its_tick_is_over_and_nothing_of_the_tick_is_lost()
    {
        var scenario = Scenario(1, "attention", JobMode.Committed);
        var whole = new Half(scenario, 1, 1);
        whole.Simulator.Run();
        var first = new Half(scenario, 1, 1) { FailsAt = 5 };
        Assert.Throws<TimeoutException>(() => first.Simulator.Run());
        Assert.Equal((5, true), (first.Simulator.Done, first.Simulator.CanBeSaved));
        var second = new Half(scenario, 1, 1);
        second.Simulator.Restore(new BinaryReader(new MemoryStream(first.Saved())));
        second.Simulator.Run();
        Assert.Equal(whole.Text, Half.Join(first, second));
    }

    [Fact]
    public void The_state_of_another_world_is_refused()
    {
        var first = new Half(Scenario(1, "attention", JobMode.Committed), 1, 1);
        first.Simulator.Run();
        var other = Scenario(1, "attention", JobMode.Committed);
        other = other with { Population = other.Population with { EntryRoom = 9 } };
        Assert.Throws<InvalidDataException>(() => new Half(other, 1, 1).Simulator.Restore(new BinaryReader(new MemoryStream(first.Saved()))));
        Assert.ThrowsAny<IOException>(() => new Half(Scenario(1, "attention", JobMode.Committed), 1, 1).Simulator.Restore(new BinaryReader(new MemoryStream(first.Saved()[..^5]))));
    }

    /// <summary>A whole run, and the second half of one that was saved after a tick.</summary>
    private static (Half Whole, Half Second) Resumed(Scenario scenario, int tick)
    {
        var whole = new Half(scenario, threads: 1, cells: 1);
        whole.Simulator.Run();
        var first = new Half(scenario, threads: 2, cells: 7);
        Assert.ThrowsAny<OperationCanceledException>(() => first.Simulator.Run(betweenTicks: t =>
        {
            if (t == tick) throw new OperationCanceledException();
        }));
        var second = new Half(scenario, threads: 1, cells: 3);
        second.Simulator.Restore(new BinaryReader(new MemoryStream(first.Saved())));
        Assert.Equal(first.Saved(), second.Saved());
        second.Simulator.Run();
        Assert.Equal(whole.Text, Half.Join(first, second));
        return (whole, second);
    }

    private static Scenario Scenario(ulong seed, string policy, JobMode jobs) => Worlds.Small(seed) with
    {
        Demand = new() { Source = DemandSource.Synthetic, ValuePerGpuSecond = 1, Patience = 3 },
        Allocation = new() { Policy = policy, Jobs = jobs, RestartCost = 600 },
        Frictions = new() { GasLimit = 400_000, TradeGas = 100_000, BlocksPerTick = 3, BaseFee = 50_000 },
    };

    /// <summary>A run, or a part of one.</summary>
    private sealed class Half : Economy.Core.Books.IJournalSink
    {
        private readonly MemorySink rows = new();
        private readonly JournalBook book = new();

        public Half(Scenario scenario, int threads, int cells)
        {
            var world = new WorldModel(scenario, new SyntheticDemand(scenario.Seed, new SyntheticOptions { ArrivalsPerHour = 4 }));
            var stage = ActorRuns.Stage(world, threads, cells);
            Simulator = new Simulator(world, stage, Allocators.Create(scenario.Allocation.Policy, new AllocationOptions()), rows, this, threads);
        }

        public Simulator Simulator { get; }

        public int FailsAt { get; init; } = -1;

        public string Text => Join(this);

        public void Accept(Economy.Core.Books.TickJournal journal)
        {
            book.Accept(journal);
            if (journal.Tick == FailsAt) throw new TimeoutException();
        }

        public byte[] Saved()
        {
            using var bytes = new MemoryStream();
            Simulator.Save(new BinaryWriter(bytes));
            return bytes.ToArray();
        }

        public static string Join(params Half[] parts) => string.Join('\n',
            [MemorySink.Transcript([.. parts.Select(p => p.rows)]), .. parts.SelectMany(p => p.book.Journals).Select(j => $"{j.Tick} {j.Root}")]);
    }
}
