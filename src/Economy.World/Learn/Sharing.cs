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
            Distance = [.. from task in Enumerable.Range(0, regions) from pool in Enumerable.Range(0, regions) select task == pool ? 0 : world.Geography.Latency(task, pool)],
            Window = spec.Window,
            Tokens = spec.Tokens,
            Period = spec.Period,
        };
        Scores = new ScopedScores(scores, options, regions);
    }

    /// <summary>What tasks are expected to be worth at pools, as far as their region knows of them.</summary>
    public ScopedScores Scores { get; }

    /// <summary>What the tick's exchange cost.</summary>
    public ScopeTraffic Traffic { get; private set; } = new(0, 0, 0);

    /// <summary>Lets regions talk, and takes the pools that tasks do not see out of their reach until <see cref="Release"/>.</summary>
    public void Begin(int tick, AllocationProblem problem)
    {
        Traffic = Scores.Exchange(tick);
        var used = problem.Tasks * problem.EligibleWords;
        if (eligible.Length < used) eligible = new ulong[used + used / 8];
        problem.Eligible.AsSpan(0, used).CopyTo(eligible);
        Scores.Restrict(problem);
    }

    /// <summary>Puts all pools back into reach.</summary>
    public void Release(AllocationProblem problem) => eligible.AsSpan(0, problem.Tasks * problem.EligibleWords).CopyTo(problem.Eligible);

    /// <inheritdoc />
    public void Save(BinaryWriter state) => Scores.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => Scores.Restore(state);
}
