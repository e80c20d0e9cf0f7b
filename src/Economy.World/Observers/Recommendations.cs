using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Recommenders;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// What recommenders do: who looks, who follows, how choices and money concentrate on items, and what an hour is worth beside what it could
/// be. Concentration is over the items that can be shown: of visits where these are places or creators, of orders to buy where they are
/// goods, of looks that were followed where they are people. A world without a recommender has one row a tick, named none.
/// </summary>
[Kind("recommendations", "what recommenders show, who follows, how visits and money concentrate, and what an hour is worth beside the best")]
public sealed record Recommendations : Observer<Recommendations.Row>
{
    /// <inheritdoc />
    public override bool SeesShown => true;

    /// <summary>A recommender in a tick.</summary>
    [Chart("Concentration of visits (HHI)", "visits_hhi")]
    [Chart("Value of an hour with what is in view", "value_utils_per_hour")]
    [Chart("Looks that are followed", "followed_share")]
    public readonly record struct Row(
        [property: Column("tick", "Tick.", Key = true)] int Tick,
        [property: Column("recommender", "Its name; none where the world has no recommender.", Key = true)] string Recommender,
        [property: Column("looks", "Items that participants were shown by it and looked at.")] int Looks,
        [property: Column("followed_share", "Share of the looks that were followed in the tick: by a session there, by an order to buy the good, or by a session where the person had been; empty without looks.")] double Followed,
        [property: Column("expected_share", "The same as its ranking expected it, before it learnt from them: what it is calibrated against; empty where it expects nothing.")] double Expected,
        [property: Column("reach_share", "Share of the items that somebody looked at.")] double Reach,
        [property: Column("visits", "Sessions in places that can be shown; orders to buy goods; looks at people that were followed.")] int Visits,
        [property: Column("visits_hhi", "Herfindahl–Hirschman index Σ share² of the visits of these items so far; empty before the first.")] double Hhi,
        [property: Column("visits_gini", "Gini index of the same.")] double Gini,
        [property: Column("tail_share", "Share of the tick's visits that went to the four fifths of the items with the fewest visits so far; empty without visits.")] double Tail,
        [property: Column("never_share", "Share of the items that nobody has ever visited.")] double Never,
        [property: Column("income_gini", "Gini index of the fees that these places were paid in the tick; empty of goods and people.")] double Income,
        [property: Column("bubble", "Filter bubble: 1 less the mean entropy of where a participant went of late (of goods: what it ordered) over the entropy of where all did; 0 where everybody spreads as all together do. Empty without a recommender or visits.")] double Bubble,
        [property: Column("value_utils_per_hour", "Mean value of an hour to a participant with what is in its view, θ·ln(1 + Σ exp(u/θ)); what it makes and uses aside.")] double Value,
        [property: Column("best_utils_per_hour", "The same with as many places in view, chosen by one who knows its taste.")] double Best,
        [property: Column("all_utils_per_hour", "The same with every place in view.")] double All);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        if (tick.Tick == 0) yield break;
        var world = tick.World;
        var values = new long[4];
        foreach (var cell in tick.State.Proposals) for (var v = 0; v < 4; v++) values[v] += cell.Values[v];
        var none = new Row(tick.Tick, "none", 0, double.NaN, double.NaN, 0, 0, double.NaN, double.NaN, double.NaN, double.NaN,
            double.NaN, double.NaN, Mean(values, 1), Mean(values, 2), Mean(values, 3));
        if (world.Recommenders.Length == 0) yield return Concentration(tick, [.. Enumerable.Range(0, world.Subsystems.Length)], -1, none);
        foreach (var r in Enumerable.Range(0, world.Recommenders.Length)
            .OrderBy(r => world.Subsystems[world.Recommenders[r]].Name, StringComparer.Ordinal)) yield return Looks(tick, r, none);
    }

    private static double Gini(long[] of) => of.Sum() == 0 ? double.NaN : Inequality.Of(of).Gini;

    private static double Mean(long[] values, int at) => values[0] == 0 ? double.NaN : values[at] / 1e6 / values[0];

    private static Row Looks(ObservedTick tick, int r, Row row)
    {
        var (showing, catalogue) = (tick.State.Showing!, tick.World.Catalogues[r]);
        int[] items = [.. Enumerable.Range(0, catalogue.Count)
            .Where(i => catalogue.Items == RankedItems.People ? tick.IsActive(i) : catalogue.KindOf[i] >= 0)];
        var watched = showing.Watched(r);
        var reached = new HashSet<int>();
        foreach (ref readonly var look in watched.Looks) reached.Add(look.Item);
        return Concentration(tick, items, r, row) with
        {
            Recommender = tick.World.Subsystems[tick.World.Recommenders[r]].Name, Looks = watched.Looks.Length,
            Followed = watched.Looks.IsEmpty ? double.NaN : (double)watched.Went.Count(true) / watched.Looks.Length,
            Expected = showing.Expected(r), Reach = items.Length == 0 ? 0 : (double)reached.Count / items.Length,
            Bubble = BubbleOf(tick, watched.Viewers, catalogue.Items == RankedItems.People ? null : items),
        };
    }

    /// <param name="tick">The tick.</param>
    /// <param name="items">Items that can be shown.</param>
    /// <param name="r">The recommender; below 0 where there is none, and items are places.</param>
    /// <param name="row">The rest of the row.</param>
    private static Row Concentration(ObservedTick tick, int[] items, int r, Row row)
    {
        var arePlaces = r < 0 || tick.World.Catalogues[r].Items is RankedItems.Places or RankedItems.Creators;
        if (arePlaces) row = row with { Income = Gini([.. items.Select(k => tick.State.Posted.Fees[k])]) };
        if (tick.State.Showing is not { } showing) return row with { Visits = tick.Sessions.Count(s => items.Contains(s.Subsystem)) };
        var trail = r < 0 ? showing.Places : showing.Of(r);
        long[] soFar = [.. items.Select(k => trail.SoFar[k])];
        var (total, now) = (soFar.Sum(), items.Sum(k => trail.Now[k]));
        var tail = items.OrderBy(k => trail.SoFar[k]).ThenBy(k => k).Take(items.Length * 4 / 5).Sum(k => trail.Now[k]);
        return row with
        {
            Visits = now, Tail = now == 0 ? double.NaN : (double)tail / now,
            Never = items.Length == 0 ? 0 : (double)soFar.Count(v => v == 0) / items.Length,
            Hhi = total == 0 ? double.NaN : soFar.Sum(v => (double)v / total * ((double)v / total)),
            Gini = total == 0 ? double.NaN : Gini(soFar),
        };
    }

    /// <summary>Over the items, or over all that is remembered where these are others.</summary>
    private static double BubbleOf(ObservedTick tick, Histories histories, int[]? items)
    {
        double[] all = [];
        var (sum, many) = (0.0, 0);
        foreach (var i in tick.Active)
        {
            var of = histories.Of(i).ToArray();
            double[] own = items is null ? [.. of.Select(o => (double)o)] : [.. items.Select(k => (double)of[k])];
            if (all.Length == 0) all = new double[own.Length];
            if (own.Sum() == 0) continue;
            sum += Focus.RationalInattention.Entropy(own);
            many++;
            for (var p = 0; p < all.Length; p++) all[p] += own[p] / own.Sum();
        }

        var together = Focus.RationalInattention.Entropy(all);
        return many == 0 || together == 0 ? double.NaN : 1 - sum / many / together;
    }
}
