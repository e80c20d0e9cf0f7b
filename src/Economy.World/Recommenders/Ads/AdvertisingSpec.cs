using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Recommenders.Ads;

/// <summary>Slots of a recommender that are sold.</summary>
public sealed record AdvertisingSpec
{
    [Key("Slots that are sold, the first ones of those that the recommender has.", Unit = "places", Min = 1, Max = 100, Changes = true)]
    public int Slots { get; init; } = 1;

    [Key("How they are sold, once a tick, to the greatest bids for a click.")]
    public AuctionSpec Auction { get; init; } = new GeneralisedSecondPrice();

    [Key("Least price of a click. Who bids less is not shown.", Unit = "minor units per click", Min = 0, Max = 1e12, Changes = true)]
    public long Reserve { get; init; }

    [Key("Chance that somebody clicks who looks at a place that it is sure to like. One looks at slot r with probability r^−positionBias, and likes the place with probability 1/(1 + exp(−v/θ)): its taste v for it against its informationCost θ, as in a choice between the place and going on.",
        Min = 0, Max = 1, Changes = true)]
    public double ClickRate { get; init; } = 1;

    [Key("Ticks that a campaign's budget is for; then it has a new one.", Unit = "ticks", Min = 1, Max = 1e6)]
    public int Window { get; init; } = 24;

    [Key("Pace of multiplicative pacing (Balseiro and Gur 2019): a campaign bids bid/(1 + μ), and after a tick μ grows by pacing × (spent/planned − 1), planned being the budget over the ticks of the window, and is never below 0. Default: campaigns bid alike until their budget is spent.",
        Min = 0, Max = 10, Changes = true)]
    public double Pacing { get; init; }

    [Key("Who advertises.", NotEmpty = true)]
    public required IReadOnlyList<CampaignSpec> Campaigns { get; init; }
}

/// <summary>A subsystem that advertises itself.</summary>
public sealed record CampaignSpec
{
    [Key("Subsystem that is shown, and pays out of its account.")]
    public required string Advertiser { get; init; }

    [Key("What it bids for a click; never more than what is left of its budget and in its account.", Unit = "minor units per click", Min = 0,
        Max = 1e12, Changes = true)]
    public long Bid { get; init; }

    [Key("The most that it pays in a window. Clicks beyond it, or beyond what the account holds after compute and rents, cost nothing.", Unit = "minor units per window", Min = 0, Max = 1e15, Changes = true)]
    public long Budget { get; init; } = 1_000_000_000;
}
