using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Recommenders;

namespace Economy.World.Tick.Observe;

/// <summary>What is advertised on recommenders that sell slots.</summary>
[Kind("advertising", "what subsystems bid and pay for clicks on recommenders, and what that brings them")]
public sealed record AdvertisingObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(AdvertisingRow);

    /// <inheritdoc />
    public override int Place => 20;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Subsystems.Any(s => s is Recommender { Advertising: not null });

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("advertising")
    {
        private readonly int[] byName = [.. Enumerable.Range(0, world.Campaigns.Count)
            .OrderBy(c => Name(world, world.Campaigns[c].Recommender), StringComparer.Ordinal)
            .ThenBy(c => Name(world, world.Campaigns[c].Advertiser), StringComparer.Ordinal)];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            foreach (var c in byName) rows.Write(Row(tick, c));
        }

        private AdvertisingRow Row(ObservedTick tick, int c)
        {
            var (campaign, posted, ads) = (world.Campaigns[c], tick.State.Posted.Advertising, tick.Board.Ads);
            var (feed, won, spend) = ((Recommender)tick.Board.Rules.Subsystems[campaign.Recommender], posted.SlotOf(c), posted.Spend[c]);
            var sold = ads.Where(a => world.Campaigns[a.Campaign].Recommender == campaign.Recommender).ToList();
            var slot = 1 + sold.FindIndex(a => a.Campaign == c);
            return new(tick.Tick, Name(world, campaign.Recommender), Name(world, campaign.Advertiser), slot, won.Bid, won.Price,
                posted.Impressions[c], posted.Clicks[c], posted.Visits[c], spend, tick.State.Campaigns!.Left(c, feed.Advertising!),
                posted.Revenue[c], spend == 0 ? double.NaN : (posted.Revenue[c] - (double)spend) / spend);
        }

        private static string Name(WorldModel world, int subsystem) => world.Subsystems[subsystem].Name;
    }
}
