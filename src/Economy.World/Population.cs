using Economy.Core.Books;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Demography;
using Economy.World.Randomness;
using Economy.World.Tick;
using Economy.World.Tick.Post;

namespace Economy.World;

/// <summary>Who is there: endowment at the start, entry and exit as the run goes on.</summary>
internal sealed class Population(WorldModel world) : IResumable
{
    private readonly bool[] isActive = StartActive(world);
    private readonly int[] lives = StartLives(world);
    private readonly Vacancies vacancies = new(world);
    private readonly Movement[] moved = new Movement[world.Types.Length];
    private readonly double[] expected = Unknown(world);
    private readonly List<int> left = [];
    private List<int>?[] byType = new List<int>?[world.Types.Length];
    private long[]?[]? scaled;

    /// <summary>Active participants, ascending.</summary>
    public List<int> Active { get; } = [.. Enumerable.Range(0, world.InitialParticipants)];

    /// <summary>Money each participant entered with, minor units; that of all who have had the account.</summary>
    public long[] Endowment { get; } = new long[world.Participants];

    /// <summary>Those who entered in this tick, ascending.</summary>
    public List<Entrant> Entrants { get; } = [];

    /// <summary>Who came and who left in this tick, by type.</summary>
    public ReadOnlySpan<Movement> Moved => moved;

    /// <summary>Mean utility per tick that participants of each type expect; not a number where nobody has an expectation.</summary>
    public ReadOnlySpan<double> Expected => expected;

    /// <summary>Lets newcomers enter with their holdings.</summary>
    public void Enter(TickState tick)
    {
        Entrants.Clear();
        moved.AsSpan().Clear();
        for (var wave = tick.Rules.Population.Entrants ?? 0; wave > 0; wave--) Come(tick, world.EntryType);
        Arrive(tick, world.EntryType, tick.Rules.Population.EntryRate, -1);
        for (var t = 0; t < world.Types.Length; t++) Arrive(tick, t, tick.Rules.Types[t].Entry?.Rate ?? 0, -2 - t);
        Entrants.Sort(static (a, b) => a.Participant.CompareTo(b.Participant));
        // Their jobs are given up only after this, so nobody may have the accounts before the next tick.
        if (tick.Rules.Population.Estate is IEstateRule) left.ForEach(vacancies.Add);
        left.Clear();
    }

    /// <summary>Creates the holdings of a participant as it enters.</summary>
    public void Endow(TickState tick, int participant)
    {
        var type = world.Types[world.TypeOf[participant]];
        var money = tick.Tick == 0 && type.Wealth.Scaled == true ? Scaled(participant)
            : (long)Math.Floor(Drawn(participant, tick.Tick == 0 ? 0 : lives[participant]) + 0.5);
        Endowment[participant] += money;
        var (journal, account) = (tick.Journal, world.Chart.Participant(participant));
        journal.Open();
        journal.Move(AccountId.Mint, account, TokenId.Currency, money, Instrument.Endowment);
        for (var a = 0; a < world.Assets.Length; a++)
            journal.Move(AccountId.Mint, account, WorldModel.Token(a), type.Holdings.GetValueOrDefault(world.Assets[a].Name),
                Instrument.Endowment);
    }

    /// <summary>Strikes off those who left, and takes over what the others expect.</summary>
    public void Leave(IReadOnlyList<Proposals> proposals)
    {
        foreach (var cell in proposals)
        {
            foreach (var leaver in cell.Leavers.Span)
            {
                isActive[leaver.Participant] = false;
                left.Add(leaver.Participant);
                ref var of = ref moved[world.TypeOf[leaver.Participant]];
                if (leaver.Why == LeaveReason.Churn) of.LeftByChurn++;
                else if (leaver.Why == LeaveReason.OutsideOption) of.LeftForOutside++;
                else of.LeftBankrupt++;
            }
        }

        for (var t = 0; world.HasExits && t < expected.Length; t++)
            expected[t] = proposals.Sum(p => p.Expecting[t]) is > 0 and var n ? proposals.Sum(p => p.ExpectedMicro[t]) / 1e6 / n : double.NaN;
        if (left.Count == 0) return;
        byType = new List<int>?[world.Types.Length];
        Active.RemoveAll(i => !isActive[i]);
    }

    /// <summary>Settles the estates of those who left in this tick.</summary>
    public void Bequeath(TickState tick)
    {
        if (tick.Rules.Population.Estate is not IEstateRule rule) return;
        foreach (var owner in left) rule.Settle(new Estate(tick, owner));
    }

    /// <summary>Whether a participant has entered and not left.</summary>
    public bool IsActive(int participant) => isActive[participant];

    /// <summary>What participants that have left hold together.</summary>
    /// <param name="held">What each participant holds.</param>
    public long Departed(ReadOnlySpan<long> held)
    {
        var sum = 0L;
        for (var i = 0; i < isActive.Length; i++) if (!isActive[i]) sum += held[i];
        return sum;
    }

    /// <summary>Active participants of a type, ascending.</summary>
    public IReadOnlyList<int> ActiveOf(int type) => byType[type] ??= Active.FindAll(i => world.TypeOf[i] == type);

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.WriteColumn<bool>(isActive);
        state.WriteColumn<int>(lives);
        state.WriteColumn<long>(Endowment);
        state.WriteColumn<double>(expected);
        state.WriteColumn<int>(left.ToArray());
        vacancies.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        state.ReadColumn<bool>(isActive);
        state.ReadColumn<int>(lives);
        state.ReadColumn<long>(Endowment);
        state.ReadColumn<double>(expected);
        left.Clear();
        left.AddRange(state.ReadColumn<int>());
        vacancies.Restore(state);
        byType = new List<int>?[world.Types.Length];
        Active.Clear();
        for (var i = 0; i < isActive.Length; i++) if (isActive[i]) Active.Add(i);
    }

    /// <summary>Those who come in a tick, a Poisson number, one after the other.</summary>
    /// <param name="source">Which distinguishes the streams of arrivals; negative.</param>
    private void Arrive(TickState tick, int type, double rate, int source)
    {
        if (rate <= 0) return;
        var random = new PhiloxStream(world.SeedAt(tick.Tick), Purpose.Churn, source, tick.Tick);
        for (var time = random.Exponential(); time < rate; time += random.Exponential())
        {
            if (tick.Rules.Types[type].Exit?.OutsideOption is { } outside && expected[type] < outside) moved[type].Declined++;
            else Come(tick, type);
        }
    }

    private void Come(TickState tick, int type)
    {
        if (vacancies.TryTake(type, out var account)) Admit(tick, account);
        else moved[type].TurnedAway++;
    }

    private void Admit(TickState tick, int participant)
    {
        Endow(tick, participant);
        Entrants.Add(new Entrant(participant, lives[participant]++));
        isActive[participant] = true;
        byType = new List<int>?[world.Types.Length];
        Active.Insert(~Active.BinarySearch(participant), participant);
        moved[world.TypeOf[participant]].Entered++;
    }

    private double Drawn(int participant, int life)
    {
        var random = new PhiloxStream(world.PopulationSeed, Purpose.Endowment, participant, life);
        return InitialWealth.Draw(world.Types[world.TypeOf[participant]].Wealth, ref random);
    }

    private long Scaled(int participant)
    {
        var type = world.TypeOf[participant];
        var first = world.Types.Take(type).Sum(t => t.Count);
        scaled ??= new long[]?[world.Types.Length];
        scaled[type] ??= InitialWealth.Scale([.. Enumerable.Range(first, world.Types[type].Count).Select(i => Drawn(i, life: 0))],
            (long)Math.Floor(world.Types[type].Wealth.Mean * world.Types[type].Count + 0.5));
        return scaled[type]![participant - first];
    }

    /// <summary>How many have had each account.</summary>
    private static int[] StartLives(WorldModel world)
    {
        var lives = new int[world.Participants];
        lives.AsSpan(0, world.InitialParticipants).Fill(1);
        return lives;
    }

    private static bool[] StartActive(WorldModel world)
    {
        var active = new bool[world.Participants];
        active.AsSpan(0, world.InitialParticipants).Fill(true);
        return active;
    }

    private static double[] Unknown(WorldModel world)
    {
        var expected = new double[world.Types.Length];
        expected.AsSpan().Fill(double.NaN);
        return expected;
    }
}
