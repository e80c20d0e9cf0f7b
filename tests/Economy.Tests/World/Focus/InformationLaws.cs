using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Interventions;
using Economy.World.Observers;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Focus;

/// <summary>Attention with a price in whole worlds. Tolerances were stated before the first run.</summary>
public sealed class InformationLaws
{
    private static readonly InformationSpec Costly = new()
    {
        Prior = PriorKind.Endogenous, Cost = InformationCharge.Charged, Switching = 120, Habit = 0.3, Memory = 4,
    };

    [Fact]
    public void A_flat_prior_at_no_cost_is_as_if_nothing_were_said() => Assert.Equal(
        Run(Worlds.Small()).Transcript(), Run(With(Worlds.Small(), new InformationSpec())).Transcript());

    [Fact]
    public void To_ask_for_the_table_changes_no_other() => Assert.Equal(
        Run(Worlds.Small()).Transcript(), Run(Asked(Worlds.Small())).Without<AttentionPrices.Row>().Transcript());

    [Theory]
    [MemberData(nameof(Parts))]
    public void Each_part_of_it_changes_what_participants_do(InformationSpec part) =>
        Assert.NotEqual(Run(Worlds.Small()).Transcript(), Run(With(Worlds.Small(), part)).Transcript());

    public static TheoryData<InformationSpec> Parts => new(
        new InformationSpec { Prior = PriorKind.Endogenous }, new InformationSpec { Cost = InformationCharge.Charged },
        new InformationSpec { Switching = 200 }, new InformationSpec { Habit = 0.5 });

    [Fact]
    public void It_is_the_same_for_any_number_of_threads_and_cells() => Assert.Equal(
        Run(Asked(With(Worlds.Small(), Costly))).Transcript(), Run(Asked(With(Worlds.Small(), Costly)), threads: 2, cells: 7).Transcript());

    [Fact]
    public void A_run_can_be_stopped_and_goes_on_to_the_same_rows()
    {
        var scenario = Asked(With(Worlds.Small(), Costly));
        using var half = new MemoryStream();
        var (before, after) = (new MemorySink(), new MemorySink());
        using (var stage = ActorRuns.Stage(new WorldModel(scenario), 2, 5))
        {
            var first = new Simulator(new WorldModel(scenario), stage, Allocators.Create("proportional", new AllocationOptions()), before, null);
            Assert.ThrowsAny<OperationCanceledException>(() => first.Run(betweenTicks: t =>
            {
                if (t == 7) throw new OperationCanceledException();
            }));
            first.Save(new BinaryWriter(half));
        }

        half.Position = 0;
        using (var stage = ActorRuns.Stage(new WorldModel(scenario), 1, 3))
        {
            var second = new Simulator(new WorldModel(scenario), stage, Allocators.Create("proportional", new AllocationOptions()), after, null);
            second.Restore(new BinaryReader(half));
            second.Run();
        }

        Assert.Equal(Run(scenario).Transcript(), MemorySink.Transcript(before, after));
    }

    /// <summary>Relative 1e-6: seconds are kept in single precision, session by session.</summary>
    [Fact]
    public void A_place_that_is_there_twice_draws_no_more_attention_under_an_endogenous_prior()
    {
        var endogenous = new InformationSpec { Prior = PriorKind.Endogenous, Memory = 5 };
        var (once, twice) = (Hours(Dear(Plain(endogenous, "arena", "plaza"))), Hours(Dear(Plain(endogenous, "arena", "plaza", "plaza-2"))));
        Assert.True(once["arena"] > 5 && once["plaza"] > 5, $"{once["arena"]} and {once["plaza"]} hours");
        Assert.Equal(once["arena"], twice["arena"], once["arena"] * 1e-6);
        Assert.Equal(once["plaza"], twice["plaza"] + twice["plaza-2"], once["plaza"] * 1e-6);
        var (flat, flatTwice) = (Hours(Plain(null, "arena", "plaza")), Hours(Plain(null, "arena", "plaza", "plaza-2")));
        Assert.True(flatTwice["plaza"] + flatTwice["plaza-2"] > 1.2 * flat["plaza"]);
    }

    /// <summary>Everybody sees 1, 0.6 and 0.3 utils an hour at θ = ½: the price of an hour is 1.302502, to 1e-6.</summary>
    [Fact]
    public void The_table_gives_the_price_of_an_hour()
    {
        var rows = Run(Asked(Plain(null, "a", "b", "c"))).Rows<AttentionPrices.Row>();
        Assert.Equal(6, rows.Count);
        Assert.All(rows, r =>
        {
            Assert.Equal(1.302502, r.Price, 1e-6);
            Assert.Equal(1.302502 / (2e4 / 1.01e6), r.Money, 1e-3);
            Assert.Equal((10, 10), (r.Participants, r.Attending));
            Assert.Equal(Math.Pow(2, r.Entropy), r.Effective, 1e-5);
            Assert.Equal((0.0, 0.0), (r.InformationSeconds, r.SwitchingSeconds));
        });
    }

    [Fact]
    public void What_finding_out_and_changing_take_is_missing_from_sessions_and_rest()
    {
        var charged = new InformationSpec { Cost = InformationCharge.Charged, SecondsPerBit = 100, Switching = 30 };
        var rows = Run(Asked(Plain(charged, "a", "b", "c"))).Rows<AttentionPrices.Row>();
        Assert.All(rows, r =>
        {
            Assert.Equal(60, r.SwitchingSeconds, 1e-6);
            Assert.Equal(100 * r.Bits, r.InformationSeconds, 1e-3);
        });
        var (free, lost) = (Hours(Plain(null, "a", "b", "c")), Hours(Plain(charged, "a", "b", "c")));
        var left = 1 - (60 + rows[0].InformationSeconds) / 3600;
        Assert.All(free, place => Assert.Equal(place.Value * left, lost[place.Key], place.Value * 1e-5));
    }

    [Fact]
    public void Where_changes_take_almost_the_whole_hour_everybody_keeps_to_one_activity()
    {
        var rows = Run(Asked(Plain(new InformationSpec { Switching = 3000 }, "a", "b", "c"))).Rows<AttentionPrices.Row>();
        Assert.All(rows, r => Assert.Equal((1.0, 0.0, 0.0), (r.Effective, r.Entropy, r.SwitchingSeconds)));
        Assert.All(Hours(Plain(new InformationSpec { Switching = 3000 }, "a", "b", "c")).Where(h => h.Key != "a"), h => Assert.Equal(0, h.Value));
    }

    /// <summary>In every other tick the arena's fee takes most of what an hour is worth there.</summary>
    private static Scenario Dear(Scenario world) => world with
    {
        Calendar = [.. Enumerable.Range(1, 3).Select(t => new SetKey { Key = "subsystems.arena.fee", To = "45", At = 2 * t, Until = 2 * t })],
    };

    private static Scenario With(Scenario world, InformationSpec? information) => world with
    {
        Population = world.Population with { Types = [.. world.Population.Types.Select(t => t with { Information = information })] },
    };

    private static Scenario Asked(Scenario world) => world with { Output = world.Output with { Observers = [new AttentionPrices()] } };

    /// <summary>Ten participants with an hour each, and places without compute, crowding or money, worth 1, 0.6 and 0.3 utils an hour.</summary>
    private static Scenario Plain(InformationSpec? information, params string[] places) => new()
    {
        Name = "plain", Ticks = 6, Chain = "none",
        Population = new()
        {
            Types =
            [
                new()
                {
                    Name = "visitor", Count = 10, Attention = 3600, MinimumSession = 1, InformationCost = 0.5, Information = information,
                    Wealth = new() { Mean = 1e6 }, MoneyUtility = 2e4, MoneyReference = 1e4,
                    Preferences = places.ToDictionary(p => p, p => p is "a" or "arena" ? 1 : p is "c" ? 0.3 : 0.6),
                },
            ],
        },
        Subsystems = [.. places.Select(p => new Game { Name = p })],
        Pools = [new PoolSpec { Name = "pool", Capacity = new() { Cpu = 1 } }],
        Assets = [], Markets = [], Money = new(),
    };

    private static Dictionary<string, double> Hours(Scenario scenario) =>
        Run(scenario).Rows<SubsystemRow>().GroupBy(r => r.Subsystem).ToDictionary(g => g.Key, g => g.Sum(r => r.AttentionHours));

    private static MemorySink Run(Scenario scenario, int threads = 1, int cells = 1)
    {
        var (rows, world) = (new MemorySink(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, threads, cells);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null, threads).Run();
        return rows;
    }
}
