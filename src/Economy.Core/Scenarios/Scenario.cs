using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>A whole world and how long to run it. Amounts of money are minor units, quantities of assets whole units.</summary>
public sealed record Scenario
{
    [Key("Name of the run and of its folder under runs/: letters, digits, -, _ and points.")]
    public required string Name { get; init; }

    [Key("What the scenario is for, in a sentence or two.")]
    public string Description { get; init; } = "";

    [Key("Seed of every random stream. The same seed and scenario give the same digests.", Min = 0)]
    public ulong Seed { get; init; } = 1;

    [Key("Number of ticks to simulate.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public required int Ticks { get; init; }

    [Key("Length of a tick.", Unit = "seconds", Min = 1, Max = 31_536_000)]
    public int TickSeconds { get; init; } = 3600;

    [Key("Where the books are settled: hardhat (started and stopped by the run), anvil, none (books only), or the http(s) URL of a local node.", Words = ["hardhat", "anvil", "none"], OrUrl = true)]
    public string Chain { get; init; } = "hardhat";

    [Key("Who takes part.")]
    public required PopulationSpec Population { get; init; }

    [Key("Where attention can be spent. At most 16.")]
    public IReadOnlyList<SubsystemSpec> Subsystems { get; init; } = [];

    [Key("Regions in which participants live and pools stand, and how far apart they are. At most 32. Default: one place, no distance.")]
    public IReadOnlyList<RegionSpec>? Regions { get; init; }

    [Key("Compute on offer. At most 64 pools.")]
    public IReadOnlyList<PoolSpec> Pools { get; init; } = [];

    [Key("Where compute jobs come from, beside the sessions that activities need.")]
    public DemandSpec Demand { get; init; } = new();

    [Key("How compute is shared out.")]
    public AllocationSpec Allocation { get; init; } = new();

    [Key("How well a task is served at a pool: known to the world, not to the allocator. Default: equally well everywhere.")]
    public QualitySpec? Quality { get; init; }

    [Key("Goods and items beside the currency. At most 32.")]
    public IReadOnlyList<AssetSpec> Assets { get; init; } = [];

    [Key("Assets in limited issue, such as land plots and item drops. At most 64 pools and issues together.")]
    public IReadOnlyList<IssueSpec>? Issues { get; init; }

    [Key("Where assets are traded.")]
    public IReadOnlyList<MarketSpec> Markets { get; init; } = [];

    [Key("Taxes, treasury and the supply of money.")]
    public MoneySpec Money { get; init; } = new();

    [Key("Further levies and transfers, beside those of the section money; claimed in this order after them.")]
    public IReadOnlyList<LevySpec>? Levies { get; init; }

    [Key("What changes while the run goes on: every entry at its tick, over its window, or on its condition.")]
    public IReadOnlyList<InterventionSpec>? Calendar { get; init; }

    [Key("Conditions on which the run ends early; the first that holds does.")]
    public IReadOnlyList<StopSpec>? Stop { get; init; }

    [Key("Random pairwise exchange of money between participants.")]
    public EncounterSpec Encounters { get; init; } = new();

    [Key("How the journal reaches the chain.")]
    public SettlementSpec Settlement { get; init; } = new();

    [Key("Scarce block space that market trades compete and pay for, in the books: only these are transactions that participants send of themselves; fees, taxes, wages and payments for tasks are postings of the platform, which settles them in bulk. Modes batch and per-trade send the chain the same blocks; netted sends net changes, and there the blocks are in the books alone. Default: block space is free and without end.")]
    public FrictionSpec? Frictions { get; init; }

    [Key("What the run writes.")]
    public OutputSpec Output { get; init; } = new();
}
