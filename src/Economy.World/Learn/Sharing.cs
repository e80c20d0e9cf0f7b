using Economy.Attention;
using Economy.Attention.Model;
using Economy.Attention.Model.Scopes;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Learn;

/// <summary>What regions tell one another of their pools, where the allocation has a scope; distances are latencies.</summary>
internal sealed class Sharing : IResumable
{
    private ulong[] eligible = [];

    public Sharing(WorldModel world, ScopeSpec spec, AttentionScores scores)
    {
        var regions = world.Geography.Names.Length;
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

    /// <summary>What the tick's exchange cost.</summary>
    public ScopeTraffic Traffic { get; private set; } = new(0, 0, 0);

    /// <summary>Lets regions talk; gives back which of their pools tasks know of, null where they know of all.</summary>
    public ulong[]? Exchange(int tick, AllocationProblem rows)
    {
        Traffic = Scores.Exchange(tick);
        var used = rows.Tasks * rows.EligibleWords;
        if (eligible.Length < used) eligible = new ulong[used + used / 8];
        rows.Eligible.AsSpan(0, used).CopyTo(eligible);
        return Scores.Restrict(rows, eligible) ? eligible : null;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => Scores.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => Scores.Restore(state);
}
