using Economy.World.Learn;

namespace Economy.World.Tick.Allocate;

/// <summary>
/// How a world lies in the allocator's problem. Rows are tasks; pools are the world's pools, then its issues; columns are
/// <see cref="Kinds"/>, then <see cref="Assets"/>.
/// </summary>
internal sealed class ProblemLayout
{
    private readonly WorldModel world;

    /// <param name="world">What stays fixed.</param>
    public ProblemLayout(WorldModel world)
    {
        this.world = world;
        Kinds = ObservedFeatures.Offered(world);
        Assets = [.. world.Issues.Select(i => i.Asset).Distinct()];
        (Pools, Columns) = (Math.Max(1, world.Pools.Count + world.Issues.Count), Math.Max(1, Kinds.Length + Assets.Length));
    }

    /// <summary>The resources that any pool offers; the first columns, in order.</summary>
    public int[] Kinds { get; }

    /// <summary>The assets in limited issue, by row; the last columns.</summary>
    public int[] Assets { get; }

    /// <summary>How many columns there are, ≥ 1.</summary>
    public int Columns { get; }

    /// <summary>Pools and issues, ≥ 1.</summary>
    public int Pools { get; }

    /// <summary>Column of an issue's asset.</summary>
    public int ColumnOf(int issue) => Kinds.Length + Array.IndexOf(Assets, world.Issues[issue].Asset);
}
