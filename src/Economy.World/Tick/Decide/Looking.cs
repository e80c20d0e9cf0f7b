using Economy.Attention.Numerics;
using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Randomness;
using Economy.World.Recommenders;

namespace Economy.World.Tick.Decide;

/// <summary>
/// What participants of a cell are shown by recommenders and hear from friends: places, and goods where these are not all in view.
/// </summary>
internal sealed class Looking
{
    private readonly WorldModel world;
    private readonly ParticipantColumns state;
    private readonly Ranker[] rankers;
    private readonly Slate[] slates;
    private readonly bool[] seen;
    private readonly bool[] goods;
    private readonly double[][] weights;
    private readonly double[] best;
    private readonly Billboards billboards;

    public Looking(WorldModel world, ParticipantColumns state)
    {
        (this.world, this.state) = (world, state);
        rankers = [.. world.Recommenders.Select(k => Shown.RankingOf(world, k).Open(world, k))];
        slates = [.. world.Recommenders.Select(k => new Slate(Shown.RankingOf(world, k).IsDrawn, world.CatalogueOf(k).KindOf))];
        weights = [.. world.Catalogues.Select(c => new double[c.Count])];
        billboards = new Billboards(world, state);
        (seen, best) = (new bool[world.Subsystems.Length], new double[world.Subsystems.Length]);
        goods = new bool[world.HidesGoods ? world.Assets.Length : 0];
    }

    /// <summary>Begins a tick.</summary>
    public void Begin(Snapshot snapshot)
    {
        for (var r = 0; r < rankers.Length; r++)
        {
            rankers[r].Read(snapshot.Board.Shown!.Learnt[r].AsSpan());
            var rules = (Recommender)snapshot.Rules.Subsystems[world.Recommenders[r]];
            if (rankers[r].RanksBlocks) rankers[r].Turn(ViewersOf(r), rules.Slots);
        }
    }

    /// <summary>Whether the participant that looked last does not know of an asset, unless it holds it.</summary>
    public bool IsHidden(int asset) => goods.Length > 0 && !goods[asset];

    /// <summary>Which subsystems the participant in a row learns of.</summary>
    /// <returns>[K]; valid until the next call.</returns>
    public ReadOnlySpan<bool> Look(Snapshot snapshot, ParticipantTypeSpec type, int row, Proposals proposals)
    {
        seen.AsSpan().Clear();
        goods.AsSpan().Clear();
        if (snapshot.Board.Shown is not { } shown) return seen;
        // Who uses a recommender knows where it is.
        foreach (var k in world.Recommenders) seen[k] = true;
        var random = new PhiloxStream(world.SeedAt(snapshot.Tick), Purpose.Shown, state.First + row, snapshot.Tick);
        var clicks = new PhiloxStream(world.SeedAt(snapshot.Tick), Purpose.Clicks, state.First + row, snapshot.Tick);
        for (var r = 0; r < rankers.Length; r++) Show(snapshot, (type, row), r, proposals, ref random, ref clicks);
        Hear(type.Friends ?? 0, shown.Visitors.AsSpan(), seen, ref random);
        Hear(type.Friends ?? 0, shown.Buyers.AsSpan(), goods, ref random);
        for (var a = 0; a < goods.Length; a++) goods[a] |= random.NextDouble() < type.Awareness;
        return seen;
    }

    /// <summary>Adds up the value of an hour with what is in view, beside as many places chosen by taste, and beside all of them.</summary>
    public void Measure(ReadOnlySpan<double> utility, ReadOnlySpan<double> everything, double theta, Proposals proposals)
    {
        var places = 0;
        foreach (var u in utility) if (!double.IsNegativeInfinity(u)) places++;
        everything.CopyTo(best);
        best.AsSpan().Sort();
        var sums = proposals.Values.AsSpan();
        sums[0]++;
        sums[1] += Value(utility, theta);
        sums[2] += Value(best.AsSpan(best.Length - places), theta);
        sums[3] += Value(everything, theta);
    }

    /// <summary>Brings into view what at least one of a participant's friends chose in the tick before.</summary>
    private static void Hear(int friends, ReadOnlySpan<double> share, Span<bool> view, ref PhiloxStream random)
    {
        for (var k = 0; friends > 0 && k < view.Length; k++)
            view[k] |= random.NextDouble() >= DeterministicMath.Pow(Math.Max(0, 1 - share[k]), friends);
    }

    private void Show(Snapshot snapshot, (ParticipantTypeSpec Type, int Row) viewer, int r, Proposals proposals, ref PhiloxStream random,
        ref PhiloxStream clicks)
    {
        var (k, row) = (world.Recommenders[r], viewer.Row);
        var at = row * state.Subsystems + k;
        if (!(state.Preference[at] > 0) || snapshot.Board.Terms[k].IsClosed) return;
        var rules = (Recommender)snapshot.Rules.Subsystems[k];
        // A part of a slot is a slot with that chance.
        var slots = (int)(rules.Slots * (double)Math.Min(1, state.Experience[at]) + random.NextDouble());
        slots = Math.Min(rules.Slots, slots);
        var place = rules.Advertising is null ? 0 : billboards.Show(snapshot, viewer.Type, (k, row), slots, proposals, seen, ref clicks);
        foreach (var shown in Rank(snapshot, r, row, (rules, slots - place), ref random))
        {
            if (random.NextDouble() >= DeterministicMath.Pow(++place, -rules.PositionBias)) continue;
            See(snapshot, world.Catalogues[r].Items, shown);
            proposals.Looks.Add(new(state.First + row, r, shown));
        }
    }

    /// <summary>
    /// What a recommender shows a participant: by blocks of them where its ranking does so and slots do not depend on one another.
    /// </summary>
    private ReadOnlySpan<int> Rank(Snapshot snapshot, int r, int row, (Recommender Rules, int Slots) show, ref PhiloxStream random)
    {
        if (rankers[r].RanksBlocks && show.Rules.Diversity == 0)
            return slates[r].Fill(rankers[r].Best(row), show.Slots, show.Rules.Exploration, ref random);
        rankers[r].Weigh(ViewersOf(r)[row], weights[r]);
        if (world.Catalogues[r].Items == RankedItems.People) PassOver(snapshot.Board.Shown!.Presence, state.First + row, weights[r]);
        return slates[r].Fill(weights[r], show.Slots, show.Rules, ref random);
    }

    private Histories ViewersOf(int r) => world.Catalogues[r].Items == RankedItems.Goods ? state.Ordered! : state.Histories!;

    /// <summary>Nobody is shown oneself, or somebody of whom there is nothing to hear.</summary>
    private static void PassOver(Presence presence, int viewer, Span<double> weight)
    {
        for (var i = 0; i < weight.Length; i++) if (i == viewer || !presence.WasSomewhere(i)) weight[i] = -1;
    }

    /// <summary>Brings into view what a look at an item tells of.</summary>
    private void See(Snapshot snapshot, RankedItems items, int item)
    {
        if (items == RankedItems.Goods) goods[item] = true;
        else if (items == RankedItems.People)
            for (var k = 0; k < seen.Length; k++) seen[k] |= snapshot.Board.Shown!.Presence.WasAt(item, k);
        else seen[item] = true;
        for (var a = 0; items == RankedItems.Creators && a < goods.Length; a++) goods[a] |= world.Recipes[item].Makes[a] > 0;
    }

    /// <summary>Value of an hour under a flat prior, millionths of a util.</summary>
    private static long Value(ReadOnlySpan<double> utility, double theta)
    {
        var (top, sum) = (0.0, 0.0);
        foreach (var u in utility) top = Math.Max(top, u);
        foreach (var u in utility) if (!double.IsNegativeInfinity(u)) sum += DeterministicMath.Exp((u - top) / theta);
        return (long)((top + theta * DeterministicMath.Log(DeterministicMath.Exp(-top / theta) + sum)) * 1e6);
    }
}
