using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Economy.Core.State;
using Economy.World.Markets;
using Economy.World.Subsystems;

namespace Economy.World.Tick;

/// <summary>What everybody may see: made by Observe when a tick is over, and never written afterwards.</summary>
public sealed record Board
{
    /// <summary>The tick that it was made in; it is seen in the next.</summary>
    public required int Tick { get; init; }

    /// <summary>The rules in force.</summary>
    public required Rules Rules { get; init; }

    /// <summary>Factor on all rewards.</summary>
    public required double RewardFactor { get; init; }

    /// <summary>Base fee of the next block, billionths of a minor unit per gas; 0 where block space is free.</summary>
    public required long BaseFee { get; init; }

    /// <summary>What is publicly known of each subsystem.</summary>
    public required ImmutableArray<SubsystemState> Subsystems { get; init; }

    /// <summary>Last price of each asset, minor units.</summary>
    public required ImmutableArray<long> AssetPrice { get; init; }

    /// <summary>Best quotes left in each market's book; none where it keeps no book.</summary>
    public required ImmutableArray<Quote> Quotes { get; init; }

    /// <summary>Orders that rest in the markets' books, by (owner, market, number).</summary>
    public required ImmutableArray<RestingOrder> Resting { get; init; }

    /// <summary>What each subsystem asks and pays in the tick: published at Open, when a board is put up that has it.</summary>
    public ImmutableArray<SubsystemTerms> Terms { get; init; } = [];

    /// <summary>The board before the first tick.</summary>
    public static Board First(WorldModel world) => new()
    {
        Tick = -1,
        Rules = Rules.Of(world),
        RewardFactor = 1,
        BaseFee = world.Scenario.Frictions?.BaseFee ?? 0,
        Subsystems = [.. world.Subsystems.Select(_ => SubsystemState.Initial)],
        AssetPrice = [.. world.Assets.Select(a => a.InitialPrice)],
        Quotes = [.. world.Markets.Select(_ => default(Quote))],
        Resting = [],
    };

    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter state)
    {
        state.Write(Tick);
        Rules.Save(state);
        state.Write(RewardFactor);
        state.Write(BaseFee);
        state.WriteColumn(Subsystems.AsSpan());
        state.WriteColumn(AssetPrice.AsSpan());
        state.WriteColumn(Quotes.AsSpan());
        state.Write7BitEncodedInt(Resting.Length);
        foreach (var order in Resting) order.Save(state);
    }

    /// <summary>The board that <see cref="Save"/> wrote, for the same world.</summary>
    /// <param name="known">An earlier board, whose rules serve again where they have not changed.</param>
    public static Board Read(WorldModel world, BinaryReader state, Board known)
    {
        var tick = state.ReadInt32();
        var rules = Rules.Read(world, state);
        return known with
        {
            Tick = tick,
            Rules = rules.Changes.SequenceEqual(known.Rules.Changes) ? known.Rules : rules,
            RewardFactor = state.ReadDouble(),
            BaseFee = state.ReadInt64(),
            Subsystems = Column<SubsystemState>(state, world.Subsystems.Length),
            AssetPrice = Column<long>(state, world.Assets.Length),
            Quotes = Column<Quote>(state, world.Markets.Count),
            Resting = ReadResting(state),
        };
    }

    private static ImmutableArray<RestingOrder> ReadResting(BinaryReader state)
    {
        var orders = new RestingOrder[state.Read7BitEncodedInt()];
        for (var i = 0; i < orders.Length; i++) orders[i] = RestingOrder.Read(state);
        return ImmutableCollectionsMarshal.AsImmutableArray(orders);
    }

    private static ImmutableArray<T> Column<T>(BinaryReader state, int count)
        where T : unmanaged
    {
        var values = new T[count];
        state.ReadColumn<T>(values);
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }
}

/// <summary>Best quotes left in a market's book, minor units per unit; 0 where nobody quotes.</summary>
public readonly record struct Quote(long Bid, long Ask);

/// <summary>What a tick showed of a subsystem, known to all in the next.</summary>
/// <param name="Service">Share of asked-for compute that was allocated, 0…1.</param>
/// <param name="Crowding">Factor that crowding left of utility, 0…1.</param>
/// <param name="Network">Factor of the network effect, ≥ 1.</param>
/// <param name="ComputePrice">Paid for compute per hour of attention, minor units.</param>
/// <param name="Quality">Quality of what was served; 1 is what was bid for.</param>
public readonly record struct SubsystemState(double Service, double Crowding, double Network, double ComputePrice, double Quality)
{
    /// <summary>Before anyone has been there: full service, nobody in the way.</summary>
    public static SubsystemState Initial => new(1, 1, 1, 0, 1);
}
