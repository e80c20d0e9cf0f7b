using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private readonly List<(int Participant, int Place)> visits = [];
    private readonly double[] seconds = new double[world.Subsystems.Length];
    private readonly double[] learnt = new double[world.Recommenders.Length == 0 ? 0 : world.Recommenders.Max(
        k => Shown.RankingOf(world, k).Open(world, k).Numbers)];

    /// <summary>Where participants went of late: as the recommenders knew it in the tick, until they have learnt.</summary>
    public Histories Histories { get; } = new(world.TypeOf, world.Recommenders.Length == 0 ? 0 : world.Subsystems.Length);

    /// <summary>Visits of each subsystem so far.</summary>
    public long[] Visits { get; } = new long[world.Subsystems.Length];

    /// <summary>Visits of each subsystem in the tick.</summary>
    public int[] Now { get; } = new int[world.Subsystems.Length];

    /// <summary>Takes note of a tick: who looked at what, and who went where.</summary>
    public void Look(TickState tick)
    {
        visits.Clear();
        Now.AsSpan().Clear();
        for (var r = 0; r < looks.Length; r++) (looks[r], went[r]) = (Emptied(looks[r]), Emptied(went[r]));
        if (tick.Tick == 0) return;
        foreach (var entrant in tick.Population.Entrants)
            if (entrant.Life > 0 && looks.Length > 0) Histories.Forget(entrant.Participant);
        foreach (var cell in tick.Proposals) Take(cell);
        foreach (var (_, place) in visits)
        {
            Visits[place]++;
            Now[place]++;
        }
    }

    /// <summary>What a tick showed of a recommender.</summary>
    public Watched Watched(int recommender) => new(
        CollectionsMarshal.AsSpan(looks[recommender]),
        CollectionsMarshal.AsSpan(went[recommender]),
        CollectionsMarshal.AsSpan(visits), Histories);

    /// <summary>What a recommender expected of the looks of the tick.</summary>
    public double Expected(int recommender) => rankers[recommender].Expected(Watched(recommender));

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

        Remember();
        var here = Math.Max(1, tick.View.Active);
        return new([.. Now.Select(n => (double)n / here)], [.. next]);
    }

    /// <inheritdoc />
    string IResumable.Kind => "recommenders";

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        Histories.Save(state);
        state.WriteColumn<long>(Visits);
        foreach (var ranker in rankers) ranker.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        Histories.Restore(state);
        state.ReadColumn<long>(Visits);
        foreach (var ranker in rankers) ranker.Restore(state);
    }

    private static List<T> Emptied<T>(List<T> list)
    {
        list.Clear();
        return list;
    }

    /// <summary>A look was followed by a visit where the same participant has a session there: both stand in the order of participants.</summary>
    private void Take(Proposals cell)
    {
        var first = visits.Count;
        foreach (ref readonly var task in cell.Tasks.Span) if (task.IsSession) visits.Add((task.Owner, task.Subsystem));
        foreach (ref readonly var look in cell.Looks.Span)
        {
            while (first < visits.Count && visits[first].Participant < look.Participant) first++;
            var isVisited = false;
            for (var v = first; v < visits.Count && visits[v].Participant == look.Participant; v++) isVisited |= visits[v].Place == look.Place;
            looks[look.Recommender].Add(look);
            went[look.Recommender].Add(isVisited);
        }
    }

    /// <summary>Brings the histories to where the cells have theirs.</summary>
    private void Remember()
    {
        if (looks.Length == 0) return;
        var v = 0;
        for (var i = 0; i < world.Participants; i++)
        {
            seconds.AsSpan().Clear();
            for (; v < visits.Count && visits[v].Participant == i; v++) seconds[visits[v].Place] = 1;
            Histories.Learn(i, seconds);
        }
    }
}
