using Economy.World.Subsystems;
using Economy.World.Recommenders;
using Economy.World.Recommenders.Ads;
using Economy.World.Markets;
using Economy.World.Behaviours;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Tests.World;

/// <summary>Keeps every row in memory.</summary>
internal sealed class MemorySink : IRunSink
{
    private readonly Dictionary<Type, System.Collections.IList> tables = [];

    public IReadOnlyList<TRow> Rows<TRow>() => tables.TryGetValue(typeof(TRow), out var rows) ? (List<TRow>)rows : [];

    public IEnumerable<object> Of(Type row) => tables.TryGetValue(row, out var rows) ? rows.Cast<object>() : [];

    public int Count(Type row) => tables.TryGetValue(row, out var rows) ? rows.Count : 0;

    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        if (!tables.TryGetValue(typeof(TRow), out var rows)) tables[typeof(TRow)] = rows = new List<TRow>();
        rows.Add(row);
    }

    /// <summary>All tables but one.</summary>
    public MemorySink Without<TRow>() => Without(typeof(TRow));

    /// <summary>The same.</summary>
    public MemorySink Without(Type table)
    {
        var others = new MemorySink();
        foreach (var (row, rows) in tables) if (row != table) others.tables[row] = rows;
        return others;
    }

    /// <summary>Every row of every table as text, for comparing whole runs.</summary>
    public string Transcript() => Transcript(this);

    /// <summary>The same of a run that was done in parts.</summary>
    public static string Transcript(params MemorySink[] parts) => string.Join('\n', parts.SelectMany(p => p.tables)
        .OrderBy(t => t.Key.FullName, StringComparer.Ordinal).SelectMany(t => t.Value.Cast<object>()).Select(row => row.ToString()!));
}

/// <summary>Keeps every journal.</summary>
internal sealed class JournalBook : IJournalSink
{
    public List<TickJournal> Journals { get; } = [];

    public void Accept(TickJournal journal) => Journals.Add(journal);
}

/// <summary>A small world in which every mechanism of a tick is at work.</summary>
internal static class Worlds
{
    /// <summary>The small world with a desk before a line in the place of its game.</summary>
    public static Scenario WithDesk()
    {
        var small = Small();
        var desk = new ServiceDesk { Name = "game", Needs = new() { Cpu = 2 }, Fee = 7, Assistants = 1, Work = 900, Patience = 1800, ComplaintShare = 0.5 };
        return small with { Subsystems = [desk, .. small.Subsystems.Skip(1)] };
    }

    /// <summary>
    /// The small world with places in which much is under way between ticks: visits in a line, teams in their projects, parties, goods that are not
    /// delivered yet, and a desk that pays staff, goes bankrupt and returns.
    /// </summary>
    public static Scenario Living(ulong seed = 1)
    {
        var small = Small(seed);
        SubsystemSpec[] places =
        [
            new ServiceDesk
            {
                Name = "game", Needs = new() { Cpu = 2 }, Fee = 30, Staff = 2, Assistants = 1, Work = 1800, Patience = 3600, ComplaintShare = 0.5,
                Account = new() { Endowment = 100, Compute = ComputePayer.OwnAccount, Life = new() { Below = 1_000_000, Patience = 2, Again = 1, Leftovers = LeftoverRule.Visitors } },
            },
            new Social { Name = "social", Needs = new() { Cpu = 1 }, ReputationSpeed = 0.2, Groups = new() { Count = 4 } },
            small.Subsystems[2], (Workshop)small.Subsystems[3] with { LeadTime = 3 },
            new Projects { Name = "teams", Needs = new() { Cpu = 1 }, Team = 2, Stages = [new() { Name = "plan", Work = 0.2 }, new() { Name = "build", Work = 0.5, Needs = 2 }], GivesUp = 14_400, Partial = 0.5 },
            new Workplace { Name = "job", Employer = "game", Wage = 20 },
            new Game { Name = "arena", Needs = new() { Cpu = 1 }, Reward = 20, Matches = new() { Party = 3 }, Season = new() { Ticks = 4, Keep = 0.5, Fade = 0.1 } },
        ];
        return small with
        {
            Subsystems = places,
            Population = small.Population with
            {
                Types = [.. small.Population.Types.Select(t => t with { Preferences = new Dictionary<string, double>(t.Preferences) { ["teams"] = 1, ["job"] = 0.3, ["arena"] = 0.8 }, Mood = new(), Assistant = new() { Rate = 0.3 } })],
            },
        };
    }

    /// <summary>The living world with a club that comes later, and a feed that both sells slots and closes before the end.</summary>
    public static Scenario Alive()
    {
        var living = Living();
        var ads = new AdvertisingSpec
        {
            Slots = 2, Auction = new GeneralisedSecondPrice(), Reserve = 2, ClickRate = 0.9, Window = 4,
            Campaigns = [new CampaignSpec { Advertiser = "club", Bid = 9, Budget = 300 }, new CampaignSpec { Advertiser = "game", Bid = 7, Budget = 200 }],
        };
        return living with
        {
            Subsystems =
            [
                .. living.Subsystems,
                new Social { Name = "club", Needs = new() { Cpu = 1 }, Fee = 10, Account = new() { Endowment = 2000, Life = new() { From = 3 } } },
                new Recommender { Name = "feed", Needs = new() { Cpu = 1 }, Slots = 3, Ranking = new RandomRanking(), Advertising = ads, Account = new() { Life = new() { Until = 9 } } },
            ],
            Population = living.Population with
            {
                Types = [.. living.Population.Types.Select(t => t with { Preferences = new Dictionary<string, double>(t.Preferences) { ["club"] = 1, ["feed"] = 1 } })],
            },
        };
    }

    public static Scenario Small(ulong seed = 1) => new()
    {
        Name = "small",
        Seed = seed,
        Ticks = 12,
        Chain = "none",
        Population = new PopulationSpec
        {
            EntryRate = 1, EntryRoom = 8, ChurnRate = 0.01,
            Types =
            [
                new ParticipantTypeSpec
                {
                    Name = "player", Count = 60, Wealth = new() { Distribution = WealthDistribution.Pareto, Mean = 20_000, Shape = 1.5 },
                    Attention = 2400, AttentionDispersion = 0.3, PreferenceDispersion = 0.5, Awareness = 0.9, Upkeep = 3,
                    Preferences = new Dictionary<string, double> { ["game"] = 1, ["social"] = 0.6, ["market"] = 0.5, ["forge"] = 0.4 },
                    Trading = new ReservationPrice(), OrderRate = 2, ExpectationSpeed = 0.3,
                },
                new ParticipantTypeSpec
                {
                    Name = "trader", Count = 30, Wealth = new() { Distribution = WealthDistribution.Lognormal, Mean = 60_000, Shape = 1 },
                    Holdings = new Dictionary<string, long> { ["ore"] = 10 }, PreferenceDispersion = 0.5,
                    Preferences = new Dictionary<string, double> { ["market"] = 1.5, ["social"] = 0.2 },
                    Trading = new ZeroIntelligence(), OrderRate = 4,
                },
                new ParticipantTypeSpec
                {
                    Name = "owner", Count = 10, Wealth = new() { Distribution = WealthDistribution.Exponential, Mean = 200_000 }, JobWeight = 1,
                    Preferences = new Dictionary<string, double> { ["social"] = 0.5 },
                },
            ],
        },
        Subsystems =
        [
            new Game
            {
                Name = "game", Needs = new() { Cpu = 2, Gpu = 0.1 }, Reward = 60, Fee = 7, BurnShare = 0.3,
                CrowdingCapacity = 90, Makes = new Dictionary<string, double> { ["ore"] = 2 },
            },
            new Social
            {
                Name = "social", Needs = new() { Cpu = 1 }, Fee = 2, NetworkEffect = 0.5, Places = 40,
                Account = new() { Endowment = 500, KeepShare = 0.5, ComputeShare = 0.5, Grant = 20, Pricing = new BreakEven(), Rent = new Dictionary<string, long> { ["hat"] = 1 } },
            },
            new Marketplace { Name = "market", Needs = new() { Cpu = 0.5 } },
            new Workshop
            {
                Name = "forge", Needs = new() { Cpu = 1, Gpu = 0.2 }, Fee = 5,
                Uses = new Dictionary<string, double> { ["ore"] = 3 }, Makes = new Dictionary<string, double> { ["hat"] = 1 },
            },
        ],
        Pools =
        [
            new PoolSpec { Name = "edge", Capacity = new() { Cpu = 40 }, Price = new() { Cpu = 20 }, Owner = "owner" },
            new PoolSpec { Name = "cloud", Capacity = new() { Cpu = 20, Gpu = 3 }, Price = new() { Cpu = 25, Gpu = 300 } },
        ],
        Issues = [new IssueSpec { Name = "drop", Asset = "hat", Quantity = 5, First = 2, Every = 3, PerBuyer = 2, Price = 40, Buyers = ["player", "trader"], Owner = "owner" }],
        Assets = [new AssetSpec { Name = "ore", Value = 0.1, Wear = 0.05, InitialPrice = 100 }, new AssetSpec { Name = "hat", Value = 0.5, Wear = 0.01, Yield = 0.002, InitialPrice = 500 }],
        Markets = [new CallAuction { Asset = "ore", LotSize = 3 }, new CallAuction { Asset = "hat" }],
        Money = new MoneySpec { TransactionTax = 0.03, WealthTax = 0.001, WealthTaxExemption = 50_000, TreasuryPayout = 0.1, SupplyTarget = 0, RampIn = 1, RampOut = 0.001 },
    };
}
