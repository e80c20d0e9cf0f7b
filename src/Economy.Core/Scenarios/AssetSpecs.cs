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

    [Key("Probability that a holder uses up one unit in a tick.", Unit = "per tick", Min = 0, Max = 1)]
    public double Wear { get; init; }

    [Key("Price at which holdings are valued until the first trade.", Unit = "minor units", Min = 0, Max = 1e12)]
    public long InitialPrice { get; init; } = 1;
}

/// <summary>A market of one asset.</summary>
public sealed record MarketSpec
{
    [Key("The asset traded. One market for an asset.")]
    public required string Asset { get; init; }

    [Key("How the market clears.")]
    public MarketMechanism Mechanism { get; init; } = MarketMechanism.CallAuction;

    [Key("Largest order.", Unit = "units", Min = 1, Max = 1e9)]
    public int LotSize { get; init; } = 1;
}

/// <summary>Market mechanisms.</summary>
public enum MarketMechanism
{
    /// <summary>All orders of a tick clear at one price that maximises volume.</summary>
    CallAuction,
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
