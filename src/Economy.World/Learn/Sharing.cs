using Economy.Attention;
using Economy.Attention.Model;
using Economy.Attention.Model.Scopes;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Learn;

/// <summary>What a tick's exchange came to.</summary>
/// <param name="Traffic">What was sent.</param>
/// <param name="Due">[m] What it costs, by the pool that it is due to, minor units.</param>
/// <param name="TakenMilli">Bandwidth that it took of pools, thousandths of Mbit/s.</param>
internal sealed record Exchanged(ScopeTraffic Traffic, long[] Due, long TakenMilli);

/// <summary>What regions tell one another of their pools, where the allocation has a scope; distances are latencies.</summary>
internal sealed class Sharing : IResumable
{
    private readonly ScopeSpec spec;
    private readonly int[][] poolsOf;
    private readonly int bandwidth;   // Its column; −1 where no pool offers it.
    private ulong[] eligible = [];

    public Sharing(WorldModel world, ScopeSpec spec, AttentionScores scores, int[] kinds)
    {
        var regions = world.Geography.Names.Length;
        (this.spec, bandwidth) = (spec, Array.IndexOf(kinds, (int)Resource.Bandwidth));
        poolsOf = [.. Enumerable.Range(0, regions).Select(r =>
            Enumerable.Range(0, world.Pools.Count).Where(j => world.Geography.OfPool[j] == r).ToArray())];
        Last = new(new(0, 0, 0), new long[world.Pools.Count], 0);
        var options = new ScopeOptions
        {
            Scope = spec.Kind switch { ScopeKind.Local => Scope.Local, ScopeKind.Distributed => Scope.Distributed, _ => Scope.Global },
            Distance = [.. from task in Enumerable.Range(0, regions) from pool in Enumerable.Range(0, regions) select task == pool ? 0
                : world.Geography.Latency(task, pool)],
            Window = spec.Window,
            Tokens = spec.Tokens,
            Period = spec.Period,
            Deduplicated = spec.Exchange == ScopeExchange.Deduplicated,
        };
        Scores = new ScopedScores(scores, options, regions);
    }

    /// <summary>What tasks are expected to be worth at pools, as far as their region knows of them.</summary>
    public ScopedScores Scores { get; }

    /// <summary>The tick's exchange.</summary>
    public Exchanged Last { get; private set; }

    /// <summary>
    /// Lets regions talk, which takes bandwidth of what is offered; gives back which of their pools tasks know of, null where they know of
    /// all.
    /// </summary>
    public ulong[]? Exchange(int tick, AllocationProblem rows)
    {
        var traffic = Scores.Exchange(tick);
        var (due, taken) = (new long[Last.Due.Length], 0L);
        for (var r = 0; r < poolsOf.Length; r++)
        {
            foreach (var pool in poolsOf[r]) due[pool] = (long)((Int128)(spec.Price ?? 0) * Scores.Sent[r] / 1_000_000 / poolsOf[r].Length);
            if (bandwidth >= 0 && spec.Bandwidth is > 0)
                taken += Take(rows, poolsOf[r], (long)Math.Ceiling(spec.Bandwidth.Value * Scores.Sent[r]));
        }

        Last = new(traffic, due, taken);
        var used = rows.Tasks * rows.EligibleWords;
        if (eligible.Length < used) eligible = new ulong[used + used / 8];
        rows.Eligible.AsSpan(0, used).CopyTo(eligible);
        return Scores.Restrict(rows, eligible) ? eligible : null;
    }

    /// <summary>
    /// Takes so much bandwidth of some pools, each in proportion to what it offers and at most all; gives back what was taken.
    /// </summary>
    private long Take(AllocationProblem rows, int[] pools, long milli)
    {
        ref long Offered(int pool) => ref rows.CapacityMilli[pool * rows.Resources + bandwidth];
        var (all, taken) = (pools.Sum(p => Offered(p)), 0L);
        foreach (var pool in pools)
        {
            var part = all == 0 ? 0 : (long)((Int128)Math.Min(milli, all) * Offered(pool) / all);
            Offered(pool) -= part;
            taken += part;
        }

        return taken;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => Scores.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => Scores.Restore(state);
}
