using Economy.Attention.Model;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World.Behaviours;
using Economy.World.Demand;
using Economy.World.Interventions;
using Economy.World.Money;
using Economy.World.Quality;
using Economy.World.Recommenders;
using Economy.World.Recommenders.Ads;
using Economy.World.Subsystems;

namespace Economy.World;

/// <summary>A scenario with every name resolved to a row: what stays fixed while a run goes on.</summary>
public sealed class WorldModel
{
    private readonly bool isReseeded;

    static WorldModel() => WorldKinds.Register();

    /// <param name="scenario">What the world is like. Its names must resolve: a scenario that was read from a file has been
    /// checked.</param>
    /// <param name="demand">Where jobs come from; null where there are none.</param>
    /// <param name="tracePools">Pools that come with the jobs, after the scenario's own.</param>
    /// <param name="model">What the allocator knows of quality from the start; null where it knows nothing.</param>
    public WorldModel(Scenario scenario, IDemandSource? demand = null, IReadOnlyList<Pool>? tracePools = null, AttentionModel? model = null)
    {
        IReadOnlyList<Pool> pools = [.. scenario.Pools.Select(Pool.Of), .. tracePools ?? []];
        Scenario = scenario;
        isReseeded = scenario.Calendar?.Any(entry => entry is Reseed) ?? false;
        Pools = pools;
        Demand = demand;
        Model = model;
        Types = [.. scenario.Population.Types];
        Subsystems = [.. scenario.Subsystems];
        Assets = [.. scenario.Assets];
        InitialParticipants = Types.Sum(t => t.Count);
        EntryType = scenario.Population.EntryType is { } entering ? TypeRow(entering) : 0;
        TypeOf = RowTypes(scenario.Population, EntryType);
        Issues = [.. (scenario.Issues ?? []).Select(IssueOf)];
        Chart = new ChartOfAccounts([.. Subsystems.Select(s => s.Name)], [.. pools.Select(p => p.Name), .. Issues.Select(i => i.Spec.Name)],
            [.. Types.Select(t => t.Name)], TypeOf);
        Employer = [.. Subsystems.Select(s => s is Place { WorksFor: { } name } ? Row(Subsystems, o => o.Name, name, "subsystem") : -1)];
        Recipes = [.. Subsystems.Select(RecipeOf)];
        Preferences = [.. Types.Select(PreferencesOf)];
        Recommenders = [.. Enumerable.Range(0, Subsystems.Length).Where(k => Subsystems[k] is Recommender)];
        Catalogues = [.. Recommenders.Select(k => Catalogue.Of(this, k))];
        Campaigns = [.. Recommenders.SelectMany(CampaignsOf)];
        HasShown = Recommenders.Length > 0 || Array.Exists(Types, t => t.Friends > 0);
        Geography = new Geography(scenario, pools, TypeOf);
        Quality = scenario.Quality is { } quality ? new ServiceQuality(this, quality) : null;
    }

    /// <summary>The scenario the world was made from.</summary>
    public Scenario Scenario { get; }

    /// <summary>Whose accounts they are.</summary>
    public ChartOfAccounts Chart { get; }

    /// <summary>Compute pools: the scenario's, then those of the trace.</summary>
    public IReadOnlyList<Pool> Pools { get; }

    /// <summary>Where jobs come from; null where there are none.</summary>
    public IDemandSource? Demand { get; }

    /// <summary>Participant types, by row.</summary>
    public ParticipantTypeSpec[] Types { get; }

    /// <summary>Bytes that a participant remembers of each market: as many as the behaviour that remembers most.</summary>
    internal int MemoryBytes => Types.Max(t => (t.Trading as IBehaviour)?.MemoryBytes ?? 0);

    /// <summary>Subsystems, by row.</summary>
    public SubsystemSpec[] Subsystems { get; }

    /// <summary>Assets, by row; asset a is token a + 1.</summary>
    public AssetSpec[] Assets { get; }

    /// <summary>Row of the type of those who enter by <c>population.entryRate</c>.</summary>
    public int EntryType { get; }

    /// <summary>Whether participants of some type have a reason to leave, and so expectations.</summary>
    internal bool HasExits => Array.Exists(Types, t => t.Exit is not null);

    /// <summary>Participants there are at the start; higher numbers enter later.</summary>
    public int InitialParticipants { get; }

    /// <summary>Participants, those yet to enter included.</summary>
    public int Participants => TypeOf.Length;

    /// <summary>Row of every participant's type.</summary>
    public byte[] TypeOf { get; }

    /// <summary>Where participants and pools are.</summary>
    public Geography Geography { get; }

    /// <summary>How well pools serve tasks; null where all serve alike.</summary>
    public ServiceQuality? Quality { get; }

    /// <summary>
    /// What the allocator knows of quality from the start; null where it knows nothing. Of the schema
    /// <see cref="Learn.ObservedFeatures.SchemaOf"/>.
    /// </summary>
    public AttentionModel? Model { get; }

    /// <summary>Seed of every random stream.</summary>
    public ulong Seed => Scenario.Seed;

    /// <summary>Seed of what is drawn in a tick: the scenario's, unless the calendar has another.</summary>
    public ulong SeedAt(int tick) => isReseeded ? Reseed.Of(Scenario, tick) : Scenario.Seed;

    /// <summary>What changes while a run goes on, by entry.</summary>
    public IReadOnlyList<InterventionSpec> Calendar => Scenario.Calendar ?? [];

    /// <summary>Seed of the random streams that make the participants: traits, regions, endowments.</summary>
    public ulong PopulationSeed => Scenario.Population.Seed ?? Scenario.Seed;

    /// <summary>Length of a tick in seconds.</summary>
    public int TickSeconds => Scenario.TickSeconds;

    /// <summary>Whether block space is scarce.</summary>
    public bool HasBlocks => Scenario.Frictions is not null;

    /// <summary>Whether somebody asks who paid whom.</summary>
    public bool SeesCounterparties => Scenario.Output.Observers?.Any(o => o.SeesCounterparties) ?? false;

    /// <summary>Whether somebody asks how attention is spread.</summary>
    public bool SeesFocus => Scenario.Output.Observers?.Any(o => o.SeesFocus) ?? false;

    /// <summary>Whether somebody asks what was shown to participants.</summary>
    public bool SeesShown => Scenario.Output.Observers?.Any(o => o.SeesShown) ?? false;

    /// <summary>Rows of the subsystems that show others.</summary>
    public int[] Recommenders { get; }

    /// <summary>What each recommender shows, by recommender.</summary>
    public IReadOnlyList<Catalogue> Catalogues { get; }

    /// <summary>What the recommender in a row of the subsystems shows.</summary>
    public Catalogue CatalogueOf(int subsystem) => Catalogues[Array.IndexOf(Recommenders, subsystem)];

    /// <summary>Whether participants order only goods that they hold or have in view.</summary>
    internal bool HidesGoods => Catalogues.Any(c => c.Items is RankedItems.Goods or RankedItems.Creators);

    /// <summary>Whether participants are shown one another.</summary>
    internal bool ShowsPeople => Catalogues.Any(c => c.Items == RankedItems.People);

    /// <summary>Campaigns of those who advertise, by recommender.</summary>
    public IReadOnlyList<Campaign> Campaigns { get; }

    /// <summary>Whether participants may learn of places from recommenders or friends.</summary>
    internal bool HasShown { get; }

    /// <summary>Whether the treasury may demand compute.</summary>
    public bool HasPublicCompute => Scenario.Levies?.Any(l => l is ILevy { DemandsCompute: true }) ?? false;

    /// <summary>How compute is shared out.</summary>
    public AllocationSpec Allocation => Scenario.Allocation;

    /// <summary>Markets, by row.</summary>
    public IReadOnlyList<MarketSpec> Markets => Scenario.Markets;

    /// <summary>Length of a tick in hours.</summary>
    public double TickHours => Scenario.TickSeconds / 3600.0;

    /// <summary>Assets in limited issue, by row; issue i is pool m + i of an allocation.</summary>
    public IReadOnlyList<Issue> Issues { get; }

    /// <summary>Row of the subsystem that attention in each is work for; −1 where it is none.</summary>
    internal int[] Employer { get; }

    internal Recipe[] Recipes { get; }

    internal double[][] Preferences { get; }

    /// <summary>Row of an asset, by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public int AssetRow(string name) => Row(Assets, a => a.Name, name, "asset");

    /// <summary>The token of the asset in a row.</summary>
    public static TokenId Token(int asset) => new(checked((short)(asset + 1)));

    /// <summary>Name of a token for tables: <c>currency</c>, or the asset's name.</summary>
    public string TokenName(TokenId token) => token == TokenId.Currency ? "currency" : Assets[token.Value - 1].Name;

    /// <summary>Row of a participant type, by its name.</summary>
    internal int TypeRow(string name) => Row(Types, t => t.Name, name, "participant type");

    private Issue IssueOf(IssueSpec spec) =>
        new(spec, AssetRow(spec.Asset), [.. Types.Select(t => spec.Buyers?.Contains(t.Name) ?? true)]);

    private Recipe RecipeOf(SubsystemSpec place)
    {
        var (makes, uses) = (Rates(place.Makes), Rates(place.Uses));
        var makesNothing = place is Place { MakesFromNothing: false } && uses.Sum() == 0;
        return new(makesNothing ? new double[makes.Length] : makes, uses) { Lead = (place as Place)?.Lead ?? 0 };
    }

    private IEnumerable<Campaign> CampaignsOf(int recommender) =>
        (((Recommender)Subsystems[recommender]).Advertising?.Campaigns ?? [])
            .Select((c, n) => new Campaign(recommender, n, Row(Subsystems, s => s.Name, c.Advertiser, "subsystem")));

    private double[] Rates(IReadOnlyDictionary<string, double> perHour)
    {
        foreach (var name in perHour.Keys) AssetRow(name);
        return [.. Assets.Select(a => perHour.GetValueOrDefault(a.Name))];
    }

    private double[] PreferencesOf(ParticipantTypeSpec type)
    {
        foreach (var name in type.Preferences.Keys) Row(Subsystems, s => s.Name, name, "subsystem");
        foreach (var name in type.Holdings.Keys) AssetRow(name);
        return [.. Subsystems.Select(s => type.Preferences.GetValueOrDefault(s.Name))];
    }

    private static int Row<T>(T[] rows, Func<T, string> nameOf, string name, string what) =>
        Array.FindIndex(rows, r => nameOf(r) == name) is >= 0 and var row ? row
            : throw new ArgumentException($"The scenario has no {what} '{name}'.", nameof(name));

    /// <summary>By account: those at the start type by type, the common room for entrants, then the types' own.</summary>
    private static byte[] RowTypes(PopulationSpec population, int entryType)
    {
        var rows = new List<byte>();
        for (var t = 0; t < population.Types.Count; t++) rows.AddRange(Enumerable.Repeat(checked((byte)t), population.Types[t].Count));
        rows.AddRange(Enumerable.Repeat(checked((byte)entryType), population.EntryRoom));
        for (var t = 0; t < population.Types.Count; t++)
            rows.AddRange(Enumerable.Repeat(checked((byte)t), population.Types[t].Entry?.Room ?? 0));
        return [.. rows];
    }
}

/// <summary>What an hour of served activity makes and uses up, in units by asset row.</summary>
internal sealed record Recipe(double[] Makes, double[] Uses)
{
    public bool IsEmpty => Array.TrueForAll(Makes, m => m == 0);

    /// <summary>Ticks after which what is made is delivered.</summary>
    public int Lead { get; init; }

    public bool UsesAny { get; } = Array.Exists(Uses, u => u > 0);
}
