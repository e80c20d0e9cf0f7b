using Economy.Core.Books;
using Economy.Core.Records;
using Economy.World.Actors;
using Economy.World.Boards;
using Economy.World.Interventions;
using Economy.World.Markets;

namespace Economy.World.Tick.Observe;

/// <summary>A tick that is over, as observers see it. Nothing here can be written.</summary>
public sealed class ObservedTick
{
    internal ObservedTick(TickState state, Purchases purchases, Calendar calendar) =>
        (State, Purchases, Calendar) = (state, purchases, calendar);

    internal TickState State { get; }

    /// <summary>The tick, from 1; 0 is the state after the endowment.</summary>
    public int Tick => State.Tick;

    /// <summary>What stays fixed.</summary>
    public WorldModel World => State.World;

    /// <summary>The board that the tick began with.</summary>
    public Board Board => State.Board;

    /// <summary>The economy as a whole, as in <c>ticks.csv</c>.</summary>
    public TickRow Economy => State.Row;

    /// <summary>What was bought in it, good by good.</summary>
    public Purchases Purchases { get; }

    /// <summary>The calendar, with what was added to it by hand.</summary>
    public Calendar Calendar { get; }

    /// <summary>Balances of every account after the tick.</summary>
    public Ledger Ledger => State.Ledger;

    /// <summary>What moved in the tick, by token, instrument and sector.</summary>
    public FlowMatrix Flows => State.Journal.Flows;

    /// <summary>Adds up what every sector holds of a token after the tick.</summary>
    /// <param name="token">The token.</param>
    /// <param name="held">[sectors] as in the chart of accounts; all zero before.</param>
    public void Sectors(TokenId token, Span<long> held)
    {
        var balances = Ledger.Balances(token);
        for (var a = 0; a < balances.Length; a++) held[World.Chart.SectorOf(new AccountId(a))] += balances[a];
    }

    /// <summary>Adds up the money of participants that have left, by sector.</summary>
    /// <param name="held">[sectors] as in the chart of accounts; all zero before.</param>
    public void Departed(Span<long> held)
    {
        for (var i = 0; i < World.Participants; i++)
            if (!IsActive(i)) held[World.Chart.SectorOf(World.Chart.Participant(i))] += Money(i);
    }

    /// <summary>Participants that have entered and not left, ascending.</summary>
    public IReadOnlyList<int> Active => State.Population.Active;

    /// <summary>Whether a participant has entered and not left.</summary>
    public bool IsActive(int participant) => State.Population.IsActive(participant);

    /// <summary>The tick's trades, by market as they came about; in the order of the blocks where block space is scarce.</summary>
    public IReadOnlyList<AssetTrade> Trades => State.Trading is { } trading ? trading.Trades : [];

    /// <summary>
    /// Price at which each asset was last sold, in a market or in limited issue, minor units; the initial price where it never was.
    /// </summary>
    public ReadOnlySpan<long> AssetPrice => State.Trading is { } trading ? trading.Price : State.Board.AssetPrice.AsSpan();

    /// <summary>Money of a participant, minor units.</summary>
    public long Money(int participant) => State.View.Money[participant];

    /// <summary>Units of an asset that a participant holds.</summary>
    public long Units(int participant, int asset) => State.View.Holdings(WorldModel.Token(asset))[participant];

    /// <summary>Assets of a participant at their last price, minor units.</summary>
    public long Assets(int participant)
    {
        var price = AssetPrice;
        var value = 0L;
        for (var a = 0; a < price.Length; a++) value += Units(participant, a) * price[a];
        return value;
    }

    /// <summary>The private state of every participant, in order; those yet to enter included.</summary>
    public IEnumerable<ParticipantState> Participants => State.Stage.Inspect();

    /// <summary>Attention of the tick: participant, row of the subsystem, seconds; by participant.</summary>
    public IEnumerable<(int Participant, int Subsystem, double Seconds)> Sessions =>
        from cell in Tick == 0 ? [] : State.Proposals
        from i in Enumerable.Range(0, cell.Tasks.Count)
        let task = cell.Tasks.Span[i]
        where task.IsSession
        select (task.Owner, task.Subsystem, (double)task.Seconds);

    /// <summary>Money of a participant, and its assets at their last price, minor units.</summary>
    public long Wealth(int participant) => Money(participant) + Assets(participant);
}
