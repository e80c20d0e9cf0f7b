using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Economy.Core.State;

namespace Economy.World.Recommenders;

/// <summary>What recommenders have published, and where everybody went: on the board, for the next tick.</summary>
/// <param name="Visitors">[K] Share of the participants that went to each subsystem in the tick.</param>
/// <param name="Learnt">What the ranking of each recommender has published, by recommender.</param>
public sealed record Shown(ImmutableArray<double> Visitors, ImmutableArray<ImmutableArray<double>> Learnt)
{
    /// <summary>Before the first tick.</summary>
    public static Shown First(WorldModel world) => new(
        [.. new double[world.Subsystems.Length]],
        [.. world.Recommenders.Select(k => Beginning(RankingOf(world, k).Open(world, k)))]);

    /// <summary>The ranking of the recommender in a row.</summary>
    public static IRanking RankingOf(WorldModel world, int subsystem) => (IRanking)((Recommender)world.Subsystems[subsystem]).Ranking;

    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter state)
    {
        state.WriteColumn(Visitors.AsSpan());
        foreach (var numbers in Learnt) state.WriteColumn(numbers.AsSpan());
    }

    /// <summary>What <see cref="Save"/> wrote, for the same world.</summary>
    public static Shown Read(WorldModel world, BinaryReader state)
    {
        var visitors = ImmutableCollectionsMarshal.AsImmutableArray(state.ReadColumn<double>());
        var learnt = new ImmutableArray<double>[world.Recommenders.Length];
        foreach (ref var numbers in learnt.AsSpan()) numbers = ImmutableCollectionsMarshal.AsImmutableArray(state.ReadColumn<double>());
        return new(visitors, [.. learnt]);
    }

    private static ImmutableArray<double> Beginning(Ranker ranker)
    {
        var numbers = new double[ranker.Numbers];
        ranker.Write(numbers);
        return [.. numbers];
    }
}
