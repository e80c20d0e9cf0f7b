using System.Collections.Immutable;
using Economy.Attention.Numerics;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Recommenders.Ads;

/// <summary>Sells slots tick by tick, and keeps what campaigns have spent of their budgets and how they pace their bids.</summary>
/// <param name="campaigns">The campaigns, by recommender.</param>
public sealed class CampaignBook(IReadOnlyList<Campaign> campaigns) : IResumable
{
    private const double MostPacing = 99;   // μ̄ of Balseiro and Gur: no bid falls below a hundredth.
    private readonly long[] spent = new long[campaigns.Count];
    private readonly double[] pacing = new double[campaigns.Count];

    /// <inheritdoc />
    string IResumable.Kind => "campaigns";

    /// <summary>What a campaign has left of its budget for the window, minor units.</summary>
    /// <param name="campaign">Its row.</param>
    /// <param name="rules">The recommender's, in force.</param>
    public long Left(int campaign, AdvertisingSpec rules) =>
        Math.Max(0, rules.Campaigns[campaigns[campaign].Number].Budget - spent[campaign]);

    /// <summary>Holds the auctions of a tick.</summary>
    /// <param name="tick">The tick, from 1.</param>
    /// <param name="subsystems">Rules in force, by row.</param>
    /// <param name="isClosed">Whether the subsystem in a row is closed: it neither sells nor bids.</param>
    /// <param name="money">Money of the subsystem in a row, minor units.</param>
    /// <returns>The slots that were sold.</returns>
    public ImmutableArray<AdSlot> Sell(int tick, IReadOnlyList<SubsystemSpec> subsystems, Func<int, bool> isClosed, Func<int, long> money)
    {
        var sold = ImmutableArray.CreateBuilder<AdSlot>();
        for (var (first, end) = (0, 0); first < campaigns.Count; first = end)
        {
            while (end < campaigns.Count && campaigns[end].Recommender == campaigns[first].Recommender) end++;
            var feed = (Recommender)subsystems[campaigns[first].Recommender];
            if ((tick - 1) % feed.Advertising!.Window == 0) spent.AsSpan(first..end).Clear();
            if (isClosed(campaigns[first].Recommender)) continue;
            Sell(feed, feed.Advertising, [.. Enumerable.Range(first, end - first)
                .Where(c => !isClosed(campaigns[c].Advertiser)).Select(c => (c, Bid(c, feed.Advertising, money)))], sold);
        }

        return sold.ToImmutable();
    }

    /// <summary>Charges the clicks of a tick.</summary>
    /// <param name="campaign">Row of the campaign.</param>
    /// <param name="rules">The recommender's, in force.</param>
    /// <param name="price">Price of a click, minor units; 0 where the campaign had no slot.</param>
    /// <param name="clicks">Clicks.</param>
    /// <param name="money">Money of the advertiser, minor units.</param>
    /// <returns>What is due, minor units: of as many clicks as budget and money pay for in full.</returns>
    public long Charge(int campaign, AdvertisingSpec rules, long price, long clicks, long money)
    {
        var due = price == 0 ? 0 : price * Math.Min(clicks, Math.Min(Left(campaign, rules), money) / price);
        spent[campaign] += due;
        var planned = rules.Campaigns[campaigns[campaign].Number].Budget / (double)rules.Window;
        if (rules.Pacing > 0 && planned > 0)
            pacing[campaign] = Math.Clamp(pacing[campaign] + rules.Pacing * (due / planned - 1), 0, MostPacing);
        return due;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.WriteColumn<long>(spent);
        state.WriteColumn<double>(pacing);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        state.ReadColumn<long>(spent);
        state.ReadColumn<double>(pacing);
    }

    private static void Sell(Recommender feed, AdvertisingSpec rules, List<(int Campaign, long Bid)> bids,
        ImmutableArray<AdSlot>.Builder sold)
    {
        List<(int Campaign, long Bid)> ranked =
            [.. bids.Where(b => b.Bid > 0 && b.Bid >= rules.Reserve).OrderByDescending(b => b.Bid).ThenBy(b => b.Campaign)];
        var slots = Math.Min(rules.Slots, feed.Slots);
        double[] rates = [.. Enumerable.Range(1, slots).Select(r => DeterministicMath.Pow(r, -feed.PositionBias))];
        var price = new double[Math.Min(ranked.Count, rates.Length)];
        ((IAuction)rules.Auction).Price([.. ranked.Select(b => (double)b.Bid)], rates, rules.Reserve, price);
        // Rounded down; the reserve is whole, so no price falls below it.
        for (var s = 0; s < price.Length; s++) sold.Add(new(ranked[s].Campaign, (long)Math.Floor(price[s]), ranked[s].Bid));
    }

    private long Bid(int campaign, AdvertisingSpec rules, Func<int, long> money)
    {
        var paced = (long)Math.Floor(rules.Campaigns[campaigns[campaign].Number].Bid / (1 + pacing[campaign]));
        return Math.Min(paced, Math.Min(Left(campaign, rules), money(campaigns[campaign].Advertiser)));
    }
}
