using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Economy.Attention.Model;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Recommenders;

namespace Economy.World.Tick.Decide;

/// <summary>What recommenders learn from a tick, and what everybody will hear of it in the next.</summary>
/// <param name="world">What stays fixed.</param>
internal sealed class Showing(WorldModel world) : IResumable
{
    private readonly Ranker[] rankers = [.. world.Recommenders.Select(k => Shown.RankingOf(world, k).Open(world, k))];
    private readonly List<Look>[] looks = [.. world.Recommenders.Select(_ => new List<Look>())];
    private readonly List<bool>[] went = [.. world.Recommenders.Select(_ => new List<bool>())];
    private readonly int[] marketAsset = [.. world.Markets.Select(m => world.AssetRow(m.Asset))];
    private readonly double[] learnt = new double[world.Recommenders.Length == 0 ? 0 : world.Recommenders.Max(
        k => Shown.RankingOf(world, k).Open(world, k).Numbers)];

    // Of each recommender of people: whom participants were shown and went after.
    private readonly Trail[] met =
        [.. world.Catalogues.Select(c => new Trail(world.TypeOf, c.Items == RankedItems.People ? c.Count : 0, false))];

    /// <summary>Visits of places.</summary>
    public Trail Places { get; } = new(world.TypeOf, world.Subsystems.Length, world.Recommenders.Length > 0);

    /// <summary>Orders to buy goods, new ones; nothing where goods are all in view.</summary>
    public Trail Goods { get; } = new(world.TypeOf, world.HidesGoods ? world.Assets.Length : 0, world.HidesGoods);

    /// <summary>What participants do with the items of a recommender.</summary>
    public Trail Of(int recommender) => world.Catalogues[recommender].Items switch
    {
        RankedItems.Goods => Goods,
        RankedItems.People => met[recommender],
        _ => Places,
    };

    /// <summary>Takes note of a tick: who looked at what, and who went where.</summary>
    public void Look(TickState tick)
    {
        foreach (var trail in (Trail[])[Places, Goods, .. met]) trail.Begin();
        for (var r = 0; r < looks.Length; r++) (looks[r], went[r]) = (Emptied(looks[r]), Emptied(went[r]));
        if (tick.Tick == 0) return;
        foreach (var entrant in tick.Population.Entrants)
        {
            if (entrant.Life == 0 || looks.Length == 0) continue;
            Places.Histories.Forget(entrant.Participant);
            Goods.Histories.Forget(entrant.Participant);
        }

        foreach (var cell in tick.Proposals) Take(cell, tick.Board.Shown!.Presence);
    }

    /// <summary>What a tick showed of a recommender.</summary>
    public Watched Watched(int recommender) => new(
        CollectionsMarshal.AsSpan(looks[recommender]), CollectionsMarshal.AsSpan(went[recommender]), Of(recommender).Events,
        world.Catalogues[recommender].Items == RankedItems.Goods ? Goods.Histories : Places.Histories);

    /// <summary>What a recommender expected of the looks of the tick.</summary>
    public double Expected(int recommender) => rankers[recommender].Expected(Watched(recommender));

    /// <summary>Why a recommender showed what somebody looked at, before it learns from the tick; null where no model ranks.</summary>
    /// <param name="recommender">Which.</param>
    /// <param name="look">Row among the looks of the tick.</param>
    public ExplainedPair? Explain(int recommender, int look)
    {
        var watched = Watched(recommender);
        return rankers[recommender].Explain(watched.Viewers[watched.Looks[look].Participant], watched.Looks[look].Item);
    }

    /// <summary>Learns, and says what everybody will know. What was learnt is published as far as compute was served.</summary>
    public Shown Next(TickState tick)
    {
        var before = tick.Board.Shown!;
        var next = new ImmutableArray<double>[rankers.Length];
        for (var r = 0; r < rankers.Length; r++)
        {
            rankers[r].Learn(Watched(r));
            var fresh = learnt.AsSpan(0, rankers[r].Numbers);
            rankers[r].Write(fresh);
            var served = Math.Clamp(tick.Outcomes.Subsystems[world.Recommenders[r]].Service, 0, 1);
            for (var n = 0; n < fresh.Length && served < 1; n++) fresh[n] = before.Learnt[r][n] + served * (fresh[n] - before.Learnt[r][n]);
            next[r] = [.. fresh];
        }

        var presence = Presence.Of(world, Places.Events);
        Places.Remember();
        Goods.Remember();
        double here = Math.Max(1, tick.View.Active);
        return new([.. Places.Now.Select(n => n / here)], [.. Goods.Now.Select(n => n / here)], presence, [.. next]);
    }

    /// <inheritdoc />
    string IResumable.Kind => "recommenders";

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var trail in (Trail[])[Places, Goods, .. met]) trail.Save(state);
        foreach (var ranker in rankers) ranker.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        foreach (var trail in (Trail[])[Places, Goods, .. met]) trail.Restore(state);
        foreach (var ranker in rankers) ranker.Restore(state);
    }

    private static List<T> Emptied<T>(List<T> list)
    {
        list.Clear();
        return list;
    }

    /// <summary>What a look was followed by, in the same tick: events and looks stand in the order of participants.</summary>
    private void Take(Proposals cell, Presence presence)
    {
        var (place, good) = (Places.Events.Length, Goods.Events.Length);
        foreach (ref readonly var task in cell.Tasks.Span) if (task.IsSession) Places.Add(task.Owner, task.Subsystem);
        if (world.HidesGoods)
            foreach (ref readonly var order in cell.Orders.Span)
                if (order is { IsBuy: true, Resting: 0 }) Goods.Add(order.Owner, marketAsset[order.Market]);
        foreach (ref readonly var look in cell.Looks.Span)
        {
            var items = world.Catalogues[look.Recommender].Items;
            var done = items == RankedItems.Goods ? Goods.Of(look.Participant, ref good) : Places.Of(look.Participant, ref place);
            var isFollowed = false;
            foreach (var (_, item) in done) isFollowed |= items == RankedItems.People ? presence.WasAt(look.Item, item) : item == look.Item;
            looks[look.Recommender].Add(look);
            went[look.Recommender].Add(isFollowed);
            if (isFollowed && items == RankedItems.People) met[look.Recommender].Add(look.Participant, look.Item);
        }
    }
}
