using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Economy.Core.State;
using Economy.World.Markets;
using Economy.World.Subsystems;

namespace Economy.World.Boards;

/// <summary>What can be seen on a board of subsystems, markets and rewards: the part of it that a view may show late.</summary>
/// <param name="RewardFactor">Factor on all rewards.</param>
/// <param name="Subsystems">What is known of each subsystem.</param>
/// <param name="AssetPrice">Price at which each asset was last sold, minor units.</param>
/// <param name="Quotes">Best quotes left in each market's book.</param>
/// <param name="Indication">What each asset could be sold for: <see cref="Board.Indication"/>.</param>
/// <param name="Rent">Rent paid for a unit of each asset: <see cref="Board.Rent"/>.</param>
public sealed record Sight(double RewardFactor, ImmutableArray<SubsystemState> Subsystems, ImmutableArray<long> AssetPrice,
    ImmutableArray<Quote> Quotes, ImmutableArray<long> Indication, ImmutableArray<long> Rent)
{
    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter state)
    {
        state.Write(RewardFactor);
        state.WriteColumn(Subsystems.AsSpan());
        state.WriteColumn(AssetPrice.AsSpan());
        state.WriteColumn(Quotes.AsSpan());
        state.WriteColumn(Indication.AsSpan());
        state.WriteColumn(Rent.AsSpan());
    }

    /// <summary>What <see cref="Save"/> wrote, for the same world.</summary>
    public static Sight Read(WorldModel world, BinaryReader state) => new(
        state.ReadDouble(), Column<SubsystemState>(state, world.Subsystems.Length), Column<long>(state, world.Assets.Length),
        Column<Quote>(state, world.Markets.Count), Column<long>(state, world.Assets.Length), Column<long>(state, world.Assets.Length));

    private static ImmutableArray<T> Column<T>(BinaryReader state, int count)
        where T : unmanaged
    {
        var values = new T[count];
        state.ReadColumn<T>(values);
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }
}
