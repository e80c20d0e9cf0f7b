using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Recommenders;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// What recommenders do: who looks, who follows, how visits and money concentrate on places, and what an hour is worth beside what it could
/// be. Concentration is over the places that can be shown. A world without a recommender has one row a tick, named none.
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
        [property: Column("looks", "Places that participants were shown by it and looked at.")] int Looks,
        [property: Column("followed_share", "Share of the looks that were followed by a session there in the tick; empty without looks.")] double Followed,
        [property: Column("expected_share", "The same as its ranking expected it, before it learnt from them: what it is calibrated against; empty where it expects nothing.")] double Expected,
        [property: Column("reach_share", "Share of the places that somebody looked at.")] double Reach,
        [property: Column("visits", "Sessions in places that can be shown.")] int Visits,
        [property: Column("visits_hhi", "Herfindahl–Hirschman index Σ share² of the visits of these places so far; empty before the first.")] double Hhi,
        [property: Column("visits_gini", "Gini index of the same.")] double Gini,
        [property: Column("tail_share", "Share of the tick's visits that went to the four fifths of the places with the fewest visits so far; empty without visits.")] double Tail,
        [property: Column("never_share", "Share of the places that nobody has ever visited.")] double Never,
        [property: Column("income_gini", "Gini index of the fees that these places were paid in the tick.")] double Income,
        [property: Column("bubble", "Filter bubble: 1 less the mean entropy of where a participant went of late over the entropy of where all did; 0 where everybody spreads as all together do. Empty without a recommender or visits.")] double Bubble,
        [property: Column("value_utils_per_hour", "Mean value of an hour to a participant with what is in its view, θ·ln(1 + Σ exp(u/θ)); what it makes and uses aside.")] double Value,
        [property: Column("best_utils_per_hour", "The same with as many places in view, chosen by one who knows its taste.")] double Best,
        [property: Column("all_utils_per_hour", "The same with every place in view.")] double All);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        if (tick.Tick == 0) yield break;
        var world = tick.World;
        int[] places = [.. Enumerable.Range(0, world.Subsystems.Length).Where(k => world.Subsystems[k] is not Recommender)];
        var values = new long[4];
        foreach (var cell in tick.State.Proposals) for (var v = 0; v < 4; v++) values[v] += cell.Values[v];
        var none = new Row(tick.Tick, "none", 0, double.NaN, double.NaN, 0, 0, double.NaN, double.NaN, double.NaN, double.NaN,
            Gini([.. places.Select(k => tick.State.Posted.Fees[k])]), double.NaN,
            Mean(values, 1), Mean(values, 2), Mean(values, 3));
        none = Concentration(tick, places, none);
        if (world.Recommenders.Length == 0) yield return none;
        foreach (var r in Enumerable.Range(0, world.Recommenders.Length)
            .OrderBy(r => world.Subsystems[world.Recommenders[r]].Name, StringComparer.Ordinal)) yield return Looks(tick, r, places, none);
    }

    private static double Gini(long[] of) => of.Sum() == 0 ? double.NaN : Inequality.Of(of).Gini;

    private static double Mean(long[] values, int at) => values[0] == 0 ? double.NaN : values[at] / 1e6 / values[0];

    private static Row Looks(ObservedTick tick, int r, int[] places, Row row)
    {
        var showing = tick.State.Showing!;
        var watched = showing.Watched(r);
        var reached = new HashSet<int>();
        foreach (ref readonly var look in watched.Looks) reached.Add(look.Place);
        return row with
        {
            Recommender = tick.World.Subsystems[tick.World.Recommenders[r]].Name, Looks = watched.Looks.Length,
            Followed = watched.Looks.IsEmpty ? double.NaN : (double)watched.Went.Count(true) / watched.Looks.Length,
            Expected = showing.Expected(r), Reach = (double)reached.Count / places.Length, Bubble = BubbleOf(tick, places),
        };
    }

    private static Row Concentration(ObservedTick tick, int[] places, Row row)
    {
        if (tick.State.Showing is not { } showing) return row with { Visits = tick.Sessions.Count(s => places.Contains(s.Subsystem)) };
        long[] soFar = [.. places.Select(k => showing.Visits[k])];
        var (total, now) = (soFar.Sum(), places.Sum(k => showing.Now[k]));
        var tail = places.OrderBy(k => showing.Visits[k]).ThenBy(k => k).Take(places.Length * 4 / 5).Sum(k => showing.Now[k]);
        return row with
        {
            Visits = now, Tail = now == 0 ? double.NaN : (double)tail / now, Never = (double)soFar.Count(v => v == 0) / places.Length,
            Hhi = total == 0 ? double.NaN : soFar.Sum(v => (double)v / total * ((double)v / total)),
            Gini = total == 0 ? double.NaN : Gini(soFar),
        };
    }

    private static double BubbleOf(ObservedTick tick, int[] places)
    {
        var all = new double[places.Length];
        var (sum, many) = (0.0, 0);
        foreach (var i in tick.Active)
        {
            double[] own = [.. places.Select(k => (double)tick.State.Showing!.Histories.Of(i)[k])];
            if (own.Sum() == 0) continue;
            sum += Focus.RationalInattention.Entropy(own);
            many++;
            for (var p = 0; p < all.Length; p++) all[p] += own[p] / own.Sum();
        }

        var together = Focus.RationalInattention.Entropy(all);
        return many == 0 || together == 0 ? double.NaN : 1 - sum / many / together;
    }
}
