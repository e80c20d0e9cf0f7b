using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Randomness;
using Economy.World.Tick;

namespace Economy.World;

/// <summary>Who is there: endowment at the start, entry and exit as the run goes on.</summary>
internal sealed class Population(WorldModel world) : IResumable
{
    private readonly bool[] isActive = StartActive(world);
    private List<int>?[] byType = new List<int>?[world.Types.Length];

    /// <summary>Participants with a lower number have entered.</summary>
    public int Entered { get; private set; } = world.InitialParticipants;

    /// <summary>Active participants, ascending.</summary>
    public List<int> Active { get; } = [.. Enumerable.Range(0, world.InitialParticipants)];

    /// <summary>Money each participant started with, minor units.</summary>
    public long[] Endowment { get; } = new long[world.Participants];

    /// <summary>Lets newcomers enter with their holdings.</summary>
    public void Enter(TickState tick)
    {
        var rate = tick.Rules.Population.EntryRate;
        for (var wave = tick.Rules.Population.Entrants ?? 0; wave > 0 && Entered < world.Participants; wave--) Enter(tick, Entered);
        if (rate <= 0) return;
        var random = new PhiloxStream(world.SeedAt(tick.Tick), Purpose.Churn, -1, tick.Tick);
        for (var time = random.Exponential(); time < rate && Entered < world.Participants; time += random.Exponential())
            Enter(tick, Entered);
    }

    private void Enter(TickState tick, int participant)
    {
        Endow(tick, participant);
        isActive[participant] = true;
        byType = new List<int>?[world.Types.Length];
        Active.Add(participant);
        Entered++;
    }

    /// <summary>Creates the holdings of a participant as it enters.</summary>
    public void Endow(TickState tick, int participant)
    {
        var type = world.Types[world.TypeOf[participant]];
        var random = new PhiloxStream(world.Seed, Purpose.Endowment, participant, 0);
        Endowment[participant] = (long)Math.Floor(Draw(type.Wealth, ref random) + 0.5);
        var (journal, account) = (tick.Journal, world.Chart.Participant(participant));
        journal.Open();
        journal.Move(AccountId.Mint, account, TokenId.Currency, Endowment[participant], Instrument.Endowment);
        for (var a = 0; a < world.Assets.Length; a++)
            journal.Move(AccountId.Mint, account, WorldModel.Token(a), type.Holdings.GetValueOrDefault(world.Assets[a].Name),
                Instrument.Endowment);
    }

    /// <summary>Strikes off those who left.</summary>
    public void Leave(IReadOnlyList<Proposals> proposals)
    {
        var leavers = 0;
        foreach (var cell in proposals)
        {
            leavers += cell.Leavers.Count;
            foreach (var i in cell.Leavers.Span) isActive[i] = false;
        }

        if (leavers == 0) return;
        byType = new List<int>?[world.Types.Length];
        Active.RemoveAll(i => !isActive[i]);
    }

    /// <summary>Whether a participant has entered and not left.</summary>
    public bool IsActive(int participant) => isActive[participant];

    /// <summary>What participants that have left hold together.</summary>
    /// <param name="held">What each participant holds.</param>
    public long Departed(ReadOnlySpan<long> held)
    {
        var sum = 0L;
        for (var i = 0; i < Entered; i++) if (!isActive[i]) sum += held[i];
        return sum;
    }

    /// <summary>Active participants of a type, ascending.</summary>
    public IReadOnlyList<int> ActiveOf(int type) => byType[type] ??= Active.FindAll(i => world.TypeOf[i] == type);

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(Entered);
        state.WriteColumn<bool>(isActive);
        state.WriteColumn<long>(Endowment);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        Entered = state.ReadInt32();
        state.ReadColumn<bool>(isActive);
        state.ReadColumn<long>(Endowment);
        byType = new List<int>?[world.Types.Length];
        Active.Clear();
        for (var i = 0; i < Entered; i++) if (isActive[i]) Active.Add(i);
    }

    private static bool[] StartActive(WorldModel world)
    {
        var active = new bool[world.Participants];
        active.AsSpan(0, world.InitialParticipants).Fill(true);
        return active;
    }

    private static double Draw(WealthSpec wealth, ref PhiloxStream random) => wealth.Distribution switch
    {
        WealthDistribution.Equal => wealth.Mean,
        WealthDistribution.Exponential => wealth.Mean * random.Exponential(),
        WealthDistribution.Lognormal => wealth.Mean * random.LogNormal(-wealth.Shape * wealth.Shape / 2, wealth.Shape),
        WealthDistribution.Pareto => random.Pareto(wealth.Mean * (wealth.Shape - 1) / wealth.Shape, wealth.Shape),
        _ => throw new ArgumentOutOfRangeException(nameof(wealth)),
    };
}
