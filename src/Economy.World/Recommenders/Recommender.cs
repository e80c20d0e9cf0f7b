using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Recommenders.Ads;
using Economy.World.Subsystems;

namespace Economy.World.Recommenders;

/// <summary>
/// Shows other places. Who uses it (has a preference for it) sees in every tick as many of its slots as the service of its last session there
/// leaves, and what it looks at is in its view beside what it finds by itself (awareness) and hears of (friends); the recommender itself
/// always is. What the ranking has learnt is published as far as the compute of the tick's sessions was served: the rest of the way stays as
/// it was.
/// </summary>
[Kind("recommender", "shows participants other places, ranked by a rule, as far as it wins the compute that its sessions need")]
public sealed record Recommender : Place, IFitting
{
    [Key("Places that it shows a participant in a tick, at full service.", Unit = "places", Min = 1, Max = 100, Changes = true)]
    public int Slots { get; init; } = 3;

    [Key("Position bias: the slot in place r is looked at with probability r^−positionBias.", Min = 0, Max = 10, Changes = true)]
    public double PositionBias { get; init; }

    [Key("How it ranks places.")]
    public RankingSpec Ranking { get; init; } = new RandomRanking();

    [Key("Chance that a slot is filled with any place instead, each as likely as the other.", Min = 0, Max = 1, Changes = true)]
    public double Exploration { get; init; }

    [Key("Part of its weight that a place loses for each place of the same kind of subsystem that has been shown above it.", Min = 0, Max = 1,
        Changes = true)]
    public double Diversity { get; init; }

    [Key("Slots that are sold. It needs an account to be paid into. Default: none.")]
    public AdvertisingSpec? Advertising { get; init; }

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario)
    {
        if (Advertising is not { } ads) yield break;
        if (Account is null)
            yield return new Misfit("advertising", "a recommender without an account cannot be paid", "an account beside it", "add account: {}");
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
