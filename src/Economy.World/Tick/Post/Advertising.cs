using Economy.Core.Books;
using Economy.World.Actors;
using Economy.World.Money;
using Economy.World.Recommenders;
using Economy.World.Recommenders.Ads;

namespace Economy.World.Tick.Post;

/// <summary>Clicks on what is advertised: the advertiser pays the recommender, out of its account and within its budget.</summary>
internal sealed class Advertising(WorldModel world, TickState tick)
{
    private readonly long[] fees = new long[world.Campaigns.Count];

    /// <summary>Times that each campaign was shown in the tick.</summary>
    public long[] Impressions { get; } = new long[world.Campaigns.Count];

    /// <summary>Clicks on each campaign.</summary>
    public long[] Clicks { get; } = new long[world.Campaigns.Count];

    /// <summary>Clicks on each campaign that were followed by a session there in the tick.</summary>
    public long[] Visits { get; } = new long[world.Campaigns.Count];

    /// <summary>What each campaign paid, minor units.</summary>
    public long[] Spend { get; } = new long[world.Campaigns.Count];

    /// <summary>What the advertiser keeps of the fees of those sessions, minor units.</summary>
    public long[] Revenue { get; } = new long[world.Campaigns.Count];

    /// <summary>Counts the clicks of a tick and posts what they cost.</summary>
    /// <param name="cells">What every cell proposed.</param>
    /// <param name="feeOf">Fee of a session.</param>
    public void Pay(IReadOnlyList<Proposals> cells, SessionAmount feeOf)
    {
        if (tick.Campaigns is not { } book) return;
        foreach (var sums in (long[][])[Impressions, Clicks, Visits, fees]) sums.AsSpan().Clear();
        for (var cell = 0; cell < cells.Count; cell++) Count(cells[cell], tick.Allocation.Tasks.First(cell), feeOf);
        tick.Journal.Open();
        for (var c = 0; c < Spend.Length; c++)
        {
            var campaign = world.Campaigns[c];
            var (advertiser, feed) = (world.Chart.Subsystem(campaign.Advertiser), (Recommender)tick.Rules.Subsystems[campaign.Recommender]);
            Spend[c] = book.Charge(c, feed.Advertising!, SlotOf(c).Price, Clicks[c], tick.Ledger[advertiser, TokenId.Currency]);
            Revenue[c] = Dues.Part(tick.Rules.Subsystems[campaign.Advertiser].Account?.KeepShare ?? 0, fees[c]);
            tick.Journal.Move(advertiser, world.Chart.Subsystem(campaign.Recommender), TokenId.Currency, Spend[c], Instrument.Advertising);
        }
    }

    /// <summary>The slot that a campaign has in the tick; of price and bid 0 where it has none.</summary>
    public AdSlot SlotOf(int campaign)
    {
        foreach (var slot in tick.Board.Ads) if (slot.Campaign == campaign) return slot;
        return default;
    }

    /// <summary>
    /// A click was followed by a visit where the same participant has a session there: both stand in the order of participants.
    /// </summary>
    private void Count(Proposals cell, int firstRow, SessionAmount feeOf)
    {
        for (var c = 0; c < Impressions.Length; c++) Impressions[c] += cell.Impressions[c];
        var tasks = cell.Tasks.Span;
        var first = 0;
        foreach (ref readonly var click in cell.Clicks.Span)
        {
            Clicks[click.Campaign]++;
            while (first < tasks.Length && tasks[first].Owner < click.Participant) first++;
            for (var t = first; t < tasks.Length && tasks[t].Owner == click.Participant; t++)
            {
                if (!tasks[t].IsSession || tasks[t].Subsystem != world.Campaigns[click.Campaign].Advertiser) continue;
                Visits[click.Campaign]++;
                fees[click.Campaign] += feeOf(tasks[t], firstRow + t);
            }
        }
    }
}
