using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Observers;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.Tests.World.Subsystems;

/// <summary>Places that meet their visitors, within an economy.</summary>
public sealed class LivingPlaceLaws
{
    private const string Place = "game";

    public static TheoryData<string> Kinds => ["desk", "dispatch", "course", "arena", "bazaar", "room", "studio", "club", "circle", "teams", "league"];

    /// <summary>What comes in goes out or is still there; and an economy with any of them is the same however it is cut and resumed: see KindLaws.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Visits_that_come_in_go_out_or_are_still_under_way(string kind)
    {
        var rows = Run(World(kind, seed: 1)).Rows<VisitRow>();
        Assert.True(rows.Sum(r => r.Asked) > 0 && rows.Sum(r => r.Finished) > 0);
        var before = 0;
        Assert.All(rows, r =>
        {
            Assert.Equal(before, r.Before);
            Assert.Equal(r.Before + r.Asked, r.Refused + r.Finished + r.GaveUp + r.CutOff + r.After);
            before = r.After;
        });
    }

    /// <summary>
    /// Compute matters: half of the pools, on ten paired seeds, moves what each kind is there for in the direction expected: the mean difference
    /// is further from 0 than 2.262 of its standard errors (t with 9 degrees of freedom, 5 % on two sides).
    /// </summary>
    [Theory]
    [InlineData("desk", -1)]
    [InlineData("dispatch", 1)]
    [InlineData("course", -1)]
    [InlineData("arena", -1)]
    [InlineData("bazaar", -1)]
    [InlineData("room", -1)]
    [InlineData("studio", -1)]
    [InlineData("teams", -1)]
    [InlineData("circle", -1)]
    [InlineData("forge", -1)]
    public void Half_the_compute_moves_what_a_place_is_there_for(string kind, int sign)
    {
        var differences = Enumerable.Range(1, 10).Select(seed => Goal(kind, World(kind, (ulong)seed, 0.5)) - Goal(kind, World(kind, (ulong)seed))).ToList();
        var mean = differences.Average();
        var error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / 9 / 10);
        Assert.True(sign * mean > 2.262 * error, $"{mean} ± {error}");
    }

    /// <summary>Kinds whose new keys are left alone are what they were: no table of visits, and the bytes of the published digests.</summary>
    [Fact]
    public void Places_without_the_new_keys_meet_nobody() => Assert.Empty(Run(Worlds.Small()).Rows<VisitRow>());

    /// <summary>A desk that serves at once and loses nobody is worth what its compute is worth, and no less; without staff nothing is.</summary>
    [Fact]
    public void A_visit_is_worth_its_session_when_it_is_over_in_time_and_nothing_when_it_is_given_up()
    {
        double Utility(Scenario world) => Run(world).Rows<SubsystemRow>().Where(s => s.Subsystem == Place).Sum(s => s.Utility);
        Assert.True(Utility(With(new ServiceDesk { Name = Place, Staff = 500, Work = 1 }, 1)) > 0);
        Assert.Equal(0, Utility(With(new ServiceDesk { Name = Place, Staff = 0, Patience = 60 }, 1)));
    }

    /// <summary>What is said of a visit is what became of it, and with a thousand servers more nobody waits.</summary>
    [Fact]
    public void A_visit_can_be_explained_and_asked_again_with_more_servers_or_compute()
    {
        var (world, rows) = (new WorldModel(World("desk", seed: 1, compute: 0.5) with { Output = new() { Observers = [new Tickets()] } }), new MemorySink());
        using var stage = ActorRuns.Stage(world, 1, 1);
        var simulator = new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null) { KeepsVisits = true };
        simulator.Run();
        var (last, place) = (rows.Rows<Tickets.Row>().Where(t => t.Tick == simulator.Done && t.End != "cut-off").ToList(), simulator.Inquiry(0)!);
        Assert.NotEmpty(last);
        Assert.All(last, ticket => Assert.Equal((ticket.Visit, ticket.Response), (place.Of(ticket.Participant)!.Number, place.Of(ticket.Participant)!.Ended - place.Of(ticket.Participant)!.Asked)));
        Assert.All(last.Where(t => t.End == "gave-up" && t.Asked >= place.Begin), t => Assert.Equal(0, place.WithMore(t.Participant, 1000) is { } visit ? visit.Started - visit.Asked : -1));
        Assert.Contains(last, t => place.WithCompute(t.Participant) is { } visit && visit.IsOver && visit.Ended - visit.Asked < t.Response - 1);
        Assert.Null(simulator.Inquiry(1));
    }

    /// <summary>What is begun in a tick is there three ticks later, and its inputs are gone at once: nobody trades, so hours are the same.</summary>
    [Fact]
    public void What_is_begun_is_delivered_a_lead_time_later()
    {
        long[] Flow(int? lead, string token, string instrument)
        {
            var small = Worlds.Small();
            SubsystemSpec[] places = [small.Subsystems[0], small.Subsystems[1] with { Account = null }, small.Subsystems[2], (Workshop)small.Subsystems[3] with { LeadTime = lead }];
            var rows = Run(small with { Subsystems = places, Markets = [], Issues = null, Assets = [small.Assets[0] with { Wear = 0 }, small.Assets[1] with { Wear = 0 }], Population = small.Population with { ChurnRate = 0, EntryRate = 0, Types = [.. small.Population.Types.Select(t => t with { Trading = new NoTrading(), ExpectationSpeed = null, Holdings = new Dictionary<string, long> { ["ore"] = 100 } })] } });
            return [.. Enumerable.Range(1, 12).Select(tick => rows.Rows<FlowRow>().Where(f => f.Tick == tick && f.Token == token && f.Instrument == instrument && f.NetInflow > 0).Sum(f => f.NetInflow))];
        }

        var (now, later) = (Flow(null, "hat", "production"), Flow(3, "hat", "production"));
        Assert.True(now.Sum() > 10);
        Assert.Equal([0, 0, 0, .. now[..^3]], later);
        Assert.Equal(Flow(null, "ore", "consumption"), Flow(3, "ore", "consumption"));
    }

    /// <summary>Production, income and expenditure are the same to the minor unit, in a world with fees, rents, grants, jobs' owners and taxes.</summary>
    [Fact]
    public void The_output_account_is_the_same_three_ways_to_the_unit()
    {
        var rows = Run(Worlds.Small() with { Output = new() { Observers = [new OutputAccount()] } }).Rows<OutputAccount.Row>();
        Assert.Contains(rows, r => r.Item == "rents" && r.Amount > 0);
        Assert.All(rows.GroupBy(r => r.Tick), tick => Assert.Single(tick.GroupBy(r => r.Side).Select(side => side.Sum(r => r.Amount)).Distinct()));
        Assert.True(rows.Sum(r => r.Amount) > 0);
    }

    /// <summary>What clicks cost is output of whoever is paid for them, and bought for its own by whoever pays.</summary>
    [Fact]
    public void Clicks_move_value_added_from_advertisers_to_the_feed_and_no_sum()
    {
        var rows = Run(Worlds.Alive() with { Output = new() { Observers = [new OutputAccount()] } });
        var (account, spent) = (rows.Rows<OutputAccount.Row>(), rows.Rows<AdvertisingRow>().ToLookup(r => r.Tick));
        Assert.All(account.GroupBy(r => r.Tick), tick => Assert.Single(tick.GroupBy(r => r.Side).Select(side => side.Sum(r => r.Amount)).Distinct()));
        Assert.All(account.Where(r => r.Item == "subsystem feed"), r => Assert.Equal(spent[r.Tick].Sum(a => a.Spend), r.Amount)); // It takes no fee.
        Assert.Contains(account, r => r.Item == "subsystem feed" && r.Amount > 0);
    }

    /// <summary>A creator's reward goes by quality: with more compute it earns more, though it gives no more hours.</summary>
    [Fact]
    public void Creators_earn_by_the_quality_of_what_they_make()
    {
        double PerHour(double least)
        {
            var rows = Run(With(new Creation { Name = Place, Reward = 600, LeastTalent = least }, 1)).Rows<SubsystemRow>().Where(s => s.Subsystem == Place).ToList();
            return rows.Sum(s => (double)s.Reward) / rows.Sum(s => s.AttentionHours);
        }

        Assert.True(PerHour(0.9) > 1.2 * PerHour(0), $"{PerHour(0.9)} against {PerHour(0)} an hour");
    }

    /// <summary>Skill of a course raises what play is worth elsewhere, as far as it was learnt.</summary>
    [Fact]
    public void What_is_learnt_in_a_course_is_of_use_in_a_game()
    {
        double Play(double gain)
        {
            var small = Worlds.Small();
            SubsystemSpec[] places = [new Game { Name = Place, Needs = new() { Cpu = 1 }, Skill = new SkillSpec { Course = "social", Gain = gain } }, new Education { Name = "social", Needs = new() { Cpu = 0.2 } }, .. small.Subsystems.Skip(2)];
            var rows = Run(small with { Subsystems = places }).Rows<SubsystemRow>().Where(s => s.Subsystem == Place).ToList();
            return rows.Sum(s => s.Utility) / rows.Sum(s => s.AttentionHours * s.Service);
        }

        Assert.True(Play(2) > 1.2 * Play(0), $"{Play(2)} against {Play(0)} utils an hour");
    }

    /// <summary>
    /// What the place is there for, over a run: of a circle of friends the utils that they have of it, of a forge the hats that are made, of others
    /// what they measure.
    /// </summary>
    private static double Goal(string kind, Scenario world)
    {
        var sink = Run(world);
        var rows = sink.Rows<VisitRow>();
        return kind switch
        {
            "forge" => sink.Rows<FlowRow>().Where(f => f is { Token: "hat", Instrument: "production", NetInflow: > 0 }).Sum(f => f.NetInflow),
            "circle" => sink.Rows<SubsystemRow>().Where(s => s.Subsystem == Place).Sum(s => s.Utility),
            "desk" => rows.Sum(r => r.Finished) / (double)Math.Max(1, rows.Sum(r => r.Finished + r.GaveUp)),
            "dispatch" => rows.Sum(r => r.Missed) / (double)Math.Max(1, rows.Sum(r => r.Asked)),
            _ => rows.Sum(r => double.IsNaN(r.Value) ? 0 : r.Value),
        };
    }

    private static Scenario World(string kind, ulong seed, double compute = 1) => With(
        kind switch
        {
            "desk" => new ServiceDesk { Name = Place, Staff = 2, Assistants = 4, Work = 900, Patience = 600 },
            "dispatch" => new Dispatch { Name = Place, Units = 8, Work = 600, Classes = [new VisitClass { Name = "urgent", Deadline = 900 }, new VisitClass { Name = "other", Weight = 3, Deadline = 3600 }] },
            "course" => new Education { Name = Place },
            "room" => new Meetings { Name = Place, Quorum = 2 },
            "studio" => new Creation { Name = Place },
            "club" => new Social { Name = Place, Membership = new() { Price = 0.1, Invitations = 1 } },
            "circle" => new Social { Name = Place, Groups = new() { Count = 5 } },
            "teams" => new Projects { Name = Place, Team = 2, Stages = [new() { Name = "plan", Work = 0.2 }, new() { Name = "build", Work = 0.4, Needs = 2 }] },
            "league" => new Game { Name = Place, Matches = new() { Party = 3 }, Season = new() { Ticks = 4 } },
            "forge" => new Workshop { Name = Place, Uses = new Dictionary<string, double> { ["ore"] = 2 }, Makes = new Dictionary<string, double> { ["hat"] = 2 } },
            "arena" => new Game { Name = Place, Matches = new(), Energy = new() },
            _ => new Marketplace { Name = Place, Throughput = true },
        }, seed, compute);

    /// <summary>The small world with a place that most go to, and pools that are a share of what all would need.</summary>
    private static Scenario With(Place place, ulong seed, double compute = 1)
    {
        var small = Worlds.Small(seed);
        SubsystemSpec[] places = [place with { Needs = new() { Cpu = 1 } }, .. small.Subsystems.Skip(1).Where(s => s is not Marketplace || place is not Marketplace)];
        return small with
        {
            Issues = null, Subsystems = places,
            Population = small.Population with { Types = [.. small.Population.Types.Select(t => t with { Preferences = t.Preferences.Where(p => places.Any(s => s.Name == p.Key)).ToDictionary(p => p.Key, p => p.Key == Place ? 2.0 : p.Value), Holdings = place is Workshop ? new Dictionary<string, long> { ["ore"] = 50 } : t.Holdings })] },
            Pools = [new PoolSpec { Name = "cloud", Capacity = new() { Cpu = 40 * compute, Gpu = 10 }, Price = new() { Cpu = 1, Gpu = 1 }, Owner = "owner" }],
        };
    }

    internal static MemorySink Run(Scenario scenario)
    {
        var (world, rows) = (new WorldModel(scenario), new MemorySink());
        using var stage = ActorRuns.Stage(world, 1, 3);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null).Run();
        return rows;
    }
}
