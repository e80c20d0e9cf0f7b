using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>
/// Money of a subsystem's own: what it comes from, what it is for, and how the subsystem sets its fee and its places by it.
/// </summary>
public sealed record AccountSpec
{
    [Key("Money it begins with, newly minted.", Unit = "minor units", Min = 0, Max = 1e15)]
    public long Endowment { get; init; }

    [Key("Share of its fees that it keeps. Of the rest burnShare is burnt, and the treasury gets what is left.", Min = 0, Max = 1,
        Changes = true)]
    public double KeepShare { get; init; } = 1;

    [Key("Share of its visitors' payments for compute that it takes over: 0, visitors pay all; 1, it pays all. What its account cannot bear falls back on the visitors, whose bids cover it.", Min = 0, Max = 1, Changes = true)]
    public double ComputeShare { get; init; }

    [Key("Rent that it pays in every tick for each unit of an asset, by asset name, to the active participants who hold it as the tick begins, out of its money after fees; less for all alike where that does not go round. They value a unit at rent × δ/(1 − δ) for it, as the rent of the tick before was. Default: none.",
        Unit = "minor units per unit and tick", Min = 0, Max = 1e12)]
    public IReadOnlyDictionary<string, long>? Rent { get; init; }

    [Key("Grant of the treasury at the end of each tick, as far as the treasury has the money; subsystems are served in their order.",
        Unit = "minor units per tick", Min = 0, Max = 1e15, Changes = true)]
    public long Grant { get; init; }

    [Key("How it sets its fee and its places. A rule begins with those of the subsystem.")]
    public PricingSpec Pricing { get; init; } = new FixedPricing();
}

/// <summary>A rule by which a subsystem sets its fee or its places. What it does is its kind's.</summary>
[Family("a pricing rule", Default = "fixed", AsWord = true)]
public abstract record PricingSpec
{
    [Key("How fee and places are set; a kind may bring further keys, and its bare name stands for it with all of them at their defaults.")]
    public string Kind => KindRegistry.NameOf(this);
}

/// <summary>Fee and places are what the scenario states.</summary>
[Kind("fixed", "fee and places are what the subsystem states")]
public sealed record FixedPricing : PricingSpec;
