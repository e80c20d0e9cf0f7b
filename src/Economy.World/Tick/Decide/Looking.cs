using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Randomness;
using Economy.World.Recommenders;

namespace Economy.World.Tick.Decide;

/// <summary>What participants of a cell are shown by recommenders and hear from friends.</summary>
internal sealed class Looking
{
    private readonly WorldModel world;
    private readonly ParticipantColumns state;
    private readonly Ranker[] rankers;
    private readonly Slate[] slates;
    private readonly bool[] seen;
    private readonly double[] weight;
    private readonly double[] best;
    private readonly Billboards billboards;

    public Looking(WorldModel world, ParticipantColumns state)
    {
        (this.world, this.state) = (world, state);
        var kinds = world.Subsystems.Select(s => KindRegistry.NameOf(s)).Distinct().ToList();
        int[] kindOf = [.. world.Subsystems.Select(s => s is Recommender ? -1 : kinds.IndexOf(KindRegistry.NameOf(s)))];
        rankers = [.. world.Recommenders.Select(k => Shown.RankingOf(world, k).Open(world, k))];
        slates = [.. world.Recommenders.Select(k => new Slate(Shown.RankingOf(world, k).IsDrawn, kindOf))];
        billboards = new Billboards(world, state);
        (seen, weight, best) = (new bool[kindOf.Length], new double[kindOf.Length], new double[kindOf.Length]);
    }

    /// <summary>Begins a tick.</summary>
    public void Begin(Snapshot snapshot)
    {
        for (var r = 0; r < rankers.Length; r++) rankers[r].Read(snapshot.Board.Shown!.Learnt[r].AsSpan());
    }

    /// <summary>Which subsystems the participant in a row learns of.</summary>
    /// <returns>[K]; valid until the next call.</returns>
    public ReadOnlySpan<bool> Look(Snapshot snapshot, ParticipantTypeSpec type, int row, Proposals proposals)
    {
        seen.AsSpan().Clear();
        if (snapshot.Board.Shown is not { } shown) return seen;
        // Who uses a recommender knows where it is.
        foreach (var k in world.Recommenders) seen[k] = true;
        var random = new PhiloxStream(world.SeedAt(snapshot.Tick), Purpose.Shown, state.First + row, snapshot.Tick);
        var clicks = new PhiloxStream(world.SeedAt(snapshot.Tick), Purpose.Clicks, state.First + row, snapshot.Tick);
        for (var r = 0; r < rankers.Length; r++) Show(snapshot, (type, row), r, proposals, ref random, ref clicks);
        for (var k = 0; type.Friends is > 0 and var friends && k < seen.Length; k++)
            seen[k] |= random.NextDouble() >= DeterministicMath.Pow(1 - shown.Visitors[k], friends);
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

    private void Show(Snapshot snapshot, (ParticipantTypeSpec Type, int Row) viewer, int r, Proposals proposals, ref PhiloxStream random,
        ref PhiloxStream clicks)
    {
        var (k, row) = (world.Recommenders[r], viewer.Row);
        var at = row * state.Subsystems + k;
        if (!(state.Preference[at] > 0)) return;
        var rules = (Recommender)snapshot.Rules.Subsystems[k];
        // A part of a slot is a slot with that chance.
        var slots = (int)(rules.Slots * (double)Math.Min(1, state.Experience[at]) + random.NextDouble());
        slots = Math.Min(rules.Slots, slots);
        var place = rules.Advertising is null ? 0 : billboards.Show(snapshot, viewer.Type, (k, row), slots, proposals, seen, ref clicks);
        rankers[r].Weigh(state.Histories![row], weight);
        foreach (var shown in slates[r].Fill(weight, slots - place, rules, ref random))
        {
            if (random.NextDouble() >= DeterministicMath.Pow(++place, -rules.PositionBias)) continue;
            seen[shown] = true;
            proposals.Looks.Add(new(state.First + row, r, shown));
        }
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
