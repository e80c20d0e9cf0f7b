using System.Reflection;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Behaviours;
using Economy.World.Demography;
using Economy.World.Interventions;
using Economy.World.Markets;
using Economy.World.Money;
using Economy.World.Observers;
using Economy.World.Recommenders;
using Economy.World.Recommenders.Ads;
using Economy.World.Subsystems;
using Economy.World.Tick.Observe;
using Economy.World.Views;

namespace Economy.Tests.World;

/// <summary>What every registered kind of every family of a scenario must keep, whoever wrote it: nobody lists them here.</summary>
public sealed class KindLaws
{
    static KindLaws() => WorldKinds.Register();

    // Those of the world: designs of experiments, which other tests may have registered, are in no scenario.
    private static IReadOnlyList<Type> Families => [.. KindRegistry.Families.Where(f => f.Assembly == typeof(Scenario).Assembly)];

    /// <summary>The families of which a scenario names a kind.</summary>
    public static TheoryData<string> Named => new(Families.Where(f => NamingKey(f)?.IsDefined(typeof(KeyAttribute)) ?? false).Select(f => f.Name));

    public static IEnumerable<object[]> Kinds => Families.SelectMany(f => KindRegistry.Of(f).Select(k => (object[])[f.Name, k.Name]));

    [Fact]
    public void Every_family_has_kinds_in_ordinal_order_and_every_kind_has_its_words()
    {
        foreach (var family in Families)
        {
            var kinds = KindRegistry.Of(family);
            Assert.NotEmpty(kinds);
            Assert.Equal(kinds.Select(k => k.Name).Order(StringComparer.Ordinal), kinds.Select(k => k.Name));
            Assert.All(kinds, k => Assert.True(k.Meaning.Length > 10 && !k.Meaning.EndsWith('.'), $"{k.Name}: '{k.Meaning}'"));
        }
    }

    [Fact]
    public void Every_kind_of_the_world_is_what_its_family_asks_for()
    {
        Assert.All(KindRegistry.Of(typeof(SubsystemSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(Place))));
        Assert.All(KindRegistry.Of(typeof(MarketSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IMarketKind))));
        Assert.All(KindRegistry.Of(typeof(BehaviourSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IBehaviour)) || k.Type == typeof(NoTrading)));
        Assert.All(KindRegistry.Of(typeof(LevySpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(ILevy))));
        Assert.All(KindRegistry.Of(typeof(MoneyRuleSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IMoneyRule))));
        Assert.All(KindRegistry.Of(typeof(PricingSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IPricing)) || k.Type == typeof(FixedPricing)));
        Assert.All(KindRegistry.Of(typeof(InterventionSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IIntervention))));
        Assert.All(KindRegistry.Of(typeof(EstateSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IEstateRule)) || k.Type == typeof(IdleEstate)));
        Assert.All(KindRegistry.Of(typeof(AuctionSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IAuction))));
        Assert.All(KindRegistry.Of(typeof(RankingSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IRanking))));
        Assert.All(KindRegistry.Of(typeof(ViewSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IView)) || k.Type == typeof(PublicView)));
        Assert.All(KindRegistry.Of(typeof(ObserverSpec)), k => Assert.True(k.Type.IsAssignableTo(typeof(IObserver))));
        Assert.All(KindRegistry.Of(typeof(StandingObserver)), k => Assert.True(k.Type.IsAssignableTo(typeof(IObserver)) || k.Type == typeof(SettlementObserver)));
    }

    [Fact]
    public void A_levy_that_says_it_charges_nobody_has_no_rule_of_what_is_due()
    {
        var levies = KindRegistry.Of(typeof(LevySpec)).Select(k => (ILevy)Activator.CreateInstance(k.Type)!).ToList();
        foreach (var levy in levies)
        {
            var map = levy.GetType().GetInterfaceMap(typeof(ILevy));
            var due = map.TargetMethods[Array.FindIndex(map.InterfaceMethods, m => m.Name == nameof(ILevy.Due))];
            Assert.True(levy.Charges == (due.DeclaringType != typeof(ILevy)), $"{levy.GetType().Name} {(levy.Charges ? "charges" : "does not charge")}, and its rule stands in {due.DeclaringType}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_world_with_it_reads_back_as_it_was_printed(string family, string kind)
    {
        var scenario = With(family, kind);
        var printed = ScenarioWriter.Print(scenario);
        var read = ScenarioReader.Read(printed, "printed.yaml");
        Assert.True(read.Errors.Count == 0, string.Join('\n', read.Errors));
        Assert.Equal(printed, ScenarioWriter.Print(read.Scenario!));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_world_with_it_conserves_money_and_units_and_overdraws_nobody(string family, string kind)
    {
        var (rows, journals, ledger) = Run(With(family, kind), threads: 1, cells: 1);
        Conserved(rows, ledger);
        Assert.NotEmpty(journals);
    }

    private static void Conserved(MemorySink rows, Economy.Core.Books.Ledger ledger)
    {
        Assert.All(rows.Rows<TickRow>().Zip(rows.Rows<TickRow>().Skip(1)), t => Assert.Equal(t.Second.MoneySupply - t.First.MoneySupply, t.Second.Minted - t.Second.Burnt));
        foreach (var balances in Enumerable.Range(0, ledger.Tokens).Select(t => ledger.Balances(new((short)t)).ToArray()))
        {
            Assert.Equal(0, balances.Sum());
            Assert.All(balances.Skip(1), b => Assert.True(b >= 0));
        }

        Assert.All(rows.Rows<FlowRow>().GroupBy(f => (f.Tick, f.Token, f.Instrument)), flow => Assert.Equal(0, flow.Sum(f => f.NetInflow)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_world_with_it_is_the_same_for_any_number_of_threads_and_cells(string family, string kind) =>
        Assert.Equal(Run(With(family, kind), 1, 1).Rows.Transcript(), Run(With(family, kind), 2, 7).Rows.Transcript());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_world_with_it_can_be_stopped_and_go_on_to_the_same_rows(string family, string kind)
    {
        var scenario = With(family, kind);
        Assert.Equal(Run(scenario, 1, 1).Rows.Transcript(), Resumed(scenario));
    }

    /// <summary>Stopped half-way, and gone on with on other threads and cells.</summary>
    private static string Resumed(Scenario scenario)
    {
        using var half = new MemoryStream();
        var (before, after) = (new MemorySink(), new MemorySink());
        using (var stage = ActorRuns.Stage(new WorldModel(scenario), 2, 5))
        {
            var first = new Simulator(new WorldModel(scenario), stage, Allocators.Create("proportional", new AllocationOptions()), before, null);
            Assert.ThrowsAny<OperationCanceledException>(() => first.Run(betweenTicks: t =>
            {
                if (t == scenario.Ticks / 2) throw new OperationCanceledException();
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

        return MemorySink.Transcript(before, after);
    }

    public static TheoryData<string> Places => new(KindRegistry.Of(typeof(SubsystemSpec)).Select(k => k.Name));

    /// <summary>A place of any kind that bids itself, goes bankrupt, is wound up and returns: money is conserved, cells and a stop change nothing.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public void A_place_with_an_economic_life_keeps_the_laws(string kind)
    {
        var world = With(nameof(SubsystemSpec), kind);
        var account = new AccountSpec
        {
            Endowment = 400, KeepShare = 0.6, Compute = ComputePayer.OwnAccount, HourValue = 60,
            Life = new() { Below = 380, Patience = 2, Again = 2, Leftovers = LeftoverRule.Visitors },
        };
        SubsystemSpec[] places = [.. world.Subsystems.Select((s, k) => k == 0 || s is ServiceDesk ? s with { Account = account } : s)];
        var living = world with { Subsystems = places, Ticks = 14 };
        var (rows, _, ledger) = Run(living, threads: 1, cells: 1);
        Conserved(rows, ledger);
        Assert.Equal(rows.Transcript(), Resumed(living));
        Assert.Contains(rows.Rows<SubsystemLifeRow>(), r => r.Standing == "bankrupt");
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Swapping_the_kind_changes_a_table(string family)
    {
        var kinds = KindRegistry.Of(Families.Single(f => f.Name == family));
        var transcripts = kinds.Select(k => Run(With(family, k.Name), 1, 1).Rows.Transcript()).ToList();
        Assert.Equal(kinds.Count, transcripts.Distinct().Count());
    }

    [Fact]
    public void Swapping_the_policy_changes_a_table()
    {
        var transcripts = Allocators.Names.Select(policy => Run(Worlds.Small(), 1, 1, policy).Rows.Transcript()).ToList();
        Assert.Equal(Allocators.Names.Count, transcripts.Distinct().Count());
    }

    /// <summary>The journal's table is written by whoever settles it.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_observer_at_work_writes_rows(string family, string kind)
    {
        if (KindRegistry.Find(Families.Single(f => f.Name == family), kind)!.Type is not { } type || !type.IsAssignableTo(typeof(IObserver))) return;
        Assert.True(Run(With(family, kind), 1, 1).Rows.Count(((Observer)Activator.CreateInstance(type)!).RowType) > 0);
    }

    private static PropertyInfo? NamingKey(Type family) => family.GetProperties()
        .FirstOrDefault(p => p.Name.Equals(family.GetCustomAttribute<FamilyAttribute>()!.Key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The small world with a kind at work in it, its required options at values that make it do something.</summary>
    private static Scenario With(string family, string name)
    {
        var small = Worlds.Small() with { Issues = null, Ticks = 10 };
        var kind = KindRegistry.Find(Families.Single(f => f.Name == family), name)!;
        var made = Activator.CreateInstance(kind.Type)!;
        foreach (var key in kind.Type.GetProperties().Where(p => p.CanWrite && p.IsDefined(typeof(KeyAttribute)))) Fill(made, key);
        return made switch
        {
            Workplace work => Staffed(small, (Workplace)Like(work with { Employer = "desk" }, small.Subsystems[0])),
            SubsystemLifeObserver => Staffed(small, new Workplace { Name = "game", Employer = "desk", Wage = 50 }),
            SubsystemSpec place => small with { Subsystems = [Like(place, small.Subsystems[0]), .. small.Subsystems.Skip(1)] },
            MarketSpec market => small with { Markets = [market, small.Markets[1]] },
            PoolPricingSpec pricing => small with { Pools = [small.Pools[0], small.Pools[1] with { Pricing = pricing }] },
            PricingSpec pricing => small with { Subsystems = [small.Subsystems[0] with { Account = new() { Endowment = 900, ComputeShare = 0.5, Pricing = pricing } }, .. small.Subsystems.Skip(1)] },
            BehaviourSpec behaviour => small with { Population = small.Population with { Types = [small.Population.Types[0] with { Trading = behaviour }, .. small.Population.Types.Skip(1)] } },
            RankingSpec ranking => Fed(small, ranking),
            AuctionSpec auction => Advertised(small, auction),
            LevySpec levy => small with { Levies = [levy] },
            MoneyRuleSpec rule => small with { Money = small.Money with { Rule = rule } },
            ViewSpec view => small with { Population = small.Population with { Types = [.. small.Population.Types.Select(t => t with { View = view })] } },
            Tickets => Worlds.WithDesk() with { Issues = null, Ticks = 10, Output = small.Output with { Observers = [(ObserverSpec)made] } },
            ObserverSpec observer => small with { Output = small.Output with { Observers = [observer] } },
            VisitObserver => Worlds.WithDesk() with { Ticks = 10 },
            AdvertisingObserver => Advertised(small, new GeneralisedSecondPrice()),
            StandingObserver observer when observer.Applies(small) => small,
            StandingObserver => Learning(small) with
            {
                Frictions = new FrictionSpec(), Levies = [new SalesTax { Rate = 0.01 }],
                Calendar = [new Outage { Pool = "cloud", At = 4, Until = 6 }],
            },
            EstateSpec estate => small with { Population = small.Population with { Estate = estate, ChurnRate = 0.1 } },
            InterventionSpec entry => small with { Calendar = [entry with { At = 4, Until = 7 }] },
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    /// <summary>The same world with a recommender, by which its participants learn of places.</summary>
    private static Scenario Fed(Scenario small, RankingSpec ranking) => small with
    {
        Subsystems = [.. small.Subsystems, new Recommender { Name = "feed", Needs = new() { Cpu = 1 }, Slots = 2, PositionBias = 0.5, Exploration = 0.2, Diversity = 0.3, Ranking = ranking }],
        Population = small.Population with
        {
            Types = [.. small.Population.Types.Select(t => t with { Awareness = 0.2, Friends = 2, Preferences = new Dictionary<string, double>(t.Preferences) { ["feed"] = 0.7 } })],
        },
        Output = small.Output with { Observers = [new Recommendations()] },
    };

    /// <summary>The same world with a recommender that sells three slots to four places.</summary>
    private static Scenario Advertised(Scenario small, AuctionSpec auction)
    {
        var fed = Fed(small, new RandomRanking());
        string[] names = [.. small.Subsystems.Select(s => s.Name)];
        var ads = new AdvertisingSpec
        {
            Slots = 3, Auction = auction, Reserve = 2, ClickRate = 0.8, Window = 4, Pacing = 0.3,
            Campaigns = [.. names.Select((n, i) => new CampaignSpec { Advertiser = n, Bid = 9 - 2 * i, Budget = 200 - 20 * i })],
        };
        return fed with
        {
            Subsystems = [.. fed.Subsystems.Select(s => s is Recommender feed ? feed with { Slots = 5, Diversity = 0, Account = new(), Advertising = ads } : s with { Account = s.Account ?? new() { Endowment = 300, KeepShare = 0.5 } })],
        };
    }

    /// <summary>The same world with a desk at which those work who would have played.</summary>
    private static Scenario Staffed(Scenario small, Workplace work) => small with
    {
        Subsystems = [work, .. small.Subsystems.Skip(1), new ServiceDesk { Name = "desk", Fee = 30, Work = 900, Account = new() { Endowment = 2000 } }],
        Population = small.Population with
        {
            Types = [.. small.Population.Types.Select(t => t with { Preferences = new Dictionary<string, double>(t.Preferences) { ["desk"] = 0.7 } })],
        },
    };

    /// <summary>The same world with pools that serve well or badly, and regions that tell one another of theirs.</summary>
    private static Scenario Learning(Scenario small) => small with
    {
        Regions = [new RegionSpec { Name = "north" }, new RegionSpec { Name = "south" }],
        Pools = [small.Pools[0], small.Pools[1] with { Region = "south", Pricing = new FixedPoolPricing() }],
        Quality = new QualitySpec(),
        Allocation = small.Allocation with { Learning = new LearningSpec { Epoch = 3, Memory = 6, Sample = 64, Form = "biased" }, Scope = new ScopeSpec { Kind = ScopeKind.Distributed, Tokens = 1, Period = 2 } },
    };

    private static SubsystemSpec Like(SubsystemSpec place, SubsystemSpec other) => place with
    {
        Name = other.Name, NetworkEffect = place is Place { HasNetworkEffect: true } ? 0.5 : 0, Uses = place is Place { MakesFromNothing: false } ? new Dictionary<string, double> { ["hat"] = 1 } : other.Uses, Needs = other.Needs, Reward = other.Reward, Fee = other.Fee, BurnShare = other.BurnShare, CrowdingCapacity = other.CrowdingCapacity, Makes = other.Makes,
    };

    private static void Fill(object kind, PropertyInfo key)
    {
        if (key.Name is "At" or "Until" or "When" or "NetworkEffect" or "Growth" || (key.GetValue(kind) is { } given && !given.Equals(0.0) && !given.Equals(0L) && !given.Equals(0))) return;
        object? value = (key.Name, key.PropertyType.Name) switch
        {
            ("Asset", _) => "ore",
            ("Pool", _) => "cloud",
            ("Key", _) => "money.transactionTax",
            ("To", "String") => "0.2",
            ("Rate", _) => 0.01,
            ("Below", "Int64") => 50_000L,
            ("To" or "By", _) => 0.5,
            ("Brackets", _) => new Bracket[] { new() { From = 0, Rate = 0.01 }, new() { From = 100, Rate = 0.05 } },
            (_, "Double") => Math.Min(20.0, key.GetCustomAttribute<KeyAttribute>()!.Max),
            (_, "Int64") => 50L,
            (_, "Int32") => 3,
            _ => null,
        };
        if (value is not null) key.SetValue(kind, value);
    }

    private static (MemorySink Rows, List<Economy.Core.Books.TickJournal> Journals, Economy.Core.Books.Ledger Ledger) Run(
        Scenario scenario, int threads, int cells, string policy = "proportional")
    {
        var (rows, book, world) = (new MemorySink(), new JournalBook(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, threads, cells);
        var simulator = new Simulator(world, stage, Allocators.Create(policy, new AllocationOptions()), rows, book, threads);
        simulator.Run();
        return (rows, book.Journals, simulator.Ledger);
    }
}
