using System.Runtime.InteropServices;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Actors.Remote;
using Economy.World.Boards;
using Economy.World.Demand;
using Economy.World.Money;
using Economy.World.Recommenders.Ads;
using Economy.World.Subsystems;
using Economy.World.Views;

namespace Economy.World.Actors;

/// <summary>What an actor may see while a tick is decided: the board, and what is its own. Nobody writes it meanwhile.</summary>
public sealed class Snapshot : IResumable
{
    private readonly WorldModel world;
    private readonly Ledger? ledger;
    private readonly Replica? replica;
    private Sight[] sights = [];

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
        Active = world.InitialParticipants;
        Board = Board.First(world);
    }

    /// <summary>What everybody may see.</summary>
    public Board Board
    {
        get;
        internal set
        {
            field = value;
            sights = [.. value.Rules.Types.Select(type => value.Seen((type.View as IView)?.Delay ?? 0))];
        }
    }

    /// <summary>What a participant sees of subsystems, markets and rewards.</summary>
    public Sight Sight(int participant) => sights[world.TypeOf[participant]];

    /// <summary>The rules in force.</summary>
    public Rules Rules => Board.Rules;

    /// <summary>The tick being decided, from 1.</summary>
    public int Tick { get; internal set; }

    /// <summary>Participants who enter in the tick, ascending.</summary>
    public IReadOnlyList<Entrant> Entrants { get; internal set; } = [];

    /// <summary>Participants active when the tick begins, those who enter in it included.</summary>
    public int Active { get; internal set; }

    /// <summary>
    /// Compute payments each participant owes this tick for jobs that run already, minor units. Empty where there are no jobs.
    /// </summary>
    public long[] ComputeDue { get; }

    /// <summary>Jobs that wait or may be preempted, in order of (owner, job): what owners bid for this tick.</summary>
    public IReadOnlyList<JobRun> OpenJobs { get; internal set; } = [];

    /// <summary>Money of the participants, by number, minor units.</summary>
    public ReadOnlySpan<long> Money => Holdings(TokenId.Currency);

    /// <summary>A token's holdings of the participants, by number.</summary>
    public ReadOnlySpan<long> Holdings(TokenId token) =>
        replica is null ? ledger!.Balances(token)[world.Chart.FirstParticipant..] : replica.Holdings[token.Value];

    /// <summary>A participant as levies see it when the tick begins.</summary>
    public Taxpayer Taxpayer(ParticipantTypeSpec type, int participant) => new(type, Money[participant], AssetsOf(participant));

    /// <summary>Assets of a participant at the prices on the board, minor units; 0 where no levy looks at them.</summary>
    public long AssetsOf(int participant)
    {
        var value = 0L;
        for (var a = 0; Rules.Levies.SeesAssets && a < Board.AssetPrice.Length; a++)
            value += Holdings(WorldModel.Token(a))[participant] * Board.AssetPrice[a];
        return value;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => Save(state, Board, Entrants);

    /// <summary>Writes what the participants of one cell may see: of the orders at rest their own, of the entrants those of the cell.</summary>
    internal void Save(BinaryWriter state, CellRange range) =>
        Save(state,
            Board.Resting.IsEmpty ? Board : Board with { Resting = [.. Board.Resting.Where(o => range.Holds(o.Owner))] },
            [.. Entrants.Where(e => range.Holds(e.Participant))]);

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        Tick = state.ReadInt32();
        Active = state.ReadInt32();
        Entrants = state.ReadColumn<Entrant>();
        var terms = ImmutableCollectionsMarshal.AsImmutableArray(state.ReadColumn<SubsystemTerms>());
        var ads = ImmutableCollectionsMarshal.AsImmutableArray(state.ReadColumn<AdSlot>());
        Board = Board.Read(world, state, Board) with { Terms = terms, Ads = ads };
    }

    private void Save(BinaryWriter state, Board board, IReadOnlyList<Entrant> entrants)
    {
        state.Write(Tick);
        state.Write(Active);
        state.WriteColumn<Entrant>([.. entrants]);
        state.WriteColumn(board.Terms.AsSpan());
        state.WriteColumn(board.Ads.AsSpan());
        board.Save(state);
    }
}
