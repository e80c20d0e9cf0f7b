using Economy.Core.Records;

namespace Economy.Reporting.Diagnoses;

/// <summary>Markets in which nothing is traded for long, and why: the longest such time of each.</summary>
internal sealed class SilentMarkets : IDiagnostic
{
    private enum Reason
    {
        NobodyThere,
        NoOrders,
        NoAsks,
        NoBids,
        BidsBelowAsks,
    }

    /// <inheritdoc />
    public IEnumerable<Diagnosis> Of(Symptoms run)
    {
        var places = run.Scenario.Subsystems.Where(s => s.PlacesOrders).Select(s => s.Name).ToHashSet();
        var empty = run.Subsystems.Where(s => places.Contains(s.Subsystem)).GroupBy(s => s.Tick)
            .Where(tick => tick.All(s => s.Participants == 0)).Select(tick => tick.Key).ToHashSet();
        foreach (var market in run.Markets.GroupBy(m => m.Asset))
        {
            var longest = Longest(market);
            if (longest.Count < run.Long) continue;
            var reasons = longest.GroupBy(m => Why(m, empty)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).ToList();
            var why = string.Join(", ", reasons.Select(g => reasons.Count == 1 ? Words(g.Key) : FormattableString.Invariant($"{Words(g.Key)} ({g.Count()})")));
            yield return new(longest[0].Tick, "no-trade", market.Key,
                FormattableString.Invariant($"no trade in {market.Key} for {Symptoms.Count(longest.Count)} from tick {longest[0].Tick}: {why}"), Remedy(reasons[0].Key));
        }
    }

    /// <summary>The longest time without a trade, the first of equals.</summary>
    private static List<MarketRow> Longest(IEnumerable<MarketRow> rows)
    {
        var (longest, now) = (new List<MarketRow>(), new List<MarketRow>());
        foreach (var row in rows)
        {
            if (row.Volume > 0) now = [];
            else now.Add(row);
            if (now.Count > longest.Count) longest = now;
        }

        return longest;
    }

    private static Reason Why(in MarketRow row, HashSet<int> empty) =>
        row is { BidUnits: > 0, AskUnits: > 0 } ? Reason.BidsBelowAsks : row.BidUnits > 0 ? Reason.NoAsks : row.AskUnits > 0 ? Reason.NoBids
            : empty.Contains(row.Tick) ? Reason.NobodyThere : Reason.NoOrders;

    private static string Words(Reason reason) => reason switch
    {
        Reason.NobodyThere => "nobody was in a marketplace",
        Reason.NoOrders => "no orders",
        Reason.NoAsks => "bids but no asks",
        Reason.NoBids => "asks but no bids",
        _ => "bids below asks",
    };

    private static string Remedy(Reason reason) => reason switch
    {
        Reason.NobodyThere => "make a marketplace worth a visit: preferences, awareness, minimumSession, needs that pools can serve",
        Reason.NoOrders => "raise orderRate, or give types a trading behaviour and money or holdings to trade with",
        Reason.NoAsks => "nobody offers any: give holdings to a type that trades, or a subsystem that makes the asset (makes)",
        Reason.NoBids => "nobody wants any: raise the asset's value or satiation, or the money of those who trade",
        _ => "buyers value it less than sellers: raise preferenceDispersion, or let a type hold more than it wants (holdings, satiation)",
    };
}
