using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>Campaigns, where there are any: prices lie under bids, and nobody pays for more than was clicked on.</summary>
internal static class AdvertisingChecks
{
    internal static IEnumerable<Check> Of(Evidence run)
    {
        if (!run.Run.Has<AdvertisingRow>()) yield break;
        yield return Check.That(
            "No click costs more than was bid, and no campaign pays for more clicks than it had",
            $"{run.Advertising.Count} rows",
            from row in run.Advertising
            where row.Price > row.Bid || row.Clicks > row.Impressions || row.Visits > row.Clicks || row.Spend < 0
                || row.Spend > (Int128)row.Clicks * row.Price
            select $"{row.Advertiser} on {row.Recommender}, tick {row.Tick}: {row.Spend} for {row.Clicks} clicks at {row.Price}, "
                + $"bid {row.Bid}, left {row.BudgetLeft}");
    }

    /// <summary>What advertising brought each subsystem, by tick, minor units; below 0 where it paid.</summary>
    internal static IReadOnlyDictionary<(int Tick, string Subsystem), Int128> Inflows(Evidence run)
    {
        var sums = new Dictionary<(int, string), Int128>();
        foreach (var row in run.Advertising)
        {
            sums[(row.Tick, row.Recommender)] = sums.GetValueOrDefault((row.Tick, row.Recommender)) + row.Spend;
            sums[(row.Tick, row.Advertiser)] = sums.GetValueOrDefault((row.Tick, row.Advertiser)) - row.Spend;
        }

        return sums;
    }
}
