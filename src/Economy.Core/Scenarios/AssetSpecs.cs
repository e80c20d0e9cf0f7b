using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>A good or item that participants hold.</summary>
public sealed record AssetSpec
{
    [Key("Name of the asset. Not currency.")]
    public required string Name { get; init; }

    [Key("Utility of the first unit held; a further unit is worth value / (1 + held/satiation).", Unit = "utils", Min = 0, Max = 1e9)]
    public double Value { get; init; } = 1;

    [Key("Units held at which the utility of one more has halved.", Unit = "units", Min = 0.01, Max = 1e9)]
    public double Satiation { get; init; } = 4;

    [Key("Part of the units held that is used up in a tick, unit by unit; fractions are drawn. A unit that is used up yields value.",
        Unit = "per tick", Min = 0, Max = 1)]
    public double Wear { get; init; }

    [Key("Utility per tick of the first unit held, of a further one yield / (1 + held/satiation): what a durable is for. Holders value a unit at yield × δ/(1 − δ), δ being their discountFactor × (1 − wear), beside value and rent. Default: none.",
        Unit = "utils per tick", Min = 0, Max = 1e9)]
    public double? Yield { get; init; }

    [Key("Price at which holdings are valued until the first sale, in a market or in limited issue.", Unit = "minor units", Min = 0,
        Max = 1e12)]
    public long InitialPrice { get; init; } = 1;
}

/// <summary>
/// Units of an asset in limited issue: land plots, item drops. Allocated by the policy that shares out compute, as one more pool.
/// </summary>
public sealed record IssueSpec
{
    [Key("Name of the issue: its pool in allocation.csv, its provider in the books. Not that of a pool.")]
    public required string Name { get; init; }

    [Key("The asset issued.")]
    public required string Asset { get; init; }

    [Key("Units issued at a time; each goes whole to one buyer, newly minted, and what nobody takes lapses.", Unit = "units", Min = 1,
        Max = 1_000_000, Changes = true)]
    public required int Quantity { get; init; }

    [Key("Tick of the first issue.", Unit = "tick", Min = 1, Max = 1_000_000)]
    public int First { get; init; } = 1;

    [Key("Ticks from one issue to the next. Default: there is only one.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int? Every { get; init; }

    [Key("Participant types that may ask. Default: all.")]
    public IReadOnlyList<string>? Buyers { get; init; }

    [Key("Most units that a participant asks for in one issue.", Unit = "units", Min = 1, Max = 100, Changes = true)]
    public int PerBuyer { get; init; } = 1;

    [Key("Reserve price: nobody pays less for a unit, and policies that find no prices charge this.", Unit = "minor units per unit",
        Min = 0, Max = 1e12, Changes = true)]
    public long Price { get; init; }

    [Key("Participant type that receives the proceeds, in equal parts. Default: the treasury.")]
    public string? Owner { get; init; }
}

/// <summary>A market of one asset. How it clears is its kind's.</summary>
[Family("a market", Key = "mechanism", Default = "call-auction")]
public abstract record MarketSpec
{
    [Key("The asset traded. One market for an asset.")]
    public required string Asset { get; init; }

    [Key("How the market clears; a kind may bring further keys.")]
    public string Mechanism => KindRegistry.NameOf(this);

    [Key("Largest order.", Unit = "units", Min = 1, Max = 1e9)]
    public int LotSize { get; init; } = 1;

    [Key("Whether it takes no orders; those that rest in its book stay there. Default: it is open.", Changes = true)]
    public bool? Closed { get; init; }

    /// <summary>Whether all that it sells in a tick goes at one price.</summary>
    public virtual bool SellsAtOnePrice => false;
}

/// <summary>Random pairwise exchange of money.</summary>
public sealed record EncounterSpec
{
    [Key("none, or uniform-split: every participant meets one other and the pair's money is split uniformly (kinetic exchange, Drăgulescu and Yakovenko 2000).")]
    public EncounterRule Rule { get; init; } = EncounterRule.None;
}

/// <summary>Rules of pairwise exchange.</summary>
public enum EncounterRule
{
    /// <summary>No encounters.</summary>
    None,

    /// <summary>One of the pair receives a uniform integer in 0…T of the pair's total T, the other the rest.</summary>
    UniformSplit,
}
