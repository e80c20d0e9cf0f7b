using Economy.Core.Kinds;

namespace Economy.World.Recommenders;

/// <summary>The items of which a recommender shows some: rows of subsystems, of assets, or of participants.</summary>
public sealed class Catalogue
{
    private Catalogue(RankedItems items, IReadOnlyList<string> names, int[] kindOf) => (Items, Names, KindOf) = (items, names, kindOf);

    /// <summary>What they are.</summary>
    public RankedItems Items { get; }

    /// <summary>Number of items.</summary>
    public int Count => KindOf.Length;

    /// <summary>Their names; empty of people, who have none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>[Count] A number for the kind of each item, of which a slate may be diverse; below 0 where it is never shown.</summary>
    public int[] KindOf { get; }

    /// <summary>The catalogue of a recommender.</summary>
    /// <param name="world">What stays fixed.</param>
    /// <param name="recommender">Its row among the subsystems.</param>
    public static Catalogue Of(WorldModel world, int recommender) => ((Recommender)world.Subsystems[recommender]).Items switch
    {
        RankedItems.Goods => new(
            RankedItems.Goods, [.. world.Assets.Select(a => a.Name)], [.. world.Assets.Select((_, a) => MakerOf(world, a))]),
        RankedItems.People => new(RankedItems.People, [], [.. world.TypeOf.Select(t => (int)t)]),
        var items => new(items, [.. world.Subsystems.Select(s => s.Name)], Places(world, items)),
    };

    /// <summary>By the kind of the subsystem.</summary>
    private static int[] Places(WorldModel world, RankedItems items)
    {
        var kinds = world.Subsystems.Select(s => KindRegistry.NameOf(s)).Distinct().ToList();
        return [.. world.Subsystems.Select(s => s is Recommender || items == RankedItems.Creators && s.Makes.Count == 0 ? -1
            : kinds.IndexOf(KindRegistry.NameOf(s)))];
    }

    /// <summary>By the first subsystem that makes it; goods that nobody makes are each of their own kind.</summary>
    private static int MakerOf(WorldModel world, int asset) =>
        Array.FindIndex(world.Subsystems, s => s.Makes.ContainsKey(world.Assets[asset].Name)) is >= 0 and var maker ? maker
            : world.Subsystems.Length + asset;
}
