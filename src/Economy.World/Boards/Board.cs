using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Economy.World.Markets;
using Economy.World.Recommenders;
using Economy.World.Recommenders.Ads;
using Economy.World.Subsystems;

namespace Economy.World.Boards;

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

    /// <summary>
    /// Price at which each asset was last sold, in a market or in limited issue, minor units; the initial price where it never was.
    /// </summary>
    public required ImmutableArray<long> AssetPrice { get; init; }

    /// <summary>
    /// What each asset could be sold for, minor units: the price where it was sold; where its market had orders and no trade the middle of
    /// its best bid and ask, the last price within them where only one side was there; else as before.
    /// </summary>
    public required ImmutableArray<long> Indication { get; init; }

    /// <summary>Rent that subsystems paid for a unit of each asset in the tick, minor units.</summary>
    public required ImmutableArray<long> Rent { get; init; }

    /// <summary>Best quotes left in each market's book; none where it keeps no book.</summary>
    public required ImmutableArray<Quote> Quotes { get; init; }

    /// <summary>Orders that rest in the markets' books, by (owner, market, number).</summary>
    public required ImmutableArray<RestingOrder> Resting { get; init; }

    /// <summary>What could be seen on the boards before, the youngest first: as many as the longest delay of a view needs.</summary>
    public ImmutableArray<Sight> Past { get; init; } = [];

    /// <summary>What can be seen on it, or could on an earlier one.</summary>
    /// <param name="delay">Ticks to look back; further than the run is old is its beginning.</param>
    public Sight Seen(int delay) =>
        delay == 0 || Past.IsEmpty ? new(RewardFactor, Subsystems, AssetPrice, Quotes, Indication, Rent) : Past[Math.Min(delay, Past.Length) - 1];

    /// <summary>The past of the board after it.</summary>
    /// <param name="depth">Boards that are remembered.</param>
    public ImmutableArray<Sight> Remember(int depth) => depth == 0 ? [] : [Seen(0), .. Past.Take(depth - 1)];

    /// <summary>What recommenders and friends know; null where there are none.</summary>
    public Shown? Shown { get; init; }

    /// <summary>What each subsystem asks and pays in the tick: published at Open, when a board is put up that has it.</summary>
    public ImmutableArray<SubsystemTerms> Terms { get; init; } = [];

    /// <summary>Slots of recommenders that are sold in the tick: published at Open too.</summary>
    public ImmutableArray<AdSlot> Ads { get; init; } = [];

    /// <summary>The board before the first tick.</summary>
    public static Board First(WorldModel world)
    {
        var rules = Rules.Of(world);
        return new()
        {
            Tick = -1,
            Rules = rules,
            RewardFactor = 1,
            BaseFee = rules.Frictions?.BaseFee ?? 0,
            Subsystems = [.. world.Subsystems.Select(_ => SubsystemState.Initial)],
            AssetPrice = [.. world.Assets.Select(a => a.InitialPrice)],
            Indication = [.. world.Assets.Select(a => a.InitialPrice)],
            Rent = [.. world.Assets.Select(_ => 0L)],
            Quotes = [.. world.Markets.Select(_ => default(Quote))],
            Resting = [],
            Shown = world.HasShown ? Shown.First(world) : null,
        };
    }

    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter state)
    {
        state.Write(Tick);
        Rules.Save(state);
        Seen(0).Save(state);
        state.Write(BaseFee);
        state.Write7BitEncodedInt(Resting.Length);
        foreach (var order in Resting) order.Save(state);
        state.Write7BitEncodedInt(Past.Length);
        foreach (var sight in Past) sight.Save(state);
        Shown?.Save(state);
    }

    /// <summary>The board that <see cref="Save"/> wrote, for the same world.</summary>
    /// <param name="known">An earlier board, whose rules serve again where they have not changed.</param>
    public static Board Read(WorldModel world, BinaryReader state, Board known)
    {
        var tick = state.ReadInt32();
        var rules = Rules.Read(world, state);
        var sight = Sight.Read(world, state);
        return known with
        {
            Tick = tick,
            Rules = rules.IsSame(known.Rules) ? known.Rules : rules,
            RewardFactor = sight.RewardFactor,
            Subsystems = sight.Subsystems,
            AssetPrice = sight.AssetPrice,
            Quotes = sight.Quotes,
            Indication = sight.Indication,
            Rent = sight.Rent,
            BaseFee = state.ReadInt64(),
            Resting = ReadResting(state),
            Past = ReadPast(world, state),
            Shown = world.HasShown ? Shown.Read(world, state) : null,
        };
    }

    private static ImmutableArray<RestingOrder> ReadResting(BinaryReader state)
    {
        var orders = new RestingOrder[state.Read7BitEncodedInt()];
        for (var i = 0; i < orders.Length; i++) orders[i] = RestingOrder.Read(state);
        return ImmutableCollectionsMarshal.AsImmutableArray(orders);
    }

    private static ImmutableArray<Sight> ReadPast(WorldModel world, BinaryReader state)
    {
        var past = new Sight[state.Read7BitEncodedInt()];
        for (var i = 0; i < past.Length; i++) past[i] = Sight.Read(world, state);
        return ImmutableCollectionsMarshal.AsImmutableArray(past);
    }
}
