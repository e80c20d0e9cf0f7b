using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Recommenders.Ads;
using Economy.World.Subsystems;

namespace Economy.World.Recommenders;

/// <summary>
/// Shows places, creators, goods or people. Who uses it (has a preference for it) sees in every tick as many of its slots as the service
/// of its last session there leaves, and what it looks at is in its view beside what it finds by itself (awareness) and hears of
/// (friends); the recommender itself always is. What the ranking has learnt is published as far as the compute of the tick's sessions was
/// served: the rest of the way stays as it was.
/// </summary>
[Kind("recommender", "shows participants places, creators, goods or people, ranked by a rule, as far as it wins the compute that its sessions need")]
public sealed record Recommender : Place, IFitting
{
    [Key("What it shows: places (subsystems), creators (those that make assets, with what they make), goods (assets) or people (others, with the places where they were in the tick before). What one looks at is in view. Where a recommender shows goods or creators, participants order only goods that they hold or have in view: found with chance awareness, heard of from friends who ordered them, or shown.")]
    public RankedItems Items { get; init; }

    [Key("Items that it shows a participant in a tick, at full service; 0, and it is there but shows nothing.", Unit = "items", Min = 0, Max = 100, Changes = true)]
    public int Slots { get; init; } = 3;

    [Key("Position bias: the slot in place r is looked at with probability r^−positionBias.", Min = 0, Max = 10, Changes = true)]
    public double PositionBias { get; init; }

    [Key("How it ranks them.")]
    public RankingSpec Ranking { get; init; } = new RandomRanking();

    [Key("Chance that a slot is filled with any item instead, each as likely as the other.", Min = 0, Max = 1, Changes = true)]
    public double Exploration { get; init; }

    [Key("Part of its weight that an item loses for each item of its kind that has been shown above it: subsystems of a kind, goods of a maker, people of a type.",
        Min = 0, Max = 1, Changes = true)]
    public double Diversity { get; init; }

    [Key("Slots that are sold. It needs an account to be paid into. Default: none.")]
    public AdvertisingSpec? Advertising { get; init; }

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario)
    {
        var isEmpty = Items == RankedItems.Goods && scenario.Assets.Count == 0
            || Items == RankedItems.Creators && scenario.Subsystems.All(s => s.Makes.Count == 0);
        if (isEmpty)
            yield return new Misfit("items", "there is nothing of that to show", "what the scenario has: places, or people",
                "show something else, or add assets and subsystems that make them");
        if (Items == RankedItems.People && Ranking is PageRankRanking)
            yield return new Misfit("ranking", $"{Ranking.Kind} does not rank people", "attention, popular, random or retrieval",
                "choose one of these");
        if (Advertising is not { } ads) yield break;
        if (Account is null)
            yield return new Misfit("advertising", "a recommender without an account cannot be paid", "an account beside it",
                "add account: {}");
        if (ads.Slots > Slots)
            yield return new Misfit("advertising.slots", $"{ads.Slots} slots cannot be sold of {Slots}", $"at most {Slots}",
                "sell fewer, or show more slots");
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var c = 0; c < ads.Campaigns.Count; c++)
        {
            var name = ads.Campaigns[c].Advertiser;
            var canPay = name != Name && scenario.Subsystems.Any(s => s.Name == name && s.Account is not null);
            if (canPay && known.Add(name)) continue;
            yield return new Misfit($"advertising.campaigns.{c}.advertiser",
                canPay ? $"'{name}' has a campaign already" : $"'{name}' is no other subsystem with an account", "the name of one, once",
                "correct the name, or give that subsystem an account");
        }
    }
}
