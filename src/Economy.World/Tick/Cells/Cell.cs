using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Money;
using Economy.World.Tick.Decide;
using Economy.World.Tick.Perform;

namespace Economy.World.Tick.Cells;

/// <summary>
/// A range of participants, their private state in columns, stepped as one batch. Reads the snapshot, writes only its own
/// columns and proposals.
/// </summary>
public sealed class Cell : IResumable
{
    private readonly WorldModel world;
    private readonly int first;
    private readonly int count;
    private readonly Exits exits;
    private readonly Production production;
    private readonly Sessions sessions;
    private readonly Orders orders;
    private readonly Performance performance;
    private readonly bool anythingToDecide;

    /// <param name="world">What stays fixed.</param>
    /// <param name="first">Number of the first participant.</param>
    /// <param name="count">How many participants.</param>
    public Cell(WorldModel world, int first, int count)
    {
        this.world = world;
        this.first = first;
        this.count = count;
        State = new ParticipantColumns(world, first, count);
        Proposals = new Proposals(count * Math.Min(2, world.Subsystems.Length));
        if (world.HasExits) (Proposals.ExpectedMicro, Proposals.Expecting) = (new long[world.Types.Length], new int[world.Types.Length]);
        if (world.SeesFocus) Proposals.Focus = new long[world.Types.Length * Focused.Measures];
        if (world.SeesShown) Proposals.Values = new long[4];
        Proposals.Impressions = new long[world.Campaigns.Count];
        exits = new Exits(world, State);
        var worth = new Worth(world, State);
        production = new Production(world, State, worth);
        var looking = world.HasShown || world.SeesShown ? new Looking(world, State) : null;
        sessions = new Sessions(world, State, worth, production, looking);
        orders = new Orders(world, State, worth, production, looking);
        performance = new Performance(world, State);
        anythingToDecide = world.Subsystems.Length + world.Markets.Count + world.Issues.Count > 0 || world.Demand is not null || looking is not null;
    }

    /// <summary>What the cell proposes in this tick.</summary>
    public Proposals Proposals { get; }

    /// <summary>What performing brought.</summary>
    public Results Results { get; } = new();

    private ParticipantColumns State { get; }

    /// <summary>First superstep: who leaves, where attention goes, what is bid and ordered.</summary>
    public void Decide(Snapshot snapshot)
    {
        Proposals.Clear();
        foreach (var entrant in snapshot.Entrants)
            if (entrant.Participant >= first && entrant.Participant < first + count) State.Enter(entrant.Participant - first, entrant.Life);
        sessions.Begin(snapshot, first);
        orders.Begin(snapshot);
        production.Begin(snapshot);
        Span<double> seconds = stackalloc double[world.Subsystems.Length];
        for (var i = 0; i < count; i++)
        {
            var participant = first + i;
            if (!State.IsHere[i]) continue;
            var type = snapshot.Rules.Types[world.TypeOf[participant]];
            if (exits.Of(snapshot, type, i) is { } why)
            {
                State.IsHere[i] = false;
                Proposals.Leavers.Add(new Leaver(participant, why));
                continue;
            }

            Proposals.Active++;
            exits.Count(i, Proposals);
            if (!anythingToDecide)
            {
                Proposals.Attend(State.Attention[i], []);
                continue;
            }

            var money = snapshot.Money[participant];
            var free = money - Due(snapshot, type, participant, money);
            var marginal = MoneyUtility.Marginal(type, money);
            production.Turn(snapshot, type, i, marginal);
            sessions.Focus(snapshot, type, i, marginal, seconds, Proposals);
            free = sessions.Bid(snapshot, type, i, marginal, free, seconds, Proposals);
            orders.Place(snapshot, type, i, marginal, free, seconds, Proposals);
            orders.Remember(i, Proposals);
        }
    }

    /// <summary>Second superstep: what was served yields utility, assets, and experience.</summary>
    /// <param name="snapshot">The snapshot that was decided on.</param>
    /// <param name="outcomes">What allocation decided.</param>
    /// <param name="firstTask">Row of the cell's first task in <paramref name="outcomes"/>.</param>
    public void Perform(Snapshot snapshot, Outcomes outcomes, int firstTask) =>
        performance.Run(snapshot, outcomes, firstTask, Proposals, Results);

    /// <summary>The private state of every participant, in order.</summary>
    public ParticipantState[] Inspect()
    {
        var states = new ParticipantState[count];
        for (var i = 0; i < count; i++)
        {
            var outlook = State.Outlook.Length == 0 ? default : State.Outlook[i];
            states[i] = new(State.IsHere[i], State.Attention[i], State.UtilityMicro[i], outlook.Expected, outlook.Experience);
        }

        return states;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => State.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => State.Restore(state);

    private static long Due(Snapshot snapshot, ParticipantTypeSpec type, int participant, long money)
    {
        var due = snapshot.Rules.Levies.Due(new Taxpayer(type, money, snapshot.AssetsOf(participant)));
        return snapshot.ComputeDue.Length > 0 ? due + snapshot.ComputeDue[participant] : due;
    }
}
