namespace Economy.World.Recommenders.Ads;

/// <summary>A campaign, its names resolved to rows.</summary>
/// <param name="Recommender">Row of the recommender among the subsystems.</param>
/// <param name="Number">Row among the campaigns of the recommender.</param>
/// <param name="Advertiser">Row of the advertiser among the subsystems.</param>
public sealed record Campaign(int Recommender, int Number, int Advertiser);

/// <summary>A slot of a recommender that is sold for a tick. Those of a recommender follow one another, the first slot first.</summary>
/// <param name="Campaign">Row of the campaign among the world's.</param>
/// <param name="Price">Price of a click, minor units.</param>
/// <param name="Bid">What was bid for it, minor units a click.</param>
public readonly record struct AdSlot(int Campaign, long Price, long Bid);

/// <summary>Somebody clicked on what a campaign shows.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Campaign">Row of the campaign among the world's.</param>
public readonly record struct Click(int Participant, int Campaign);
