using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Economy.Core.State;

namespace Economy.World.Recommenders;

/// <summary>What recommenders have published, and what everybody did: on the board, for the next tick.</summary>
/// <param name="Visitors">[K] Share of the participants that went to each subsystem in the tick.</param>
/// <param name="Buyers">[A] Orders to buy each asset over participants; empty where goods are all in view.</param>
/// <param name="Presence">Where everybody was; of nobody where no people are shown.</param>
/// <param name="Learnt">What the ranking of each recommender has published, by recommender.</param>
public sealed record Shown(
    ImmutableArray<double> Visitors, ImmutableArray<double> Buyers, Presence Presence, ImmutableArray<ImmutableArray<double>> Learnt)
{
    /// <summary>Before the first tick.</summary>
    public static Shown First(WorldModel world) => new(
        [.. new double[world.Subsystems.Length]], [.. new double[world.HidesGoods ? world.Assets.Length : 0]], Presence.First(world),
        [.. world.Recommenders.Select(k => Beginning(RankingOf(world, k).Open(world, k)))]);

    /// <summary>The ranking of the recommender in a row.</summary>
    public static IRanking RankingOf(WorldModel world, int subsystem) => (IRanking)((Recommender)world.Subsystems[subsystem]).Ranking;

    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter state)
    {
        state.WriteColumn(Visitors.AsSpan());
        state.WriteColumn(Buyers.AsSpan());
        state.WriteColumn(Presence.Bits.AsSpan());
        foreach (var numbers in Learnt) state.WriteColumn(numbers.AsSpan());
    }

    /// <summary>What <see cref="Save"/> wrote, for the same world.</summary>
    public static Shown Read(WorldModel world, BinaryReader state)
    {
        var (visitors, buyers) = (Column<double>(state), Column<double>(state));
        var presence = Presence.First(world) with { Bits = Column<ulong>(state) };
        var learnt = new ImmutableArray<double>[world.Recommenders.Length];
        foreach (ref var numbers in learnt.AsSpan()) numbers = Column<double>(state);
        return new(visitors, buyers, presence, [.. learnt]);
    }

    private static ImmutableArray<T> Column<T>(BinaryReader state)
        where T : unmanaged => ImmutableCollectionsMarshal.AsImmutableArray(state.ReadColumn<T>());

    private static ImmutableArray<double> Beginning(Ranker ranker)
    {
        var numbers = new double[ranker.Numbers];
        ranker.Write(numbers);
        return [.. numbers];
    }
}
