using Economy.Core.Books;
using Economy.Core.State;
using Economy.World.Actors.Remote;

namespace Economy.World.Actors;

/// <summary>
/// What every actor may see while a tick is decided: frozen, so that nothing depends on who steps first.
/// </summary>
public sealed class Snapshot : IResumable
{
    private readonly WorldModel world;
    private readonly Ledger? ledger;
    private readonly Replica? replica;

    /// <param name="world">What stays fixed.</param>
    /// <param name="ledger">The books; not written while actors step.</param>
    public Snapshot(WorldModel world, Ledger ledger)
        : this(world, world.Demand is null ? [] : new long[world.Participants]) => this.ledger = ledger;

    /// <summary>The snapshot as a cell on another machine has it.</summary>
    internal Snapshot(Replica replica)
        : this(replica.World, replica.ComputeDue) => this.replica = replica;

    private Snapshot(WorldModel world, long[] computeDue)
    {
        this.world = world;
        ComputeDue = computeDue;
        Entered = Active = world.InitialParticipants;
        BaseFee = world.Scenario.Frictions?.BaseFee ?? 0;
        Subsystems = [.. world.Subsystems.Select(s => SubsystemState.Initial)];
        AssetPrice = [.. world.Assets.Select(a => a.InitialPrice)];
    }

    /// <summary>The tick being decided, from 1.</summary>
    public int Tick { get; internal set; }

    /// <summary>Participants with a lower number have entered.</summary>
    public int Entered { get; internal set; }

    /// <summary>Participants active when the tick begins, those who enter in it included.</summary>
    public int Active { get; internal set; }

    /// <summary>Factor on all rewards.</summary>
    public double RewardFactor { get; internal set; } = 1;

    /// <summary>Base fee of the next block, billionths of a minor unit per gas; 0 where block space is free.</summary>
    public long BaseFee { get; internal set; }

    /// <summary>What is publicly known of each subsystem from the tick before.</summary>
    public SubsystemState[] Subsystems { get; }

    /// <summary>Last price of each asset, minor units.</summary>
    public long[] AssetPrice { get; }

    /// <summary>Compute payments each participant owes this tick for jobs that run already, minor units. Empty where there are no jobs.</summary>
    public long[] ComputeDue { get; }

    /// <summary>Jobs that wait or may be preempted, in order of (owner, job): what owners bid for this tick.</summary>
    public IReadOnlyList<Allocate.JobRun> OpenJobs { get; internal set; } = [];

    /// <summary>Money of the participants, by number, minor units.</summary>
    public ReadOnlySpan<long> Money => Holdings(TokenId.Currency);

    /// <summary>A token's holdings of the participants, by number.</summary>
    public ReadOnlySpan<long> Holdings(TokenId token) =>
        replica is null ? ledger!.Balances(token)[world.Chart.FirstParticipant..] : replica.Holdings[token.Value];

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(Tick);
        state.Write(Entered);
        state.Write(Active);
        state.Write(RewardFactor);
        state.Write(BaseFee);
        state.WriteColumn<SubsystemState>(Subsystems);
        state.WriteColumn<long>(AssetPrice);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        Tick = state.ReadInt32();
        Entered = state.ReadInt32();
        Active = state.ReadInt32();
        RewardFactor = state.ReadDouble();
        BaseFee = state.ReadInt64();
        state.ReadColumn<SubsystemState>(Subsystems);
        state.ReadColumn<long>(AssetPrice);
    }
}

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
