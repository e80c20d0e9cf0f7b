using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>
/// Money of a subsystem's own: what it comes from, what it is for, and how the subsystem sets its fee and its places by it.
/// </summary>
public sealed record AccountSpec : IFitting
{
    [Key("Money it begins with, newly minted.", Unit = "minor units", Min = 0, Max = 1e15)]
    public long Endowment { get; init; }

    [Key("Share of its fees that it keeps. Of the rest burnShare is burnt, and the treasury gets what is left.", Min = 0, Max = 1,
        Changes = true)]
    public double KeepShare { get; init; } = 1;

    [Key("Share of its visitors' payments for compute that it takes over: 0, visitors pay all; 1, it pays all. What its account cannot bear falls back on the visitors, whose bids cover it.", Min = 0, Max = 1, Changes = true)]
    public double ComputeShare { get; init; }

    [Key("Who bids for the compute of its visitors. passed-on: they do, and it takes over computeShare of what they pay. own-account: it does, and they pay nothing for compute; for an hour it bids what the hour earns it, the kept share of the fee, and hourValue, and in all no more than it holds. Default: passed-on.")]
    public ComputePayer? Compute { get; init; }

    [Key("What an hour of service is worth to it beside what the hour earns it, in bids on its own account. Default: nothing.",
        Unit = "minor units per hour", Min = 0, Max = 1e12, Changes = true)]
    public double? HourValue { get; init; }

    [Key("Rent that it pays in every tick for each unit of an asset, by asset name, to the active participants who hold it as the tick begins, out of its money after fees; less for all alike where that does not go round. They value a unit at rent × δ/(1 − δ) for it, as the rent of the tick before was. Default: none.",
        Unit = "minor units per unit and tick", Min = 0, Max = 1e12)]
    public IReadOnlyDictionary<string, long>? Rent { get; init; }

    [Key("Grant of the treasury at the end of each tick, as far as the treasury has the money; subsystems are served in their order.",
        Unit = "minor units per tick", Min = 0, Max = 1e15, Changes = true)]
    public long Grant { get; init; }

    [Key("How it sets its fee and its places. A rule begins with those of the subsystem.")]
    public PricingSpec Pricing { get; init; } = new FixedPricing();

    [Key("When it opens and closes, by the calendar and by its money. Default: it is open for the whole run, whatever it holds.")]
    public LifeSpec? Life { get; init; }

    /// <summary>Share of its visitors' payments for compute that falls on it.</summary>
    public double CoveredShare => BidsItself ? 1 : ComputeShare;

    /// <summary>Whether it bids for its visitors' compute itself.</summary>
    public bool BidsItself => Compute == ComputePayer.OwnAccount;

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario)
    {
        if (BidsItself && ComputeShare > 0)
            yield return new("computeShare", "a place that bids on its own account pays for all of the compute", "computeShare: 0",
                "remove computeShare, or bid passed-on");
        if (!BidsItself && HourValue > 0)
            yield return new("hourValue", "it says what an hour is worth to a place that bids, and the visitors bid here", "no hourValue",
                "remove hourValue, or set compute: own-account");
    }
}

/// <summary>Who bids for the compute of a subsystem's visitors.</summary>
public enum ComputePayer
{
    /// <summary>The visitors.</summary>
    PassedOn,

    /// <summary>The subsystem.</summary>
    OwnAccount,
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
